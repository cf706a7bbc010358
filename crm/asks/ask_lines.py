"""One-line descriptions of an ask and of the promise that a yes makes. Pure functions."""

import re

from crm.asks.vague_asks import first_question
from crm.promises import promise_titles

_MAX_LENGTH = 70
_COULD_YOU = re.compile(r"^.*?\b(?:could|would|can|will)\s+you\s+(?:please\s+|perhaps\s+)?", re.I | re.S)


def shorten_question(words: str) -> str:
    """The question on one line, truncated."""
    asked = " ".join(first_question(words).split())
    return asked if len(asked) <= _MAX_LENGTH else f"{asked[:_MAX_LENGTH].rsplit(' ', 1)[0].rstrip(',;:')} …"


def describe_yes(words: str) -> str:
    """ "introduce me to Ben" of "Could you introduce me to Ben?", "15 minutes on pricing" unchanged, else "a yes to ..."."""
    asked = " ".join(first_question(words).split())
    action = _COULD_YOU.sub("", asked, count=1).rstrip("?. ")
    if (
        action
        and promise_titles.title_of_promise_by_other(action, "")
        == f" promised to {action[:1].lower()}{action[1:]}"
    ):
        return action
    return f"a yes to “{asked}”" if "?" in asked else asked
