"""The checker judged by asks as people write them: how many faults it finds, and how many good asks it marks."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from crm.asks.vague_asks import check_ask

RULES = {"vague_words": "vague"}
FILES = ("real_asks", "unseen_asks", "real_asks_third")
GOOD_ONLY = ("real_asks_fourth", "real_asks_fifth", "real_asks_sixth")


def asks(file: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(f"{file}.toml").read_text(encoding="utf-8"))


def found(words: str) -> set[str]:
    return {one.rule for one in check_ask(words)}


@pytest.mark.parametrize("file", FILES)
def test_nearly_all_that_is_vague_is_found(file: str) -> None:
    wanted = [(one["words"], RULES.get(rule, rule)) for one in asks(file)["vague"] for rule in one["faults"]]
    missed = [(rule, words) for words, rule in wanted if rule not in found(words)]
    assert 1 - len(missed) / len(wanted) >= 0.97, missed


@pytest.mark.parametrize("file", FILES + GOOD_ONLY)
def test_hardly_any_good_ask_is_marked(file: str) -> None:
    good = [one["words"] for one in asks(file)["good"]]
    marked = [(sorted(found(words)), words) for words in good if found(words)]
    assert len(marked) <= max(0.03 * len(good), 1), marked
