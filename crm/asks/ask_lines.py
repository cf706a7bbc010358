"""How an ask is told in a line: what was asked, and what a yes promises. Pure."""

import re

from crm.asks.vague_asks import first_question
from crm.promises import promise_titles

_LONGEST = 70
_COULD_YOU = re.compile(r"^.*?\b(?:could|would|can|will)\s+you\s+(?:please\s+|perhaps\s+)?", re.I | re.S)


def shorten_question(words: str) -> str:
    """The question on one line, cut where it is long."""
    asked = " ".join(first_question(words).split())
    return asked if len(asked) <= _LONGEST else f"{asked[:_LONGEST].rsplit(' ', 1)[0].rstrip(',;:')} …"


def describe_yes(words: str) -> str:
    """ "introduce me to Ben" of "Could you introduce me to Ben?", "15 minutes on pricing" as it is, else the yes itself."""
    asked = " ".join(first_question(words).split())
    deed = _COULD_YOU.sub("", asked, count=1).rstrip("?. ")
    if (
        deed
        and promise_titles.title_of_promise_by_other(deed, "") == f" promised to {deed[:1].lower()}{deed[1:]}"
    ):
        return deed
    return f"a yes to “{asked}”" if "?" in asked else asked
