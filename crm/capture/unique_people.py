"""Ordered sets of people, in linear time however many a text names."""

from collections.abc import Iterable

from crm.capture.draft import NamedPerson

MAX_PEOPLE_PER_CLAUSE = 30  # a clause with more people stays in the note


class UniquePeople:
    """Ordered set by equality. (A membership test on a list would make long texts quadratic.)"""

    def __init__(self, people: Iterable[NamedPerson] = ()) -> None:
        self.people: list[NamedPerson] = []
        self._alike: dict[tuple[str, str, str, int | None], list[NamedPerson]] = {}
        self.add(people)

    def add(self, people: Iterable[NamedPerson]) -> None:
        for one in people:
            alike = self._alike.setdefault((one.name, one.typed, one.status, one.person_id), [])
            if one not in alike:
                alike.append(one)
                self.people.append(one)


def unique_by_name(people: Iterable[NamedPerson]) -> list[NamedPerson]:
    """The first person of each name."""
    found: dict[str, NamedPerson] = {}
    for one in people:
        found.setdefault(one.name, one)
    return list(found.values())
