"""Vocabulary of column headings: one file per language, and the fixed headings of known programs."""

import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from crm.formats.csv.column_fields import normalize_heading

LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt", "more")
_FOLDER = Path(__file__).parent


class Sense(NamedTuple):
    """The meaning of a phrase in one language. `kind` is field, alone, beside, ignored or others; `word` is the field or
    qualifier; `label` is the label that a field's name implies.
    """

    kind: str
    word: str = ""
    label: str = ""


class Lexicon(NamedTuple):
    """The senses of each phrase by language; `max_words` is the number of words in the longest phrase."""

    senses: dict[str, dict[str, list[Sense]]]
    max_words: int


@cache
def lexicon() -> Lexicon:
    senses: dict[str, dict[str, list[Sense]]] = defaultdict(lambda: defaultdict(list))
    for language in LANGUAGES:
        for section, entries in _file(language).items():
            for name, phrases in entries.items():
                sense = _sense(section, name)
                for phrase in phrases:
                    senses[normalize_heading(phrase)][language].append(sense)
    return Lexicon(dict(senses), max(phrase.count(" ") for phrase in senses) + 1)


def _sense(section: str, name: str) -> Sense:
    """ "phone cell" is a phone with that label; "prefix or title" is resolved by the rest of the table."""
    if section not in ("fields", "alone"):
        return Sense({"beside": "beside"}.get(section, section), name)
    if " or " in name:
        return Sense("field", name)
    field, _, label = name.partition(" ")
    return Sense("alone" if section == "alone" else "field", field, label)


@cache
def names_of(program: str, entry: str) -> frozenset[str]:
    """The normalised headings in one entry of a program's file; empty if there is none."""
    return frozenset(normalize_heading(name) for name in _file("programs").get(program, {}).get(entry, ()))


@cache
def entries_of(program: str) -> tuple[str, ...]:
    return tuple(_file("programs").get(program, ()))


@cache
def _file(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
