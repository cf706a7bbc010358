"""People in the order they are named, each once, however many a text names."""

from collections.abc import Iterable

from crm.capture.draft import NamedPerson

MAX_PEOPLE_PER_CLAUSE = (
    30  # people one clause is understood for, one by one; of a longer list the words stay a note
)


class UniquePeople:
    """Equal ones count as one. A list would be searched from its start for each name that comes."""

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
    """The first of each name."""
    found: dict[str, NamedPerson] = {}
    for one in people:
        found.setdefault(one.name, one)
    return list(found.values())
