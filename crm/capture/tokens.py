"""A text as words and marks with their places in it; abbreviations keep their full stop."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any, NamedTuple

from crm.capture.vocabulary import Phrases
from crm.text.folding import fold

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


class Token(NamedTuple):
    start: int
    end: int
    text: str
    low: str  # folded, one kind of apostrophe
    kind: str  # word | number | time | date | link | mark | break
    capital: bool

    @property
    def base(self) -> str:
        """The word without 's and 'll and without full stops: what names are compared by."""
        low = _ENDING.sub("", self.low) if "'" in self.low else self.low
        return low.replace(".", "")

    @property
    def ending(self) -> str:
        """The possessive or 'll that hangs on the word, as typed."""
        match = _ENDING.search(self.low) if "'" in self.low else None
        return self.text[len(self.text) - len(match[0]) :] if match else ""

    @property
    def possessive(self) -> bool:
        return "'" in self.low and _POSSESSIVE.search(self.low) is not None


def tokens(text: str) -> list[Token]:
    found = []
    known: dict[str, tuple[str, bool]] = {}  # most words of a text come again
    for match in _PATTERN.finditer(text):
        piece = match.group()
        how = known.get(piece)
        if how is None:
            how = known[piece] = fold(piece.translate(_APOSTROPHES)), _capital(piece[0])
        found.append(Token(match.start(), match.end(), piece, how[0], match.lastgroup or "mark", how[1]))
    return found


def _capital(letter: str) -> bool:
    """Arabic, Chinese, Hebrew and the like know no capitals: any of their words may be a name."""
    return letter.isupper() or (not letter.isascii() and unicodedata.category(letter) == "Lo")


def phrase_at(
    lows: Sequence[str], at: int, table: Phrases, last: int | None = None
) -> tuple[int, Any] | None:
    """The longest phrase of the table that begins at this word: how many words, and its value.

    It ends before word `last`. (A slice up to there would copy the whole text for each clause of it.)
    """
    end = len(lows) if last is None else last
    return table.at(lows, at, end) if at < end else None


def phrase_after_be(lows: Sequence[str], at: int, table: Phrases, last: int) -> tuple[int, Any] | None:
    """The same as if "be" stood in front of this word; "be" is counted."""
    said = ["be", *lows[at : min(last, at + table.most)]]
    return table.at(said, 0, len(said))
