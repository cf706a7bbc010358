"""Finds the people named in the title of an event without guests: "Lunch with Bob Smith". Ambiguous names are left out."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from crm.formats.calendar.title_words import title_words
from crm.importing.calendar.title_index import TitleIndex
from crm.importing.calendar.title_parser import ParsedTitle, TitleWord

_MAX_NAME_WORDS = 6  # words
_ASIDE = re.compile(r"\s{0,9}\([^()]{0,80}\)\s{0,9}")


class TitleSpan(NamedTuple):
    """Words `first` to `last` (exclusive), which name one person."""

    first: int
    last: int
    person: int


def people_in_title(
    title: str, index: TitleIndex, owner: Iterable[str] = (), is_timed: bool = True
) -> list[int]:
    """The people certainly meant, in the order of the title; none if it is not about a meeting with them.

    A full name needs a word for a meeting, "with" before it, or the owner as the other party; or it is the whole title of a timed
    event. A first name needs "with" or the owner, and must be unique. `owner` are folded words of the owner's name.
    """
    owner = list(owner)
    found = _Names(ParsedTitle(title, owner), index).people(is_timed)
    if not found and "(" in title:  # "Bob Smith (Acme) / Jo"; but "Bob Smith (birthday)" is not a name alone
        found = _Names(ParsedTitle(_ASIDE.sub(" ", title), owner), index).people(is_timed=False)
    return found


class _Names:
    def __init__(self, title: ParsedTitle, index: TitleIndex) -> None:
        self._title, self._words, self._index = title, title.words, index

    def people(self, is_timed: bool) -> list[int]:
        if not any(word.key in self._index.first_words for word in self._words):
            return []  # true of most titles
        is_task = self._title.is_one_of("tasks", 0)
        if is_task or any(word.low in title_words("never") for word in self._words):
            return []
        whole = list(self._full_names())
        is_about_meeting = self._is_meeting(whole, is_timed)
        spans = [
            one
            for one in whole
            if self._is_participant(one, whole) or (is_about_meeting and not self._is_topic(one))
        ]
        for at in range(len(self._words)):
            if not any(one.first <= at < one.last for one in whole) and (
                found := self._first_name(at, spans)
            ):
                spans.append(found)
        return list(dict.fromkeys(span.person for span in sorted(spans)))

    def _full_names(self) -> Iterator[TitleSpan]:
        at = 0
        while at < len(self._words):
            last, person = self._longest_name(at)
            if person is not None:
                yield TitleSpan(at, last, person)
            at = max(last, at + 1)

    def _longest_name(self, first: int) -> tuple[int, int | None]:
        """The longest name that begins here, and its person if it is unique and not part of a longer name."""
        for last in range(min(first + _MAX_NAME_WORDS, len(self._words)), first + 1, -1):
            words = self._words[first:last]
            if all(word.continues_name for word in words[1:]) and (found := self._people_named(words)):
                is_free = self._title.name_may_start(first) and self._title.name_may_end(last)
                is_name = self._title.is_lower_case or (words[0].is_capital and words[-1].is_capital)
                return last, found[0] if len(found) == 1 and is_free and is_name else None
        return first, None

    def _people_named(self, words: list[TitleWord]) -> list[int]:
        return self._index.find_full_name([word.key for word in words])

    def _is_meeting(self, spans: list[TitleSpan], is_timed: bool) -> bool:
        """Whether the title has a word for a meeting, or is a name alone at a time of day."""
        rest = [at for at in range(len(self._words)) if not any(one.first <= at < one.last for one in spans)]
        if self._title.is_one_to_one or any(self._title.is_kind(at) for at in rest):
            return True
        is_all = all(self._title.is_one_of("between", at) or self._words[at].low.isdigit() for at in rest)
        return is_timed and bool(spans) and is_all

    def _is_topic(self, span: TitleSpan) -> bool:
        """ "Call about Bob Smith"."""
        return self._title.is_one_of("about", span.first - 1)

    def _is_participant(self, span: TitleSpan, spans: list[TitleSpan]) -> bool:
        """After "with", possibly with an honorific; in a list after it; or the other party beside the owner."""
        at = span.first - 1
        at -= self._title.is_one_of("honorifics", at)
        if self._title.is_one_of("with", at) or self._is_beside_owner(span):
            return True
        joined = self._title.is_one_of("joints", at)
        if not joined and not self._words[span.first].is_listed:
            return False
        end = at if joined else at + 1
        return any(self._is_participant(one, spans) for one in spans if one.last == end and one != span)

    def _is_beside_owner(self, span: TitleSpan) -> bool:
        """ "Jo / Bob", "Bob and me"."""
        before, after = span.first - 1, span.last
        if before >= 0 and all(self._title.is_me(at) for at in range(before)):
            is_joint = self._title.is_one_of("between", before) and before > 0
            return is_joint or (self._title.is_me(before) and self._words[span.first].is_other_party)
        if span.first == 0 and after < len(self._words):
            if self._title.is_one_of("between", after):
                return self._title.is_me(after + 1)
            return self._title.is_me(after) and self._words[after].is_other_party
        return False

    def _first_name(self, at: int, spans: list[TitleSpan]) -> TitleSpan | None:
        word, last = self._words[at], at + 1
        while last < len(self._words) and self._words[last].before == "-":
            last += 1
        parts = self._words[at:last]
        found = self._index.find_first_name(
            "-".join(one.low for one in parts), "".join(one.key for one in parts)
        )
        if found and self._is_initial(last):
            letter = self._words[last].key
            found, last = [one for one in found if self._index.family_begins_with(one, letter)], last + 1
        is_word = self._title.is_lower_case and word.low in title_words("words_too")
        if len(found) != 1 or is_word or not (word.is_capital or self._title.is_lower_case):
            return None
        span = TitleSpan(at, last, found[0])
        is_met = self._is_participant(span, spans) and self._title.name_may_end(last, strictly=True)
        return span if is_met else None

    def _is_initial(self, at: int) -> bool:
        if at >= len(self._words):
            return False
        word = self._words[at]
        return len(word.low) == 1 and word.is_capital and word.before == " "
