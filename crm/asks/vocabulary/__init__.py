"""The words asks are made of: one file a language, read once."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from crm.asks.phrase_patterns import Patterns

_FOLDER = Path(__file__).parent


@cache
def words(section: str, language: str = "english") -> Any:
    """One section of a language's file, as plain lists and dictionaries; not to be changed."""
    return _whole(language)[section]


@cache
def _whole(language: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))


@cache
def patterns(section: str) -> Patterns:
    """The patterns of a section's list; each stands for itself."""
    return Patterns((one, one) for one in words(section)["patterns"])


@cache
def one_of(section: str, key: str) -> frozenset[str]:
    return frozenset(words(section)[key])


@cache
def vague() -> Patterns:
    """Each vague phrase stands for the advice it gets."""
    return Patterns((one, group["advice"]) for group in words("vague")["groups"] for one in group["patterns"])
