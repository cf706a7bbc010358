"""The vocabulary of sales talk: one TOML file per language, loaded once."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from crm.asks.phrase_patterns import Patterns

_FOLDER = Path(__file__).parent


@cache
def load_section(section: str, language: str = "english") -> Any:
    return tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))[section]


@cache
def selling_patterns() -> Patterns:
    return Patterns((pattern, pattern) for pattern in load_section("selling")["patterns"])


@cache
def word_set(section: str, key: str) -> frozenset[str]:
    return frozenset(load_section(section)[key])
