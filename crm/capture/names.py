"""The people of the book as an index of folded names, so that each key typed costs no query."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crm.capture.vocabulary import one_of
from crm.folding import fold

if TYPE_CHECKING:
    from crm.storage.reading import Reader

_JOINED = re.compile(r"[-‐‑\s]+")
_DROPPED = re.compile(r"['’‘ʼ.]")
_NO_NAMES = one_of("promises", "determiners") | {""}
_TITLES, _SUFFIXES = one_of("people", "titles"), one_of("people", "suffixes")
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
    """Built once a change of people; looked up by `full` and `first` with keys of `key_of`."""

    def __init__(self, people: Iterable[KnownName] = ()) -> None:
        self._people: dict[int, KnownName] = {}
        self._full: dict[str, list[int]] = {}
        self._first: dict[str, list[int]] = {}
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
        self._people[one.person_id] = one
        written, given = key_of(one.full_name), key_of(one.given)
        for key in _full_keys(one, written, given):
            self._enter(self._full, key, one.person_id)
            if not key.isalpha() and any(map(str.isdigit, key)):
                first = key.partition(" ")[0]
                self._numbered[first] = max(self._numbered.get(first, 0), len(key))
        for key in _first_keys(one, written, given):
            self._enter(self._first, key, one.person_id)

    def _enter(self, index: dict[str, list[int]], key: str, person_id: int) -> None:
        first, length = key.partition(" ")[0], key.count(" ") + 1
        if self._longest.get(first, 0) < length:
            self._longest[first] = length
        index.setdefault(key, []).append(person_id)

    def longest(self, word: str) -> int:
        """How many words the longest name that begins with this one has; 0 if none does."""
        return self._longest.get(word, 0)

    def numbered(self, word: str) -> int:
        """How many letters the longest name has that begins with this word and holds a figure; 0 if none does."""
        return self._numbered.get(word, 0)

    def full(self, key: str) -> list[int]:
        return self._full.get(key, [])

    def first(self, key: str) -> list[int]:
        return self._first.get(key, [])

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
    return _full_keys(one, key_of(one.full_name), key_of(one.given))


def first_keys(one: KnownName) -> set[str]:
    return _first_keys(one, key_of(one.full_name), key_of(one.given))


def _full_keys(one: KnownName, written: str, given: str) -> set[str]:
    keys = {written, " ".join(_plain(written.split()))}
    if one.family and (one.nickname or one.given + " " + one.family != one.full_name):
        family = key_of(one.family)
        keys |= {f"{first} {family}" for first in [given, *map(key_of, _nicknames(one))] if first}
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


def _nicknames(one: KnownName) -> Sequence[str]:
    return [part.strip() for part in one.nickname.split(",") if part.strip()]


def _plain(words: list[str]) -> list[str]:
    while words and words[0] in _TITLES:
        words = words[1:]
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words = words[:-1]
    return words
