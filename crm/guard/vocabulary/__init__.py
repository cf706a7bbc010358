"""The words of selling: one file a language, read once."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from crm.asks.phrase_patterns import Patterns

_FOLDER = Path(__file__).parent


@cache
def words(section: str, language: str = "english") -> Any:
    return tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))[section]


@cache
def selling() -> Patterns:
    return Patterns((one, one) for one in words("selling")["patterns"])


@cache
def one_of(section: str, key: str) -> frozenset[str]:
    return frozenset(words(section)[key])
