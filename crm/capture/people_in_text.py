"""Who is named in a text: known, assumed, new or ambiguous; a choice is left open, never guessed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crm.capture.draft import NamedPerson
from crm.capture.mention import NameMatch
from crm.capture.names import KnownName, Names, first_keys, full_keys, key_of
from crm.capture.unique_people import UniquePeople


@dataclass(frozen=True, slots=True)
class Mention:
    """Words `first` to `last` (excluded) that name someone."""

    first: int
    last: int
    named: NamedPerson
    ending: str  # 's, 'll or nothing

    @property
    def possessive(self) -> bool:
        return self.ending in ("'s", "'")


def resolve(found: Sequence[NameMatch], names: Names, chosen: Mapping[str, int | None]) -> list[Mention]:
    """One Named for each person, however often named. `chosen` maps a name as typed to a person id, or None: new."""
    settled = _Settled(names, chosen)
    for sighting in found:
        if sighting.whole:
            settled.whole(sighting)
    for sighting in found:
        if not sighting.whole and not sighting.ids:
            settled.lone(sighting)
    return [Mention(one.first, one.last, settled.named(one), one.ending) for one in found]


class _Settled:
    """Who was settled so far, so that a full name anywhere in the text makes the first name known there."""

    def __init__(self, names: Names, chosen: Mapping[str, int | None]) -> None:
        self._names = names
        self._chosen = {key_of(typed): person_id for typed, person_id in chosen.items()}
        self._by_key: dict[str, NamedPerson] = {}
        self._by_id: dict[int, NamedPerson] = {}
        self._here: dict[str, UniquePeople] = {}
        self._like: dict[str, list[tuple[int, str]]] = {}
        self._told: dict[str, int] = {}  # where those named in full stand first

    def named(self, sighting: NameMatch) -> NamedPerson:
        if sighting.key not in self._by_key:
            self._by_key[sighting.key] = self._first(sighting)
        return self._by_key[sighting.key]

    def whole(self, sighting: NameMatch) -> None:
        """A full name: the book's if it has it, else new, with those of the same first name to choose from."""
        if sighting.key in self._by_key:
            return
        named = self._choice(sighting)
        fitting = self._names.fitting(sighting.ids)
        if named is None and len(fitting) == 1:
            named = self._person(fitting[0], sighting.typed, "known")
        elif named is None and fitting:
            named = _ambiguous(sighting.typed, fitting)
        elif named is None:
            named = NamedPerson(
                sighting.bare, sighting.typed, "new", candidates=self._of_that_first_name(sighting)
            )
        self._by_key[sighting.key] = named
        self._told.setdefault(named.name, sighting.first)
        self._know(named, sighting)

    def lone(self, sighting: NameMatch) -> None:
        """A first name nobody in the book has."""
        if sighting.key in self._by_key or self._here.get(sighting.key):
            return
        named = self._choice(sighting) or NamedPerson(sighting.bare, sighting.typed, "new")
        self._by_key[sighting.key] = named
        self._know(named, sighting)

    def _first(self, sighting: NameMatch) -> NamedPerson:
        here = self._here[sighting.key].people if sighting.key in self._here else []
        chosen = self._choice(sighting)
        if chosen is not None:
            return here[0] if len(here) == 1 and here[0].status == chosen.status == "new" else chosen
        if len(here) == 1:
            fitting = self._names.fitting(sighting.ids)
            meant = self._meant(here[0], sighting, fitting)
            return here[0] if meant else _ambiguous(sighting.typed, fitting)
        if here:
            pairs = [(one.person_id, one.name) for one in here if one.person_id is not None]
            return NamedPerson(sighting.typed, sighting.typed, "ambiguous", candidates=pairs)
        return self._from_book(sighting)

    def _meant(self, named: NamedPerson, sighting: NameMatch, fitting: Sequence[KnownName]) -> bool:
        """Someone new comes before a kept person of that first name only once they were named in full."""
        kept = any(one.standing != "parked" for one in fitting)
        return named.status != "new" or not kept or self._told.get(named.name, 0) < sighting.first

    def _from_book(self, sighting: NameMatch) -> NamedPerson:
        fitting = self._names.fitting(sighting.ids)
        if len(fitting) != 1:
            return _ambiguous(sighting.typed, fitting)
        only = fitting[0]
        status = "known" if sighting.key in full_keys(only) else "assumed"
        return self._person(only, sighting.typed, status, _pairs(self._names.ranked(sighting.ids)))

    def _choice(self, sighting: NameMatch) -> NamedPerson | None:
        if sighting.key not in self._chosen:
            return None
        person_id = self._chosen[sighting.key]
        person = None if person_id is None else self._names.person(person_id)
        others = (
            _pairs(self._names.ranked(sighting.ids)) if sighting.ids else self._of_that_first_name(sighting)
        )
        if person is None:
            return NamedPerson(sighting.bare, sighting.typed, "new", candidates=others)
        return self._person(person, sighting.typed, "known", others)

    def _person(
        self, person: KnownName, typed: str, status: str, others: Sequence[tuple[int, str]] = ()
    ) -> NamedPerson:
        named = self._by_id.get(person.person_id)
        if named is None:
            named = NamedPerson(person.full_name, typed, status, person.person_id)
            named.candidates = [] if len(others) == 1 else list(others)
            self._by_id[person.person_id] = named
        return named

    def _know(self, named: NamedPerson, sighting: NameMatch) -> None:
        person = None if named.person_id is None else self._names.person(named.person_id)
        typed = {sighting.key.split(" ")[0], key_of(sighting.bare.split()[0])}
        for first in typed | (first_keys(person) if person else set()):
            self._here.setdefault(first, UniquePeople()).add([named])

    def _of_that_first_name(self, sighting: NameMatch) -> list[tuple[int, str]]:
        """Shared by all who are new with that first name."""
        first = sighting.key.split(" ")[0]
        if first not in self._like:
            self._like[first] = _pairs(self._names.ranked(self._names.first(first)))
        return self._like[first]


def _ambiguous(typed: str, fitting: Sequence[KnownName]) -> NamedPerson:
    return NamedPerson(typed, typed, "ambiguous", candidates=_pairs(fitting))


def _pairs(people: Sequence[KnownName]) -> list[tuple[int, str]]:
    return [(one.person_id, one.full_name) for one in people]
