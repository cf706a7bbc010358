"""The people of the book as an index of folded names, so that each key typed costs no query."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crm.capture.vocabulary import one_of
from crm.text.folding import fold
from crm.text.name_titles import IN_FRONT
from crm.text.name_words import DEGREES, GENERATIONS
from crm.text.names import given_name

if TYPE_CHECKING:
    from crm.storage.reading import Reader

_JOINED = re.compile(r"[-‐‑\s]+")
_DROPPED = re.compile(r"['’‘ʼ.]")
_NO_NAMES = one_of("promises", "determiners") | {""}
_SUFFIXES = GENERATIONS | DEGREES
# A longer name is not looked for in a text: each word that it begins with would cost the square of its length.
_MOST_WORDS, _MOST_LETTERS = 24, 64  # the letters of a name with a figure in it
_TIERS = {"kept": 0, "resting": 1, "parked": 2}


def key_of(name: str) -> str:
    """Folded, hyphens as blanks, apostrophes and full stops gone: O’Brien and Jean-Luc fit however typed."""
    folded = fold(name)
    if folded.replace(" ", "").isalnum():
        return folded
    return _JOINED.sub(" ", _DROPPED.sub("", folded)).strip()


@dataclass(frozen=True, slots=True)
class KnownName:
    """What capture needs to know of a person; `last` is the date of the last contact, empty if none."""

    person_id: int
    full_name: str
    given: str = ""
    family: str = ""
    nickname: str = ""
    standing: str = "kept"
    last: str = ""


class Names:
    """Built once a change of people; looked up by `full`, `first` and `family` with keys of `key_of`."""

    def __init__(self, people: Iterable[KnownName] = ()) -> None:
        self._people: dict[int, KnownName] = {}
        self._full: dict[str, list[int]] = {}
        self._first: dict[str, list[int]] = {}
        self._family: dict[str, list[int]] = {}
        self._looked_up: dict[tuple[str, str], tuple[int, ...]] = {}
        self._longest: dict[str, int] = {}
        self._numbered: dict[str, int] = {}  # the same of full names with a figure in them, in letters
        for one in people:
            self._add(one)

    @classmethod
    def from_reader(cls, read: Reader) -> Names:
        rows = read.rows(
            "SELECT id, full_name, given, family, nickname, standing, coalesce(last_contact_on, '') AS last FROM person"
        )
        return cls(KnownName(*row) for row in rows)

    def _add(self, one: KnownName) -> None:
        self._looked_up.clear()
        self._people[one.person_id] = one
        written, given = key_of(one.full_name), _given_key(one)
        for key in _full_keys(one, written, given):
            self._enter(self._full, key, one.person_id)
            if not key.isalpha() and any(map(str.isdigit, key)) and len(key) <= _MOST_LETTERS:
                first = key.partition(" ")[0]
                self._numbered[first] = max(self._numbered.get(first, 0), len(key))
        for key in _first_keys(one, written, given):
            self._enter(self._first, key, one.person_id)
        if one.family:
            self._family.setdefault(key_of(one.family), []).append(one.person_id)

    def _enter(self, index: dict[str, list[int]], key: str, person_id: int) -> None:
        first, length = key.partition(" ")[0], key.count(" ") + 1
        if length > _MOST_WORDS:
            return
        if self._longest.get(first, 0) < length:
            self._longest[first] = length
        index.setdefault(key, []).append(person_id)

    def longest(self, word: str) -> int:
        """How many words the longest name that begins with this one has; 0 if none does."""
        return self._longest.get(word, 0)

    def numbered(self, word: str) -> int:
        """How many letters the longest name has that begins with this word and holds a figure; 0 if none does."""
        return self._numbered.get(word, 0)

    def full(self, key: str) -> tuple[int, ...]:
        return self._kept("full", key, self._full) if key in self._full else ()

    def first(self, key: str) -> tuple[int, ...]:
        return self._kept("first", key, self._first) if key in self._first else ()

    def family(self, key: str) -> tuple[int, ...]:
        """Those of that family name, which alone names somebody only behind a title."""
        return self._kept("family", key, self._family) if key in self._family else ()

    def either(self, key: str) -> tuple[int, ...]:
        """Those called so in full, then those with it as first name or nickname."""
        known = key in self._full or key in self._first
        return self._kept("either", key, self._full, self._first) if known else ()

    def _kept(self, way: str, key: str, *indexes: dict[str, list[int]]) -> tuple[int, ...]:
        """Made once: a text that names Ana a thousand times holds one record of a thousand Anas."""
        found = self._looked_up.get((way, key))
        if found is None:
            each = (one for index in indexes for one in index.get(key, ()))
            found = self._looked_up[way, key] = tuple(dict.fromkeys(each))
        return found

    def person(self, person_id: int) -> KnownName | None:
        return self._people.get(person_id)

    def fitting(self, ids: Iterable[int]) -> list[KnownName]:
        """Those of the best standing among them, the last seen first: parked fit only where no kept one does."""
        found = self.ranked(ids)
        return [one for one in found if _TIERS[one.standing] == _TIERS[found[0].standing]]

    def ranked(self, ids: Iterable[int]) -> list[KnownName]:
        people = sorted(
            (self._people[each] for each in set(ids)), key=lambda one: (one.full_name, one.person_id)
        )
        people.sort(key=lambda one: one.last, reverse=True)
        return sorted(people, key=lambda one: _TIERS[one.standing])


def full_keys(one: KnownName) -> set[str]:
    """The name as written, without titles and suffixes, and as given or nickname with the family name."""
    return _full_keys(one, key_of(one.full_name), _given_key(one))


def first_keys(one: KnownName) -> set[str]:
    return _first_keys(one, key_of(one.full_name), _given_key(one))


def _full_keys(one: KnownName, written: str, given: str) -> set[str]:
    keys = {written, " ".join(_plain(written.split()))}
    if one.family and (one.nickname or " " in one.given or one.given + " " + one.family != one.full_name):
        family = key_of(one.family)
        said = (given, given.partition(" ")[0], *map(key_of, _nicknames(one)))
        keys |= {f"{first} {family}" for first in said if first}
    keys |= {key_of(nickname) for nickname in _nicknames(one) if " " in nickname}  # "Aunt May"
    keys.discard("")
    return keys


def _first_keys(one: KnownName, written: str, given: str) -> set[str]:
    if not given:
        plain = _plain(written.split())
        given = plain[0] if plain and (one.family == "" or len(plain) > 1) else ""
    keys = {given, given.partition(" ")[0]}
    if one.nickname:
        keys |= {key_of(nickname) for nickname in _nicknames(one)}
    return keys - _NO_NAMES


def _given_key(one: KnownName) -> str:
    """Not of a title that an address book took for the given name."""
    key = key_of(one.given)
    return key_of(given_name(one.full_name, one.given)) if key.partition(" ")[0] in IN_FRONT else key


def _nicknames(one: KnownName) -> Sequence[str]:
    return [part.strip() for part in one.nickname.split(",") if part.strip()]


def _plain(words: list[str]) -> list[str]:
    while words and words[0] in IN_FRONT:
        words = words[1:]
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words = words[:-1]
    return words
