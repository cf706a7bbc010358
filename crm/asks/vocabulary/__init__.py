"""Vocabulary of asks: one TOML file per language, loaded once."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from crm.asks.phrase_patterns import Patterns

_FOLDER = Path(__file__).parent


@cache
def words(section: str, language: str = "english") -> Any:
    """One section of a language file as plain lists and dictionaries. The result is shared: do not modify it."""
    return _load(language)[section]


@cache
def _load(language: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))


@cache
def patterns(section: str) -> Patterns:
    """The patterns of a section; the value of each is its own text."""
    return Patterns((one, one) for one in words(section)["patterns"])


@cache
def one_of(section: str, key: str) -> frozenset[str]:
    return frozenset(words(section)[key])


@cache
def vague() -> Patterns:
    """Vague phrases; the value of each is the advice."""
    return Patterns((one, group["advice"]) for group in words("vague")["groups"] for one in group["patterns"])
