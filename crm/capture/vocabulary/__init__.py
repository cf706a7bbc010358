"""The words a language's log sentences are made of: one file a language, read once."""

import tomllib
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


@cache
def phrases(section: str, key: str) -> dict[tuple[str, ...], Any]:
    """A list or table of phrases, keyed by their words; of a list every value is True."""
    found = words(section)[key]
    pairs = found.items() if isinstance(found, dict) else ((phrase, True) for phrase in found)
    return {tuple(phrase.split()): value for phrase, value in pairs}
