"""Splits a title into words, and classifies those that are not names."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from crm.formats.calendar.meeting_kinds import event_kinds
from crm.formats.calendar.title_words import title_words
from crm.matching.spelling import normalize_spelling
from crm.text.folding import fold

_WORD = re.compile(r"[^\W_]+")
_MARKS = re.compile(r"[,;:/|&+<>()\[\]@#!?•·×–—]|\s-+\s|\.\s*$")
_PARTY_SEPARATOR = re.compile(r"\s{0,9}(?:[/|&+×]|<{1,3}-{0,9}>{1,3}|-{1,9}|–|—)\s{0,9}")
_ONE_TO_ONE = re.compile(r"\b1\s?[:.\-]\s?1s?\b|\bone[ -](?:on|to)[ -]one\b")
_MAX_LENGTH = 200  # characters


class TitleWord(NamedTuple):
    """`low` is folded, `key` normalised, `before` is the text between it and the word before."""

    low: str
    key: str
    before: str
    is_capital: bool

    @property
    def continues_name(self) -> bool:
        """Whether it continues a name: "Jean-Luc", "O'Brien", "Bob J. Smith"."""
        return self.before.strip() in ("", ".", "-", "'", "’")

    @property
    def is_marked_off(self) -> bool:
        return bool(_MARKS.search(self.before))

    @property
    def is_listed(self) -> bool:
        return self.before.strip() in (",", "&", "+", "/")

    @property
    def is_other_party(self) -> bool:
        """Whether it is separated like two parties of a meeting: "Ana / Jo"."""
        return bool(_PARTY_SEPARATOR.fullmatch(self.before))


class ParsedTitle:
    """`me` are words for the owner of the book. In a title without capitals, names have none either."""

    def __init__(self, title: str, owner: Iterable[str]) -> None:
        self._title = title[:_MAX_LENGTH]
        self.words = list(_split(self._title))
        self.is_lower_case = not any(word.is_capital for word in self.words)
        self._me = title_words("me") | frozenset(owner)

    @property
    def is_one_to_one(self) -> bool:
        return bool(_ONE_TO_ONE.search(self._title.lower()))

    def is_me(self, index: int) -> bool:
        return 0 <= index < len(self.words) and self.words[index].low in self._me

    def is_one_of(self, kind: str, index: int) -> bool:
        return 0 <= index < len(self.words) and self.words[index].low in title_words(kind)

    def is_kind(self, index: int) -> bool:
        return self.words[index].low in event_kinds()

    def name_may_start(self, first: int) -> bool:
        """Whether no longer name includes the word before: "Mary Ann Smith" is not Ann Smith."""
        if first == 0 or self.words[first].is_marked_off or self.is_one_of("honorifics", first - 1):
            return True
        return self._is_ordinary_word(first - 1) or not (
            self.words[first - 1].is_capital or self.is_lower_case
        )

    def name_may_end(self, last: int, strictly: bool = False) -> bool:
        """`strictly`: only a function word may follow; else any word that is not a name."""
        if last == len(self.words):
            return True
        word = self.words[last]
        if word.before in ("-", "'", "’"):
            return False  # Smith-Jones, Bob Smith's
        is_marked = word.is_marked_off
        if self.is_one_of("firm", last) and (not is_marked or "&" in word.before or "," in word.before):
            return False
        if is_marked or self.is_one_of("function", last) or self.is_me(last) or word.low.isdigit():
            return True
        return not strictly and (self.is_kind(last) or not (word.is_capital or self.is_lower_case))

    def _is_ordinary_word(self, index: int) -> bool:
        kinds = ("with", "function", "joints", "between", "about")
        is_named = any(self.is_one_of(kind, index) for kind in kinds)
        return is_named or self.is_kind(index) or self.is_me(index) or self.words[index].low.isdigit()


def _split(text: str) -> Iterator[TitleWord]:
    end = 0
    for found in _WORD.finditer(text):
        low = fold(found[0])
        if low:
            yield TitleWord(low, normalize_spelling(low), text[end : found.start()], found[0][:1].isupper())
            end = found.end()
