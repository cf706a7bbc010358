"""Deceased people: they get no rows, and neither do promises made to them alone."""

from typing import NamedTuple

from crm.date_index import DEAD_PEOPLE, IS_DEATH_LINE
from crm.storage.reading import Reader
from crm.today.candidate import MY_PROMISE, Candidate

_PEOPLE = (
    f"SELECT DISTINCT person_id FROM other_property INDEXED BY ix_other_property_died WHERE {IS_DEATH_LINE}"
)
_HAS_LIVING_RECIPIENT = (
    "EXISTS (SELECT 1 FROM promise_person q WHERE q.promise_id = pp.promise_id AND q.part = 'to' "
    f"AND (q.person_id IS NULL OR q.person_id NOT IN {DEAD_PEOPLE}))"
)
_MOOT_PROMISES = (
    "SELECT DISTINCT pp.promise_id FROM promise_person pp JOIN promise p ON p.id = pp.promise_id "
    f"WHERE pp.person_id IN {DEAD_PEOPLE} AND (p.kind IN ('introduction', 'recommend') OR (pp.part = 'to' AND NOT {_HAS_LIVING_RECIPIENT}))"
)


class DeceasedPeople(NamedTuple):
    """`promises` are those of the user that can no longer be kept, such as an introduction of a deceased person."""

    people: frozenset[int] = frozenset()
    promises: frozenset[int] = frozenset()

    def concerns_only_deceased(self, candidate: Candidate) -> bool:
        """Whether every person the candidate is about has died."""
        if candidate.group == MY_PROMISE:
            return candidate.subject_id in self.promises
        return bool(candidate.people) and candidate.people <= self.people


def deceased_people(read: Reader) -> DeceasedPeople:
    people = frozenset(read.values(_PEOPLE))
    return DeceasedPeople(people, frozenset(read.values(_MOOT_PROMISES))) if people else DeceasedPeople()
