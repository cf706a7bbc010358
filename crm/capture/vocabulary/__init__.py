"""The words a language's log sentences are made of: one file a language, read once."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent


@cache
def words(section: str, language: str = "english") -> dict[str, Any]:
    """One section of a language's file, as plain lists and dictionaries; not to be changed."""
    part: dict[str, Any] = _whole(language)[section]
    return part


@cache
def _whole(language: str) -> dict[str, Any]:
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


class Phrases:
    """Phrases of one word or several, found by their first word."""

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
    def most(self) -> int:
        """How many words the longest phrase has."""
        return max(self._longest.values(), default=0)

    def at(self, lows: Sequence[str], at: int, last: int) -> tuple[int, Any] | None:
        """The longest phrase that begins at this word and ends before `last`: how many words, and its value."""
        for length in range(min(self._longest.get(lows[at], 0), last - at), 0, -1):
            found = self._values.get(tuple(lows[at : at + length]))
            if found is not None:
                return length, found
        return None


@cache
def phrases(section: str, key: str) -> Phrases:
    """A list or table of phrases; of a list every value is True."""
    found = words(section)[key]
    return Phrases(found if isinstance(found, dict) else dict.fromkeys(found, True))
