"""Resolves the names in a text to people: known, assumed, new or ambiguous. Ambiguous names are never guessed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crm.capture.draft import NamedPerson
from crm.capture.mention import NameMatch
from crm.capture.names import KnownName, Names, first_keys, full_keys, key_of
from crm.capture.unique_people import UniquePeople


@dataclass(frozen=True, slots=True)
class Mention:
    """Words `first` to `last` (excluded) that name a person."""

    first: int
    last: int
    named: NamedPerson
    ending: str  # 's, 'll or nothing

    @property
    def possessive(self) -> bool:
        return self.ending in ("'s", "'")


def resolve(found: Sequence[NameMatch], names: Names, chosen: Mapping[str, int | None]) -> list[Mention]:
    """One NamedPerson per person, however often named. `chosen` maps a name as typed to a person id, or None: new."""
    resolver = _Resolver(names, chosen)
    for match in found:
        if match.whole:
            resolver.whole(match)
    for match in found:
        if not match.whole and not match.ids:
            resolver.lone(match)
    return [Mention(one.first, one.last, resolver.named(one), one.ending) for one in found]


class _Resolver:
    """Full names are resolved first, so that a full name anywhere in the text decides what its first name means."""

    def __init__(self, names: Names, chosen: Mapping[str, int | None]) -> None:
        self._names = names
        self._chosen = {key_of(typed): person_id for typed, person_id in chosen.items()}
        self._by_key: dict[str, NamedPerson] = {}
        self._by_id: dict[int, NamedPerson] = {}
        self._by_first_name: dict[str, UniquePeople] = {}
        self._candidates_by_first_name: dict[str, list[tuple[int, str]]] = {}
        self._full_name_at: dict[str, int] = {}  # first word of each full name

    def named(self, match: NameMatch) -> NamedPerson:
        if match.key not in self._by_key:
            self._by_key[match.key] = self._first(match)
        return self._by_key[match.key]

    def whole(self, match: NameMatch) -> None:
        """A full name: known if the book has it, else new, with candidates of the same first name."""
        if match.key in self._by_key:
            return
        named = self._choice(match)
        fitting = self._names.fitting(match.ids)
        if named is None and len(fitting) == 1:
            named = self._person(fitting[0], match.typed, "known")
        elif named is None and fitting:
            named = _ambiguous(match.typed, fitting)
        elif named is None:
            named = NamedPerson(match.bare, match.typed, "new", candidates=self._of_that_first_name(match))
        self._by_key[match.key] = named
        self._full_name_at.setdefault(named.name, match.first)
        self._index(named, match)

    def lone(self, match: NameMatch) -> None:
        """A first name that is not in the book."""
        if match.key in self._by_key or self._by_first_name.get(match.key):
            return
        named = self._choice(match) or NamedPerson(match.bare, match.typed, "new")
        self._by_key[match.key] = named
        self._index(named, match)

    def _first(self, match: NameMatch) -> NamedPerson:
        same_first_name = self._by_first_name[match.key].people if match.key in self._by_first_name else []
        chosen = self._choice(match)
        if chosen is not None:
            return (
                same_first_name[0]
                if len(same_first_name) == 1 and same_first_name[0].status == chosen.status == "new"
                else chosen
            )
        if len(same_first_name) == 1:
            fitting = self._names.fitting(match.ids)
            meant = self._is_meant(same_first_name[0], match, fitting)
            return same_first_name[0] if meant else _ambiguous(match.typed, fitting)
        if same_first_name:
            pairs = [(one.person_id, one.name) for one in same_first_name if one.person_id is not None]
            return NamedPerson(match.typed, match.typed, "ambiguous", candidates=pairs)
        return self._from_book(match)

    def _is_meant(self, named: NamedPerson, match: NameMatch, fitting: Sequence[KnownName]) -> bool:
        """A new person takes precedence over a kept one of that first name only after being named in full."""
        kept = any(one.standing != "parked" for one in fitting)
        return named.status != "new" or not kept or self._full_name_at.get(named.name, 0) < match.first

    def _from_book(self, match: NameMatch) -> NamedPerson:
        fitting = self._names.fitting(match.ids)
        if len(fitting) != 1:
            return _ambiguous(match.typed, fitting)
        only = fitting[0]
        status = "known" if match.key in full_keys(only) else "assumed"
        return self._person(only, match.typed, status, _pairs(self._names.ranked(match.ids)))

    def _choice(self, match: NameMatch) -> NamedPerson | None:
        if match.key not in self._chosen:
            return None
        person_id = self._chosen[match.key]
        person = None if person_id is None else self._names.person(person_id)
        others = _pairs(self._names.ranked(match.ids)) if match.ids else self._of_that_first_name(match)
        if person is None:
            return NamedPerson(match.bare, match.typed, "new", candidates=others)
        return self._person(person, match.typed, "known", others)

    def _person(
        self, person: KnownName, typed: str, status: str, others: Sequence[tuple[int, str]] = ()
    ) -> NamedPerson:
        named = self._by_id.get(person.person_id)
        if named is None:
            named = NamedPerson(person.full_name, typed, status, person.person_id)
            named.candidates = [] if len(others) == 1 else list(others)
            self._by_id[person.person_id] = named
        return named

    def _index(self, named: NamedPerson, match: NameMatch) -> None:
        person = None if named.person_id is None else self._names.person(named.person_id)
        typed = {match.key.split(" ")[0], key_of(match.bare.split()[0])}
        for first in typed | (first_keys(person) if person else set()):
            self._by_first_name.setdefault(first, UniquePeople()).add([named])

    def _of_that_first_name(self, match: NameMatch) -> list[tuple[int, str]]:
        """Candidates for new people with that first name; the list is shared."""
        first = match.key.split(" ")[0]
        if first not in self._candidates_by_first_name:
            self._candidates_by_first_name[first] = _pairs(self._names.ranked(self._names.first(first)))
        return self._candidates_by_first_name[first]


def _ambiguous(typed: str, fitting: Sequence[KnownName]) -> NamedPerson:
    return NamedPerson(typed, typed, "ambiguous", candidates=_pairs(fitting))


def _pairs(people: Sequence[KnownName]) -> list[tuple[int, str]]:
    return [(one.person_id, one.full_name) for one in people]
