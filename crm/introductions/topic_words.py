"""The words of a topic as they are compared: folded, without endings, weighted by how much they say."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from crm.text.folding import fold

LIGHT_WEIGHT = 0.3
BROAD_WEIGHT = 0.5
_MAX_WORDS = 12  # a longer text is a note, not a topic
_WORD = re.compile(r"[^\W_]{1,40}(?:['’][^\W_]{1,8})?")
_PLACE = re.compile(r"\b(?:in|near|around|from|outside|to) ([^\W\d_a-z][^\W\d_]{1,40})")
_LONGEST = 200  # characters in which a place is looked for
_POSSESSIVE = re.compile(r"['’]s?$")
_ENDINGS = (
    # suffix, letters that must be left, what takes its place
    (("ies", 2, "y"), ("sses", 1, "ss"), ("xes", 2, "x"), ("ches", 2, "ch"), ("shes", 2, "sh"), ("s", 3, "")),
    (("ships", 4, ""), ("ship", 4, ""), ("ment", 4, "")),
    (("ing", 3, ""), ("ed", 3, "")),
    (("eer", 99, ""), ("er", 4, ""), ("or", 4, ""), ("ist", 5, ""), ("ism", 5, ""), ("ancy", 5, ""), ("ant", 5, "")),
    (("ion", 5, ""),),
    (("at", 5, ""), ("ate", 5, ""), ("e", 3, ""), ("y", 3, "i")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TopicWords:
    """`weights` by stem; `total` is their sum. `places` are those stems that say where: "in Glasgow"."""

    weights: Mapping[str, float]
    total: float
    places: frozenset[str] = frozenset()


def topic_words(text: str) -> TopicWords:
    small, known = _table().small, _stems().weights
    weights: dict[str, float] = {}
    for match in list(_WORD.finditer(fold(text)))[:_MAX_WORDS]:
        word = _POSSESSIVE.sub("", match[0])
        if word and word not in small:
            root = stem(word)
            weights.setdefault(root, known.get(root, 1.0))
    places = frozenset(stem(fold(found[1])) for found in _PLACE.finditer(text[:_LONGEST]))
    return TopicWords(weights, sum(weights.values()), places & weights.keys())


def related_groups(root: str) -> tuple[int, ...]:
    """The numbers of the groups of words that may stand for one another."""
    return _stems().groups.get(root, ())


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The word without its English endings: "designers" and "designing" give "design"."""
    for endings in _ENDINGS:
        if word in _table().whole:
            return word
        word = _without_ending(word, endings)
    is_double = len(word) > 3 and word[-1] == word[-2] and word[-1].isalpha()
    return word[:-1] if is_double else word


def _without_ending(word: str, endings: tuple[tuple[str, int, str], ...]) -> str:
    for suffix, least, instead in endings:
        if word.endswith(suffix) and not (suffix == "s" and word.endswith(("ss", "us", "sis"))):
            return word[: -len(suffix)] + instead if len(word) - len(suffix) >= least else word
    return word


@dataclass(frozen=True, slots=True)
class _Table:
    """The lists of the file, as they stand there."""

    small: frozenset[str]
    whole: frozenset[str]
    light: tuple[str, ...]
    broad: tuple[str, ...]
    groups: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class _Stems:
    """Weights and groups by stem."""

    weights: Mapping[str, float]
    groups: Mapping[str, tuple[int, ...]]


@cache
def _table() -> _Table:
    path = Path(__file__).with_name("topic_vocabulary.toml")
    lists: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    small, whole = frozenset(lists["small"].split()), frozenset(lists["whole"].split())
    groups = tuple(tuple(words.split()) for words in lists["groups"])
    return _Table(small, whole, tuple(lists["light"].split()), tuple(lists["broad"].split()), groups)


@cache
def _stems() -> _Stems:
    weights = {stem(word): BROAD_WEIGHT for word in _table().broad}
    weights |= {stem(word): LIGHT_WEIGHT for word in _table().light}
    groups: dict[str, tuple[int, ...]] = {}
    for number, words in enumerate(_table().groups):
        for root in {stem(word) for word in words}:
            groups[root] = (*groups.get(root, ()), number)
    return _Stems(weights, groups)
