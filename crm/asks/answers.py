"""Whether an answer to "what can I do for you?" is specific. Unlike an ask, it needs no reason, offer or way out."""

import re
from typing import NamedTuple

from crm.asks.vague_asks import check_ask

_ABOUT_WORDING = ("vague", "several_asks")
_OPEN_ENDED = re.compile(
    r"\b(?:anyone|anybody|anything|any ?where|whoever you know|whatever|everyone|nothing|not sure|interesting people)\b",
    re.I,
)
# A name inside the sentence, a number, or a person told by what they do.
_NAMES_SOMETHING = re.compile(r"(?<=[a-z,;] )(?!I\b)[A-Z]\w+|\d|\b(?:who|whoever|which|whose)\s+\w+\s+\w+")

_NOT_YET = "Not specific yet: name a person, a trade, a place or a number."


class AnswerCheck(NamedTuple):
    """`vague` says what is vague and what to write instead; "" for a specific or empty answer."""

    is_specific: bool
    vague: str


def check_answer(text: str) -> AnswerCheck:
    """Called specific only where it names something: precision before recall."""
    findings = check_ask(text)
    wording = [one for one in findings if one.rule in _ABOUT_WORDING]
    if wording:
        return AnswerCheck(False, f"“{wording[0].words}”: {wording[0].advice}")
    if found := _OPEN_ENDED.search(text):
        return AnswerCheck(False, f"“{found[0]}”: Name one person, one answer or one thing.")
    has_size = bool(text.strip()) and not any(one.rule == "no_size" for one in findings)
    is_specific = has_size or bool(_NAMES_SOMETHING.search(text))
    return AnswerCheck(is_specific, "" if is_specific or not text.strip() else _NOT_YET)
