"""Whom the title of an event without guests names: "Lunch with Bob Smith". Nobody is guessed."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from crm.formats.calendar.title_words import title_words
from crm.importing.calendar.title_index import TitleIndex
from crm.importing.calendar.title_parser import TitleRead, Word

_LONGEST_NAME = 6  # words
_ASIDE = re.compile(r"\s{0,9}\([^()]{0,80}\)\s{0,9}")


class Span(NamedTuple):
    """Words `first` to `last` (excluded) that name one person."""

    first: int
    last: int
    person: int


def named(title: str, index: TitleIndex, owner: Iterable[str] = (), is_timed: bool = True) -> list[int]:
    """Those who are surely meant, in the order of the title; none where it tells of no meeting with them.

    A whole name needs a word for a meeting, "with" before it, or the owner across from it; or it is all there is, at an
    hour. A first name needs "with", or the owner, and that nobody else has it. `owner` are folded words of that name.
    """
    owner = list(owner)
    found = _Names(TitleRead(title, owner), index).people(is_timed)
    if not found and "(" in title:  # "Bob Smith (Acme) / Jo"; but "Bob Smith (birthday)" is not a name alone
        found = _Names(TitleRead(_ASIDE.sub(" ", title), owner), index).people(is_timed=False)
    return found


class _Names:
    def __init__(self, read: TitleRead, index: TitleIndex) -> None:
        self._read, self._words, self._index = read, read.words, index

    def people(self, is_timed: bool) -> list[int]:
        if not any(word.key in self._index.begins for word in self._words):
            return []  # most titles: nobody's name begins here
        is_task = self._read.is_one_of("tasks", 0)
        if is_task or any(word.low in title_words("never") for word in self._words):
            return []
        whole = list(self._whole_names())
        is_meeting = self._tells_of_meeting(whole, is_timed)
        spans = [one for one in whole if self._is_met(one, whole) or (is_meeting and not self._is_topic(one))]
        for at in range(len(self._words)):
            if not any(one.first <= at < one.last for one in whole) and (
                found := self._first_name(at, spans)
            ):
                spans.append(found)
        return list(dict.fromkeys(span.person for span in sorted(spans)))

    def _whole_names(self) -> Iterator[Span]:
        at = 0
        while at < len(self._words):
            last, person = self._whole_name(at)
            if person is not None:
                yield Span(at, last, person)
            at = max(last, at + 1)

    def _whole_name(self, first: int) -> tuple[int, int | None]:
        """Where the longest that begins here ends, and whose it is: of one person alone, and no part of a longer one."""
        for last in range(min(first + _LONGEST_NAME, len(self._words)), first + 1, -1):
            words = self._words[first:last]
            if all(word.goes_on for word in words[1:]) and (found := self._called(words)):
                is_free = self._read.is_open_before(first) and self._read.is_open_after(last)
                is_name = self._read.is_low or (words[0].is_capital and words[-1].is_capital)
                return last, found[0] if len(found) == 1 and is_free and is_name else None
        return first, None

    def _called(self, words: list[Word]) -> list[int]:
        return self._index.whole([word.key for word in words])

    def _tells_of_meeting(self, spans: list[Span], is_timed: bool) -> bool:
        """By a word for one; or as a name and an hour are all there is."""
        rest = [at for at in range(len(self._words)) if not any(one.first <= at < one.last for one in spans)]
        if self._read.is_one_to_one or any(self._read.is_kind(at) for at in rest):
            return True
        is_all = all(self._read.is_one_of("between", at) or self._words[at].low.isdigit() for at in rest)
        return is_timed and bool(spans) and is_all

    def _is_topic(self, span: Span) -> bool:
        """ "Call about Bob Smith"."""
        return self._read.is_one_of("about", span.first - 1)

    def _is_met(self, span: Span, spans: list[Span]) -> bool:
        """After "with", a title between; in a list that stands there; or across from the owner."""
        at = span.first - 1
        at -= self._read.is_one_of("honorifics", at)
        if self._read.is_one_of("with", at) or self._is_across_from_me(span):
            return True
        joined = self._read.is_one_of("joints", at)
        if not joined and not self._words[span.first].is_listed:
            return False
        end = at if joined else at + 1
        return any(self._is_met(one, spans) for one in spans if one.last == end and one != span)

    def _is_across_from_me(self, span: Span) -> bool:
        """ "Jo / Bob", "Bob and me"."""
        before, after = span.first - 1, span.last
        if before >= 0 and all(self._read.is_me(at) for at in range(before)):
            is_joint = self._read.is_one_of("between", before) and before > 0
            return is_joint or (self._read.is_me(before) and self._words[span.first].is_parted)
        if span.first == 0 and after < len(self._words):
            if self._read.is_one_of("between", after):
                return self._read.is_me(after + 1)
            return self._read.is_me(after) and self._words[after].is_parted
        return False

    def _first_name(self, at: int, spans: list[Span]) -> Span | None:
        word, last = self._words[at], at + 1
        while last < len(self._words) and self._words[last].before == "-":
            last += 1
        parts = self._words[at:last]
        found = self._index.first("-".join(one.low for one in parts), "".join(one.key for one in parts))
        if found and self._is_initial(last):
            letter = self._words[last].key
            found, last = [one for one in found if self._index.family_begins(one, letter)], last + 1
        is_word = self._read.is_low and word.low in title_words("words_too")
        if len(found) != 1 or is_word or not (word.is_capital or self._read.is_low):
            return None
        span = Span(at, last, found[0])
        is_met = self._is_met(span, spans) and self._read.is_open_after(last, strictly=True)
        return span if is_met else None

    def _is_initial(self, at: int) -> bool:
        if at >= len(self._words):
            return False
        word = self._words[at]
        return len(word.low) == 1 and word.is_capital and word.before == " "
