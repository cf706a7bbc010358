"""Words in the titles of events, in several languages; loaded once from a file."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_WORDS = Path(__file__).parent / "title_words.toml"


@cache
def title_words(kind: str) -> frozenset[str]:
    return frozenset(_whole()[kind])


@cache
def kinds() -> dict[str, str]:
    """The kind of meeting by each word that indicates one."""
    return {word: kind for kind, words in _whole()["kinds"].items() for word in words}


@cache
def _whole() -> dict[str, Any]:
    return tomllib.loads(_WORDS.read_text(encoding="utf-8"))
