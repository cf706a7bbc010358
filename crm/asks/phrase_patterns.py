"""Matches phrase patterns of the vocabulary against the words of a text. Pure functions.

A pattern is a sequence of words: a|b are alternatives, ?a is optional, # is a number, *ed any word with that ending,
#min a number with that unit attached, and ... up to four words of the same sentence.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from crm.capture.tokens import tokens

_ENDS = frozenset(".?!\n")
_NUMBER_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty sixty ninety"
)
_NUMBERS = frozenset([*_NUMBER_WORDS.split(), "forty-five"])
# Contractions as they are typed on a phone.
_WITHOUT_APOSTROPHE = {
    "dont": "don't", "cant": "can't", "wont": "won't", "isnt": "isn't", "doesnt": "doesn't", "didnt": "didn't", "couldnt": "couldn't",
    "im": "i'm", "ive": "i've", "youre": "you're", "youve": "you've", "youd": "you'd", "thats": "that's", "ur": "your", "u": "you",
}  # fmt: skip
_MAX_GAP = 4  # words that "..." may stand for


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or a mark that ends a sentence. Other marks are skipped."""

    start: int
    end: int
    low: str
    is_end: bool = False

    @property
    def is_number(self) -> bool:
        return self.low[:1].isdigit() or self.low in _NUMBERS


def words_of(text: str) -> list[Word]:
    return [
        Word(one.start, one.end, _WITHOUT_APOSTROPHE.get(one.low, one.low) or "\n", one.text in _ENDS)
        for one in tokens(text)
        if one.kind not in ("mark", "break") or one.text in _ENDS
    ]


def sentences(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """(first, end) word indexes of each sentence, including its end mark."""
    first = 0
    for at, word in enumerate(words):
        if word.is_end:
            if at > first:
                yield first, at + 1
            first = at + 1
    if first < len(words):
        yield first, len(words)


@dataclass(frozen=True, slots=True)
class _PatternWord:
    plain: frozenset[str]
    endings: tuple[str, ...]
    units: tuple[str, ...]
    number: bool
    optional: bool
    gap: bool

    def matches(self, word: Word) -> bool:
        if word.low in self.plain:
            return True
        if self.number and word.is_number:
            return True
        if self.units and word.low.lstrip("0123456789") in self.units and word.low[:1].isdigit():
            return True
        return bool(self.endings) and word.low.endswith(self.endings) and len(word.low) > 3


def _parse_pattern_word(text: str) -> _PatternWord:
    choices = text.removeprefix("?").split("|")
    return _PatternWord(
        plain=frozenset(one for one in choices if one[:1] not in ("#", "*")),
        endings=tuple(one[1:] for one in choices if one[:1] == "*"),
        units=tuple(one[1:] for one in choices if one[:1] == "#" and one != "#"),
        number="#" in choices,
        optional=text.startswith("?"),
        gap=text == "...",
    )


class PhraseMatch(NamedTuple):
    """Words `first` to `end` (excluded)."""

    first: int
    end: int
    value: object


class Patterns:
    """Set of patterns with values, indexed by their possible first words."""

    def __init__(self, values: Iterable[tuple[str, object]]) -> None:
        self._first: dict[str, list[tuple[list[_PatternWord], object]]] = {}
        self._open: list[tuple[list[_PatternWord], object]] = []
        for text, value in values:
            pattern = [_parse_pattern_word(one) for one in text.split()]
            head, entry = pattern[0], (pattern, value)
            if head.optional or head.number or head.endings or head.units:
                self._open.append(entry)
            else:
                for low in head.plain:
                    self._first.setdefault(low, []).append(entry)

    def at(self, words: Sequence[Word], at: int) -> PhraseMatch | None:
        """The longest match at word `at`."""
        best: PhraseMatch | None = None
        for pattern, value in [*self._first.get(words[at].low, ()), *self._open]:
            end = _match_end(pattern, 0, words, at)
            if end is not None and end > at and (best is None or end > best.end):
                best = PhraseMatch(at, end, value)
        return best

    def find_all(self, words: Sequence[Word]) -> Iterator[PhraseMatch]:
        """All matches from left to right, without overlaps."""
        at = 0
        while at < len(words):
            found = self.at(words, at)
            if found is not None:
                yield found
                at = found.end
            else:
                at += 1

    def matches_any(self, words: Sequence[Word]) -> bool:
        return next(self.find_all(words), None) is not None


def _match_end(pattern: Sequence[_PatternWord], index: int, words: Sequence[Word], at: int) -> int | None:
    """End index if the rest of the pattern matches from word `at` on, else None."""
    if index == len(pattern):
        return at
    one = pattern[index]
    if one.gap:
        return _after_gap(pattern, index + 1, words, at)
    if at < len(words) and one.matches(words[at]):
        end = _match_end(pattern, index + 1, words, at + 1)
        if end is not None:
            return end
    return _match_end(pattern, index + 1, words, at) if one.optional else None


def _after_gap(pattern: Sequence[_PatternWord], index: int, words: Sequence[Word], at: int) -> int | None:
    for skipped in range(_MAX_GAP + 1):
        if skipped and (at + skipped > len(words) or words[at + skipped - 1].is_end):
            return None
        end = _match_end(pattern, index, words, at + skipped)
        if end is not None:
            return end
    return None
