"""Maps the people of a draft to person ids, adding new people."""

import json
from collections.abc import Iterable, Iterator, Sequence

from crm.capture.draft import Draft, NamedPerson
from crm.errors import ChoiceNeeded, NotUnderstood
from crm.model import Person
from crm.people import adding
from crm.text.folding import fold
from crm.unit_of_work import UnitOfWork

_THESE = "id IN (SELECT value FROM json_each(:ids))"
_KEEP = f"UPDATE person SET standing = 'kept' WHERE standing = 'parked' AND {_THESE}"


class DraftPeople:
    """Adds the new people of the draft, those of `parked` as parked; `new` are their ids in order.

    Raises ChoiceNeeded if a name is ambiguous.
    """

    def __init__(self, work: UnitOfWork, draft: Draft, parked: Sequence[NamedPerson] = ()) -> None:
        for one in all_named(draft):
            if one.person_id is None and one.status == "ambiguous":
                raise ChoiceNeeded(f"More than one person fits {one.typed}: say which.", one.candidates)
        self._work = work
        self._parked = {fold(one.name) for one in parked if one.person_id is None}
        self._ids: dict[str, int] = {}
        self.new: list[int] = []
        self._add(draft.people)

    def id(self, one: NamedPerson) -> int:
        if one.person_id is not None:
            return one.person_id
        key = fold(one.name)
        if key not in self._ids:
            self._add([one])
        return self._ids[key]

    def ids(self, people: Iterable[NamedPerson]) -> list[int]:
        """Ids in order, without duplicates."""
        return list(dict.fromkeys(self.id(one) for one in people))

    def name(self, one: NamedPerson) -> str:
        return self._work.session.get_one(Person, self.id(one)).full_name

    def keep(self, people: Iterable[NamedPerson]) -> None:
        """Makes parked people kept. Raises NotUnderstood if one was deleted."""
        ids = self.ids(people)
        given = json.dumps(ids)
        if self._work.read.value(f"SELECT count(*) FROM person WHERE {_THESE}", ids=given) < len(ids):
            raise NotUnderstood("Someone in this text is no longer in the book; nothing was saved.")
        self._work.connection.execute(_KEEP, {"ids": given})

    def _add(self, people: Iterable[NamedPerson]) -> None:
        """Adds the people that are neither in the book nor already added."""
        new = {fold(one.name): one for one in people if one.person_id is None}
        new = {key: one for key, one in new.items() if key not in self._ids}
        added = adding.add_many(
            self._work,
            [
                adding.NewPerson(one.name, _title(one), "parked" if key in self._parked else "kept")
                for key, one in new.items()
            ],
        )
        self._ids.update(zip(new, added, strict=True))
        self.new += added


def _title(one: NamedPerson) -> str:
    """The title typed before the name: Dr., Mrs."""
    title = one.typed.removesuffix(one.name).strip()
    return "" if title == one.typed else title


def all_named(draft: Draft) -> Iterator[NamedPerson]:
    """All named people of a draft, with duplicates."""
    yield from draft.people
    if draft.meeting is not None:
        yield from draft.meeting.people
    for promise in draft.promises:
        yield from promise.people
        if promise.by is not None:
            yield promise.by
    yield from (topic.person for topic in draft.topics)
    yield from (advice.person for advice in draft.advice)
    yield from (ask.person for ask in draft.asks)
