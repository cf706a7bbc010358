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
_TIERS = {"kept": 0, "resting": 1, "parked": 2}


def key_of(name: str) -> str:
    """Folded, hyphens as blanks, apostrophes and full stops gone: O’Brien and Jean-Luc fit however typed."""
    return _JOINED.sub(" ", _DROPPED.sub("", fold(name))).strip()


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
        for key in full_keys(one):
            self._enter(self._full, key, one.person_id)
        for key in first_keys(one):
            self._enter(self._first, key, one.person_id)

    def _enter(self, index: dict[str, list[int]], key: str, person_id: int) -> None:
        words = key.split()
        self._longest[words[0]] = max(self._longest.get(words[0], 0), len(words))
        index.setdefault(key, []).append(person_id)

    def longest(self, word: str) -> int:
        """How many words the longest name that begins with this one has; 0 if none does."""
        return self._longest.get(word, 0)

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
    written = key_of(one.full_name)
    keys = {written, " ".join(_plain(written.split()))}
    if one.family:
        keys |= {key_of(f"{first} {one.family}") for first in [one.given, *_nicknames(one)] if first}
    return {key for key in keys if key}


def first_keys(one: KnownName) -> set[str]:
    given = key_of(one.given)
    plain = _plain(key_of(one.full_name).split())
    if not given and plain and (one.family == "" or len(plain) > 1):
        given = plain[0]
    keys = {given, given.split(" ")[0], *(key_of(nickname) for nickname in _nicknames(one))}
    return {key for key in keys if key and key not in one_of("promises", "determiners")}


def _nicknames(one: KnownName) -> Sequence[str]:
    return [part.strip() for part in one.nickname.split(",") if part.strip()]


def _plain(words: list[str]) -> list[str]:
    titles, suffixes = one_of("people", "titles"), one_of("people", "suffixes")
    while words and words[0] in titles:
        words = words[1:]
    while len(words) > 1 and words[-1] in suffixes:
        words = words[:-1]
    return words
