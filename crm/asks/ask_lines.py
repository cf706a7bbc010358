"""One-line descriptions of an ask and of the promise that a yes makes. Pure functions."""

import re

from crm.asks.vague_asks import first_question
from crm.promises import promise_titles

_MAX_LENGTH = 70
# What is polite around the matter itself: "Could we have 20 minutes about how you told them" is about how you told them.
_LEAD_IN = re.compile(
    r"^(?:(?:could|would|can|will|may|might) (?:you|we|i)|do you mind|i would like|i'd like)\b[^?]{0,80}?"
    r"\b(?:about|on (?=how|what|which|who|when|where|why)|tell me|hear|ask you)\s+(?:about\s+)?",
    re.I,
)
_HOW_LONG = re.compile(
    r"^(?:in|for|within) (?:about )?[\w-]{1,12} (?:minutes?|mins?|hours?|words?|lines?),?\s+", re.I
)
_OPENING = re.compile(
    r"^(?:(?:and|so|please),?\s+)?(?:could|would|can|will|may|might) (?:you|we|i)\s+"
    r"(?:please\s+|perhaps\s+|possibly\s+|be (?:able|willing|happy|so kind as) to\s+)?",
    re.I,
)
_COULD_YOU = re.compile(r"^.*?\b(?:could|would|can|will)\s+you\s+(?:please\s+|perhaps\s+)?", re.I | re.S)


def shorten_question(words: str) -> str:
    """The question on one line, truncated."""
    asked = " ".join(first_question(words).split())
    return asked if len(asked) <= _MAX_LENGTH else f"{asked[:_MAX_LENGTH].rsplit(' ', 1)[0].rstrip(',;:')} …"


def subject_of(words: str) -> str:
    """What the ask is about, in a few words: "how you told your oldest client"."""
    asked = " ".join(first_question(words).split()).rstrip("?. ")
    found = _HOW_LONG.sub("", _LEAD_IN.sub("", asked, count=1), count=1) or asked
    found = (_OPENING.sub("", found, count=1) or found).strip(" ,:")
    found = f"{found[:1].lower()}{found[1:]}" if found[1:2].islower() else found
    return found if len(found) <= _MAX_LENGTH else f"{found[:_MAX_LENGTH].rsplit(' ', 1)[0].rstrip(',;:')} …"


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
