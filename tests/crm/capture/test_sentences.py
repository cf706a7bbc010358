"""What each sentence of sentences.txt means on Saturday 21 November 2026."""

from pathlib import Path

import pytest

from crm.capture.understand import understand
from tests.crm.capture.network import NETWORK, TODAY, told


def _cases() -> list[tuple[str, list[str]]]:
    blocks = Path(__file__).with_name("sentences.txt").read_text(encoding="utf-8").split("\n> ")
    lines = [block.removeprefix("> ").strip().split("\n") for block in blocks]
    return [(one[0], [line.strip() for line in one[1:] if not line.startswith("#")]) for one in lines]


CASES = _cases()


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:60] for text, _ in CASES])
def test_a_sentence_is_understood(text: str, expected: list[str]) -> None:
    assert told(understand(text.replace("\\n", "\n"), TODAY, NETWORK)) == expected


def test_there_are_enough_of_them() -> None:
    assert len({text for text, _ in CASES}) == len(CASES) >= 500
