"""Phrases with gaps, as the vocabulary writes them, found among the words of a text. Pure.

A pattern is words with blanks between them; a|b is one of several, ?a may be left out, # is a number, *ed any word
that ends so, #min a number with its unit on it, and ... up to four words of the same sentence.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from crm.capture.tokens import tokens

_ENDS = frozenset(".?!\n")
_NUMBER_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty sixty ninety"
)
_NUMBERS = frozenset([*_NUMBER_WORDS.split(), "forty-five"])
_GAP = 4  # words that "..." may stand for


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or a mark that ends a sentence; other marks are left out."""

    start: int
    end: int
    low: str
    is_end: bool = False

    @property
    def is_number(self) -> bool:
        return self.low[:1].isdigit() or self.low in _NUMBERS


def words_of(text: str) -> list[Word]:
    return [
        Word(one.start, one.end, one.low or "\n", one.text in _ENDS)
        for one in tokens(text)
        if one.kind not in ("mark", "break") or one.text in _ENDS
    ]


def sentences(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """First word and the one after the last, of each; the mark that ends it belongs to it."""
    first = 0
    for at, word in enumerate(words):
        if word.is_end:
            if at > first:
                yield first, at + 1
            first = at + 1
    if first < len(words):
        yield first, len(words)


@dataclass(frozen=True, slots=True)
class _Piece:
    plain: frozenset[str]
    endings: tuple[str, ...]
    units: tuple[str, ...]
    number: bool
    optional: bool
    gap: bool

    def takes(self, word: Word) -> bool:
        if word.low in self.plain:
            return True
        if self.number and word.is_number:
            return True
        if self.units and word.low.lstrip("0123456789") in self.units and word.low[:1].isdigit():
            return True
        return bool(self.endings) and word.low.endswith(self.endings) and len(word.low) > 3


def _piece(written: str) -> _Piece:
    choices = written.removeprefix("?").split("|")
    return _Piece(
        plain=frozenset(one for one in choices if one[:1] not in ("#", "*")),
        endings=tuple(one[1:] for one in choices if one[:1] == "*"),
        units=tuple(one[1:] for one in choices if one[:1] == "#" and one != "#"),
        number="#" in choices,
        optional=written.startswith("?"),
        gap=written == "...",
    )


class Patterns:
    """Several patterns, each with the value it stands for; found by what their first words may be."""

    def __init__(self, values: Iterable[tuple[str, object]]) -> None:
        self._first: dict[str, list[tuple[list[_Piece], object]]] = {}
        self._open: list[tuple[list[_Piece], object]] = []
        for written, value in values:
            pieces = [_piece(one) for one in written.split()]
            head, entry = pieces[0], (pieces, value)
            if head.optional or head.number or head.endings or head.units:
                self._open.append(entry)
            else:
                for low in head.plain:
                    self._first.setdefault(low, []).append(entry)

    def at(self, words: Sequence[Word], at: int) -> tuple[int, object] | None:
        """The longest that begins here: the index after its last word, and its value."""
        best: tuple[int, object] | None = None
        for pieces, value in [*self._first.get(words[at].low, ()), *self._open]:
            end = _end(pieces, 0, words, at)
            if end is not None and end > at and (best is None or end > best[0]):
                best = end, value
        return best

    def all(self, words: Sequence[Word]) -> Iterator[tuple[int, int, object]]:
        """First word, the one after the last, and the value, of each; none over another."""
        at = 0
        while at < len(words):
            found = self.at(words, at)
            if found is not None:
                yield at, found[0], found[1]
                at = found[0]
            else:
                at += 1

    def fit(self, words: Sequence[Word]) -> bool:
        return next(self.all(words), None) is not None


def _end(pieces: Sequence[_Piece], piece: int, words: Sequence[Word], at: int) -> int | None:
    """The index after the last word where the rest of the pattern fits from here on."""
    if piece == len(pieces):
        return at
    one = pieces[piece]
    if one.gap:
        return _after_gap(pieces, piece + 1, words, at)
    if at < len(words) and one.takes(words[at]):
        end = _end(pieces, piece + 1, words, at + 1)
        if end is not None:
            return end
    return _end(pieces, piece + 1, words, at) if one.optional else None


def _after_gap(pieces: Sequence[_Piece], piece: int, words: Sequence[Word], at: int) -> int | None:
    for skipped in range(_GAP + 1):
        if skipped and (at + skipped > len(words) or words[at + skipped - 1].is_end):
            return None
        end = _end(pieces, piece, words, at + skipped)
        if end is not None:
            return end
    return None
