"""Titles that say of themselves that nothing takes place: "Canceled: Lunch", "Abgesagt: Jour fixe", "Lunch (annulé)"."""

import re
from functools import cache
from pathlib import Path

from crm.text.folding import fold

_WORDS = Path(__file__).parent / "cancelled_words.txt"
_FORWARDED = r"(?:(?:re|fw|fwd|aw|wg|tr|rv|sv|vs|i)\s*:\s*)*"
_MOST = 200  # letters looked at


def says_cancelled(title: str) -> bool:
    """In front of the title or behind it, set off by a mark, or in capitals; "Cancelled flights" is a title like others."""
    written = title[:_MOST]
    folded = fold(written)
    return bool(_marked().match(folded) or _behind().search(folded)) or _shouted(written)


def _shouted(title: str) -> bool:
    """ "ABGESAGT Treffen mit Bob"."""
    first, _, rest = title.strip().partition(" ")
    return first.isupper() and fold(first) in _words() and any(char.islower() for char in rest)


@cache
def _words() -> frozenset[str]:
    lines = _WORDS.read_text(encoding="utf-8").splitlines()
    return frozenset(fold(line) for line in lines if line and not line.startswith("#"))


@cache
def _any() -> str:
    return "|".join(re.escape(word) for word in sorted(_words(), key=len, reverse=True))


@cache
def _marked() -> re.Pattern[str]:
    return re.compile(
        rf"\W{{0,4}}{_FORWARDED}\W{{0,4}}(?:{_any()})(?:\s?[:\]\)}}*>!]|\s?[-–—|/]\s|\W{{0,4}}$)"
    )


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(rf"(?:[\[\({{*<]\s?(?:{_any()})\s?!?[\]\)}}*>]|\s[-–—|]\s(?:{_any()})!?)$")
