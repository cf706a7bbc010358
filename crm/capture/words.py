"""A text as words and marks with their places in it; abbreviations keep their full stop."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from crm.capture.vocabulary import Phrases
from crm.folding import fold

_LETTER = r"[^\W\d_]"
_PATTERN = re.compile(
    rf"""
    (?P<link>(?:https?://|www\.)\S*[^\s.,;:!?)\]'"”’]|[^\s@,;:()]{{1,64}}@[^\s@,;:()]{{1,255}}\.[^\W\d_]+)
  | (?P<date>\d{{4}}-\d{{2}}-\d{{2}}(?!\d))
  | (?P<time>\d{{1,2}}(?::\d{{2}})?\s?(?:[ap]\.m\.|[ap]m(?!\w))|\d{{1,2}}\.\d{{2}}\s?[ap]m(?!\w)|(?<![\d:])\d{{1,2}}:\d{{2}}(?![\d:]))
  | (?P<word>[wW]/(?=\s)|1[:\-]1(?!\d)
      | (?:Dr|Mr|Mrs|Ms|Mx|Prof|St|Rev|Fr|Jr|Sr)\.(?=\s|$)
      | (?-i:[A-Z])\.(?=\s?(?-i:[A-Z]))
      | (?:e\.g|i\.e|etc|vs|approx)\.
      | {_LETTER}[\ẁ-ͯ]*(?:['’‘‐‑\-]{_LETTER}[\ẁ-ͯ]*)*(?:['’](?=\s|$|[.,;:!?)]))?)
  | (?P<number>\d+(?:st|nd|rd|th)?(?!\w)|\d\w*)
  | (?P<break>\n)
  | (?P<mark>[^\w\s]|_)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-"})
_POSSESSIVE = re.compile(r"(?:'s|(?<=[sxz])')$")
_ENDING = re.compile(r"(?:'s|'ll|(?<=[sxz])')$")


@dataclass(frozen=True, slots=True)
class Token:
    start: int
    end: int
    text: str
    low: str  # folded, one kind of apostrophe
    kind: str  # word | number | time | date | link | mark | break
    capital: bool

    @property
    def base(self) -> str:
        """The word without 's and 'll and without full stops: what names are compared by."""
        return _ENDING.sub("", self.low).replace(".", "")

    @property
    def ending(self) -> str:
        """The possessive or 'll that hangs on the word, as typed."""
        match = _ENDING.search(self.low)
        return self.text[len(self.text) - len(match[0]) :] if match else ""

    @property
    def possessive(self) -> bool:
        return _POSSESSIVE.search(self.low) is not None


def tokens(text: str) -> list[Token]:
    found = []
    for match in _PATTERN.finditer(text):
        kind, piece = match.lastgroup or "mark", match.group()
        low = fold(piece.translate(_APOSTROPHES))
        found.append(Token(match.start(), match.end(), piece, low, kind, _capital(piece[0])))
    return found


def _capital(letter: str) -> bool:
    """Arabic, Chinese, Hebrew and the like know no capitals: any of their words may be a name."""
    return letter.isupper() or (not letter.isascii() and unicodedata.category(letter) == "Lo")


def phrase_at(lows: Sequence[str], at: int, table: Phrases) -> tuple[int, Any] | None:
    """The longest phrase of the table that begins at this word: how many words, and its value."""
    return table.at(lows, at) if at < len(lows) else None
