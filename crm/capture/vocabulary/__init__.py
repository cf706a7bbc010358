"""Vocabulary of log sentences: one TOML file per language, loaded once."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

_FOLDER = Path(__file__).parent


@cache
def words(section: str, language: str = "english") -> dict[str, Any]:
    """One section of a language file as plain lists and dictionaries. The result is shared: do not modify it."""
    table: dict[str, Any] = _load(language)[section]
    return table


@cache
def _load(language: str) -> dict[str, Any]:
    whole = tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    promises, meetings = whole["promises"], whole["meetings"]
    promises["all_verbs"] = {verb: entry["pattern"] for entry in promises["verbs"] for verb in entry["verbs"]}
    promises["kinds"] = {verb: entry["kind"] for entry in promises["verbs"] for verb in entry["verbs"]}
    meetings["kinds"] = {noun: kind for kind, nouns in meetings["nouns"].items() for noun in nouns}
    meetings["all_nouns"] = list(meetings["kinds"])
    return whole


@cache
def one_of(section: str, key: str) -> frozenset[str]:
    """A list of single words, for membership tests."""
    return frozenset(words(section)[key])


class PhraseMatch(NamedTuple):
    """`length` in words; `value` is what the vocabulary maps the phrase to."""

    length: int
    value: Any


class Phrases:
    """Table of phrases of one or more words, indexed by their first word."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = {tuple(phrase.split()): value for phrase, value in values.items()}
        self._longest: dict[str, int] = {}
        for phrase in self._values:
            self._longest[phrase[0]] = max(self._longest.get(phrase[0], 0), len(phrase))

    def __contains__(self, phrase: object) -> bool:
        return phrase in self._values

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        return iter(self._values)

    @property
    def max_length(self) -> int:
        """Length of the longest phrase in words."""
        return max(self._longest.values(), default=0)

    def at(self, lows: Sequence[str], at: int, last: int) -> PhraseMatch | None:
        """The longest phrase that begins at this word and ends before `last`."""
        for length in range(min(self._longest.get(lows[at], 0), last - at), 0, -1):
            found = self._values.get(tuple(lows[at : at + length]))
            if found is not None:
                return PhraseMatch(length, found)
        return None


@cache
def phrases(section: str, key: str) -> Phrases:
    """A list or table of phrases. Every value of a list is True."""
    found = words(section)[key]
    return Phrases(found if isinstance(found, dict) else dict.fromkeys(found, True))
