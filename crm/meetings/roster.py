"""The people of a draft as rows of the book: found, or added; a parked one is kept from now on."""

from collections.abc import Iterable, Iterator

from crm.capture.draft import Draft, Named
from crm.errors import ChoiceNeeded, NotUnderstood
from crm.folding import fold
from crm.model import Person
from crm.people import adding
from crm.unit_of_work import UnitOfWork


class Roster:
    """Adds who is new when the draft names them; `new` are their ids, in order."""

    def __init__(self, work: UnitOfWork, draft: Draft) -> None:
        for one in everyone(draft):
            if one.person_id is None and one.status == "ambiguous":
                raise ChoiceNeeded(f"More than one person fits {one.typed}: say which.", one.candidates)
        self._work = work
        self._ids: dict[str, int] = {}
        self.new: list[int] = []
        for one in draft.people:
            self.id(one)

    def id(self, one: Named) -> int:
        if one.person_id is not None:
            return one.person_id
        key = fold(one.name)
        if key not in self._ids:
            self._ids[key] = self._add(one)
        return self._ids[key]

    def ids(self, people: Iterable[Named]) -> list[int]:
        """Each person once, in order."""
        return list(dict.fromkeys(self.id(one) for one in people))

    def names(self, people: Iterable[Named]) -> list[str]:
        return [self._work.session.get_one(Person, person_id).full_name for person_id in self.ids(people)]

    def keep(self, people: Iterable[Named]) -> list[int]:
        """Their ids; whoever was parked is part of the network from now on."""
        ids = self.ids(people)
        for person_id in ids:
            person = self._work.session.get(Person, person_id)
            if person is None:
                raise NotUnderstood("Someone in this text is no longer in the book; nothing was saved.")
            if person.standing == "parked":
                person.standing = "kept"
        return ids

    def _add(self, one: Named) -> int:
        person = adding.add(self._work, one.name)
        title = one.typed.removesuffix(one.name).strip()
        if title and title != one.typed:
            person.prefix = title
        self.new.append(person.id)
        return person.id


def everyone(draft: Draft) -> Iterator[Named]:
    """Every Named of a draft; the same person may come more than once."""
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
