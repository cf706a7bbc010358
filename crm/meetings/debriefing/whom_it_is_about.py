"""Splits an answer by the names in front of it: "Ana: labels; Priya: two cafés"."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crm.capture.names import Names, key_of
from crm.errors import NotUnderstood
from crm.meetings.debriefing.answers import Answer
from crm.people.short_names import PersonRef
from crm.text.typed_text import line, lines

_BREAKS = re.compile(r"(\s*[;\n]\s*)")
_LINKS = re.compile(r"\s*(?:,|&|\band\b)\s*")
_LONGEST = 120  # characters in front of a colon that may be names


class Part(NamedTuple):
    people: list[PersonRef]
    words: str


class Attendees:
    """The people of a meeting, found by name."""

    def __init__(self, people: Sequence[PersonRef], names: Names) -> None:
        self.people, self._names = people, names

    def parts(self, answer: Answer) -> list[Part]:
        """Raises NotUnderstood where nobody was there, or a first name is shared."""
        found: list[Part] = []
        for between, piece in _pieces(lines(answer.words)):
            people, words = self.in_front(piece)
            if people:
                found.append(Part(people, words))
            elif found:
                found[-1] = found[-1]._replace(words=found[-1].words + between + piece)
            else:
                found.append(Part([self._chosen(answer.about)], piece))
        return [part for part in found if line(part.words)]

    def in_front(self, text: str) -> tuple[list[PersonRef], str]:
        """The people named before a colon, and the words after it; nobody where the words in front are no names."""
        front, colon, rest = text.partition(":")
        if not colon or len(front) > _LONGEST:
            return [], text
        found = [self._named(one) for one in _LINKS.split(front.strip())]
        people = [one for one in found if one is not None]
        return (people, rest.strip()) if len(people) == len(found) else ([], text)

    def _chosen(self, about: int | None) -> PersonRef:
        there = [one for one in self.people if about in (None, one.id)]
        if not there:
            raise NotUnderstood("Nobody is noted as having been there: add them to the meeting first.")
        return there[0]

    def _named(self, typed: str) -> PersonRef | None:
        """An attendee by full or first name, or anyone in the book by the full name."""
        key = key_of(typed)
        there = {one.id: one for one in self.people}
        for ids in (self._names.full(key), self._names.first(key)):
            fitting = [there[one] for one in ids if one in there]
            if len(fitting) > 1:
                raise NotUnderstood(f"More than one {typed.strip()} was there: write the full name.")
            if fitting:
                return fitting[0]
        others = self._names.full(key) if " " in key else ()
        known = self._names.person(others[0]) if len(others) == 1 else None
        return PersonRef(known.person_id, known.full_name, given=known.given) if known else None


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Each piece with what stood between it and the one before."""
    found = ["", *_BREAKS.split(text.strip())]
    yield from zip(found[::2], found[1::2], strict=True)
