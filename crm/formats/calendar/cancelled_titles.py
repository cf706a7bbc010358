"""Titles that mark an event as cancelled: "Canceled: Lunch", "Abgesagt: Jour fixe", "Lunch (annulé)"."""

import re
from functools import cache
from pathlib import Path

from crm.text.folding import fold

_WORDS = Path(__file__).parent / "cancelled_words.txt"
_FORWARDED = r"(?:(?:re|fw|fwd|aw|wg|tr|rv|sv|vs|i)\s*:\s*)*"
_MAX_EXAMINED = 200  # characters


def says_cancelled(title: str) -> bool:
    """Whether the title begins or ends with a separate mark, or begins in capitals; "Cancelled flights" is an ordinary title."""
    written = title[:_MAX_EXAMINED]
    folded = fold(written)
    return bool(_prefix_pattern().match(folded) or _suffix_pattern().search(folded)) or _begins_in_capitals(
        written
    )


def _begins_in_capitals(title: str) -> bool:
    """ "ABGESAGT Treffen mit Bob"."""
    first, _, rest = title.strip().partition(" ")
    return first.isupper() and fold(first) in _words() and any(char.islower() for char in rest)


@cache
def _words() -> frozenset[str]:
    lines = _WORDS.read_text(encoding="utf-8").splitlines()
    return frozenset(fold(line) for line in lines if line and not line.startswith("#"))


@cache
def _alternatives() -> str:
    return "|".join(re.escape(word) for word in sorted(_words(), key=len, reverse=True))


@cache
def _prefix_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"\W{{0,4}}{_FORWARDED}\W{{0,4}}(?:{_alternatives()})(?:\s?[:\]\)}}*>!]|\s?[-–—|/]\s|\W{{0,4}}$)"
    )


@cache
def _suffix_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?:[\[\({{*<]\s?(?:{_alternatives()})\s?!?[\]\)}}*>]|\s[-–—|]\s(?:{_alternatives()})!?)$"
    )
