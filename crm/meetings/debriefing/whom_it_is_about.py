"""Splits an answer by the names in front of it: "Ana: labels; Priya: two cafés"."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from crm.capture.names import Names, key_of
from crm.errors import NotUnderstood
from crm.meetings.debriefing.answers import Answer
from crm.people.short_names import PersonRef
from crm.text.typed_text import line, lines

_BREAKS = re.compile(r"[;,.\n]\s*")
_LINKS = re.compile(r"\s{0,10}(?:,|&|\band\b)\s{0,10}")
_FRONT_ENDS = re.compile(r":|\s[-–—]\s")  # "Priya: two cafés", "Priya - two cafés"
_LONGEST = 120  # characters in front of a colon or dash that may be names


class Part(NamedTuple):
    people: list[PersonRef]
    words: str


class _Front(NamedTuple):
    """Names and their colon or dash, from `start` to `end` of the text."""

    start: int
    end: int
    people: list[PersonRef]


class Attendees:
    """The people of a meeting, found by name."""

    def __init__(self, people: Sequence[PersonRef], names: Names) -> None:
        self.people, self._names = people, names

    def parts(self, answer: Answer) -> list[Part]:
        """Raises NotUnderstood where nobody was there, or a first name is shared."""
        text = lines(answer.words)
        starts = self._names_in(text)
        before = text[: starts[0].start] if starts else text
        found = [Part([self._chosen(answer.about)], _words(before))] if _words(before) else []
        ends = [*(one.start for one in starts), len(text)][1:]
        found += [
            Part(one.people, _words(text[one.end : end])) for one, end in zip(starts, ends, strict=True)
        ]
        return [part for part in found if line(part.words)]

    def _names_in(self, text: str) -> list[_Front]:
        """Names with a colon or dash, at the beginning or after a mark; of "Ana, Priya:" both."""
        found: list[_Front] = []
        breaks = [0, *(match.end() for match in _BREAKS.finditer(text))]
        for mark in _FRONT_ENDS.finditer(text):
            least = max(found[-1].end if found else 0, mark.start() - _LONGEST)
            for start in (one for one in breaks if least <= one < mark.start()):
                people, _ = self.in_front(text[start : mark.end()])
                if people:
                    found.append(_Front(start, mark.end(), people))
                    break
        return found

    def in_front(self, text: str) -> tuple[list[PersonRef], str]:
        """The people named before a colon or dash, and the words after it; nobody where the words in front are no names."""
        mark = _FRONT_ENDS.search(text)
        if mark is None or mark.start() > _LONGEST:
            return [], text
        front, rest = text[: mark.start()], text[mark.end() :]
        found = [self._named(one) for one in _LINKS.split(front.strip())]
        people = [one for one in found if one is not None]
        return (people, rest.strip()) if len(people) == len(found) else ([], text)

    def at_beginning(self, text: str) -> tuple[PersonRef | None, str]:
        """Who is named by the first one or two words ("Priya needs two cafés"), and the words after them."""
        typed = text.split()
        for length in (2, 1):
            named = self._attendee(" ".join(typed[:length])) if len(typed) > length else None
            if named is not None:
                return named, " ".join(typed[length:])
        return None, text

    def _chosen(self, about: int | None) -> PersonRef:
        there = [one for one in self.people if about in (None, one.id)]
        if not there:
            raise NotUnderstood("Nobody is noted as having been there: add them to the meeting first.")
        return there[0]

    def _named(self, typed: str) -> PersonRef | None:
        """An attendee by full or first name, or anyone in the book by the full name."""
        found, key = self._attendee(typed), key_of(typed)
        others = self._names.full(key) if found is None and " " in key else ()
        known = self._names.person(others[0]) if len(others) == 1 else None
        return PersonRef(known.person_id, known.full_name, given=known.given) if known else found

    def _attendee(self, typed: str) -> PersonRef | None:
        key, there = key_of(typed), {one.id: one for one in self.people}
        for ids in (self._names.full(key), self._names.first(key)):
            fitting = [there[one] for one in ids if one in there]
            if len(fitting) > 1:
                raise NotUnderstood(f"More than one {typed.strip()} was there: write the full name.")
            if fitting:
                return fitting[0]
        return None


def _words(text: str) -> str:
    return text.strip().rstrip(";,").rstrip()
