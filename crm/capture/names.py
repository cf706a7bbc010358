"""In-memory index of the folded names of the book, so that a keystroke needs no query."""

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
# Longer names are not searched for: the cost grows with the square of their length.
_MOST_WORDS, _MOST_LETTERS = 24, 64  # letters of a name with digits
_STANDING_RANK = {"kept": 0, "resting": 1, "parked": 2}


def key_of(name: str) -> str:
    """Folded, with hyphens as blanks, without apostrophes and full stops: O’Brien and Jean-Luc match however typed."""
    folded = fold(name)
    if folded.replace(" ", "").isalnum():
        return folded
    return _JOINED.sub(" ", _DROPPED.sub("", folded)).strip()


@dataclass(frozen=True, slots=True)
class KnownName:
    """`last` is the ISO date of the last contact, empty if none."""

    person_id: int
    full_name: str
    given: str = ""
    family: str = ""
    nickname: str = ""
    standing: str = "kept"
    last: str = ""


class Names:
    """Rebuilt after each change of people. Lookups take keys made by `key_of` and return person ids."""

    def __init__(self, people: Iterable[KnownName] = ()) -> None:
        self._people: dict[int, KnownName] = {}
        self._full: dict[str, list[int]] = {}
        self._first: dict[str, list[int]] = {}
        self._family: dict[str, list[int]] = {}
        self._cache: dict[tuple[str, str], tuple[int, ...]] = {}
        self._longest: dict[str, int] = {}
        self._with_digits: dict[str, int] = {}  # the same for full names with digits, in letters
        for one in people:
            self._add(one)

    @classmethod
    def from_reader(cls, read: Reader) -> Names:
        rows = read.rows(
            "SELECT id, full_name, given, family, nickname, standing, coalesce(last_contact_on, '') AS last FROM person"
        )
        return cls(KnownName(*row) for row in rows)

    def _add(self, one: KnownName) -> None:
        self._cache.clear()
        self._people[one.person_id] = one
        written, given = key_of(one.full_name), _given_key(one)
        for key in _full_keys(one, written, given):
            self._index_key(self._full, key, one.person_id)
            if not key.isalpha() and any(map(str.isdigit, key)) and len(key) <= _MOST_LETTERS:
                first = key.partition(" ")[0]
                self._with_digits[first] = max(self._with_digits.get(first, 0), len(key))
        for key in _first_keys(one, written, given):
            self._index_key(self._first, key, one.person_id)
        if one.family:
            self._family.setdefault(key_of(one.family), []).append(one.person_id)

    def _index_key(self, index: dict[str, list[int]], key: str, person_id: int) -> None:
        first, length = key.partition(" ")[0], key.count(" ") + 1
        if length > _MOST_WORDS:
            return
        if self._longest.get(first, 0) < length:
            self._longest[first] = length
        index.setdefault(key, []).append(person_id)

    def longest(self, word: str) -> int:
        """Number of words of the longest name that begins with this word; 0 if none does."""
        return self._longest.get(word, 0)

    def longest_with_digits(self, word: str) -> int:
        """Number of letters of the longest name with digits that begins with this word; 0 if none does."""
        return self._with_digits.get(word, 0)

    def full(self, key: str) -> tuple[int, ...]:
        return self._lookup("full", key, self._full) if key in self._full else ()

    def first(self, key: str) -> tuple[int, ...]:
        return self._lookup("first", key, self._first) if key in self._first else ()

    def family(self, key: str) -> tuple[int, ...]:
        """People with that family name. A family name alone is a name only after a title."""
        return self._lookup("family", key, self._family) if key in self._family else ()

    def either(self, key: str) -> tuple[int, ...]:
        """People with this full name, then people with this first name or nickname."""
        known = key in self._full or key in self._first
        return self._lookup("either", key, self._full, self._first) if known else ()

    def _lookup(self, way: str, key: str, *indexes: dict[str, list[int]]) -> tuple[int, ...]:
        """Cached: a text may repeat a name that a thousand people share."""
        found = self._cache.get((way, key))
        if found is None:
            each = (one for index in indexes for one in index.get(key, ()))
            found = self._cache[way, key] = tuple(dict.fromkeys(each))
        return found

    def person(self, person_id: int) -> KnownName | None:
        return self._people.get(person_id)

    def fitting(self, ids: Iterable[int]) -> list[KnownName]:
        """The people of the best standing among these, latest contact first: parked people match only if no kept one does."""
        found = self.ranked(ids)
        return [one for one in found if _STANDING_RANK[one.standing] == _STANDING_RANK[found[0].standing]]

    def ranked(self, ids: Iterable[int]) -> list[KnownName]:
        people = sorted(
            (self._people[each] for each in set(ids)), key=lambda one: (one.full_name, one.person_id)
        )
        people.sort(key=lambda one: one.last, reverse=True)
        return sorted(people, key=lambda one: _STANDING_RANK[one.standing])


def full_keys(one: KnownName) -> set[str]:
    """Keys of the name as written, without titles and suffixes, and as given name or nickname with family name."""
    return _full_keys(one, key_of(one.full_name), _given_key(one))


def first_keys(one: KnownName) -> set[str]:
    return _first_keys(one, key_of(one.full_name), _given_key(one))


def _full_keys(one: KnownName, written: str, given: str) -> set[str]:
    keys = {written, " ".join(_without_titles(written.split()))}
    if one.family and (one.nickname or " " in one.given or one.given + " " + one.family != one.full_name):
        family = key_of(one.family)
        first_names = (given, given.partition(" ")[0], *map(key_of, _nicknames(one)))
        keys |= {f"{first} {family}" for first in first_names if first}
    keys |= {key_of(nickname) for nickname in _nicknames(one) if " " in nickname}  # "Aunt May"
    keys.discard("")
    return keys


def _first_keys(one: KnownName, written: str, given: str) -> set[str]:
    if not given:
        plain = _without_titles(written.split())
        given = plain[0] if plain and (one.family == "" or len(plain) > 1) else ""
    keys = {given, given.partition(" ")[0]}
    if one.nickname:
        keys |= {key_of(nickname) for nickname in _nicknames(one)}
    return keys - _NO_NAMES


def _given_key(one: KnownName) -> str:
    """Key of the given name, ignoring a title that an address book stored as given name."""
    key = key_of(one.given)
    return key_of(given_name(one.full_name, one.given)) if key.partition(" ")[0] in IN_FRONT else key


def _nicknames(one: KnownName) -> Sequence[str]:
    return [part.strip() for part in one.nickname.split(",") if part.strip()]


def _without_titles(words: list[str]) -> list[str]:
    while words and words[0] in IN_FRONT:
        words = words[1:]
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words = words[:-1]
    return words
