"""Those who died: nobody is reminded of them, nor of a promise that was to them alone."""

from typing import NamedTuple

from crm.date_index import DEAD_PEOPLE, IS_DEATH_LINE
from crm.storage.reading import Reader
from crm.today.candidate import MY_PROMISE, Candidate

_THE_DEAD = (
    f"SELECT DISTINCT person_id FROM other_property INDEXED BY ix_other_property_died WHERE {IS_DEATH_LINE}"
)
_LIVING_ELSE = (
    "EXISTS (SELECT 1 FROM promise_person q WHERE q.promise_id = pp.promise_id AND q.part = 'to' "
    f"AND (q.person_id IS NULL OR q.person_id NOT IN {DEAD_PEOPLE}))"
)
_PROMISES = (
    "SELECT DISTINCT pp.promise_id FROM promise_person pp JOIN promise p ON p.id = pp.promise_id "
    f"WHERE pp.person_id IN {DEAD_PEOPLE} AND (p.kind IN ('introduction', 'recommend') OR (pp.part = 'to' AND NOT {_LIVING_ELSE}))"
)


class Dead(NamedTuple):
    """`promises` of mine that nobody is left for: an introduction to someone dead, a letter to them."""

    people: frozenset[int] = frozenset()
    promises: frozenset[int] = frozenset()

    def silence(self, one: Candidate) -> bool:
        """Whether the candidate is about none but the dead."""
        if one.group == MY_PROMISE:
            return one.subject_id in self.promises
        return bool(one.people) and one.people <= self.people


def the_dead(read: Reader) -> Dead:
    people = frozenset(read.values(_THE_DEAD))
    return Dead(people, frozenset(read.values(_PROMISES))) if people else Dead()
