"""However few people are held in memory while a file is read, the same are recognised and the same is written."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from crm.book import Book
from crm.formats.read_options import Options
from crm.importing import card_matching
from crm.importing.applying import import_directly
from crm.importing.json_report import report
from crm.importing.preview import preview
from tests.conftest import clock
from tests.crm.files.test_at_once import contents

SEED = 20261122
_NAMES = (
    "FN:Ana Ruiz", "FN:Ruiz\\, Ana", "FN:Ana Ruiz Jr.", "FN:Ana María Ruiz", "FN:Bo Lindqvist", "FN:Cleo Marsh",
    "FN:Priya Sharma\\, MBA", "FN:Dr. Anna Ruiz", "FN:Micheal Okafor", "FN:Michael Okafor", "FN:Bob Lindqvist",
    "FN:Robert Lindqvist", "FN:Cleo Marsh-Berg", "FN:佐藤 美咲", "FN:Fig Tree Ltd\nORG:Fig Tree Ltd", "",
)  # fmt: skip
_MORE = (
    "EMAIL:ana.ruiz@gmail.com", "EMAIL:anaruiz+news@googlemail.com", "EMAIL:Ana@Ruiz.example", "EMAIL:info@figtree.example",
    "EMAIL:bo@marsh.example", "EMAIL:family@marsh.example", "TEL:+44 20 7946 0001", "TEL:020 7946 0001", "TEL:+44 20 7946 0002",
    "URL:https://www.linkedin.com/in/ana-ruiz", "URL:https://linkedin.com/in/Ana-Ruiz/?trk=1", "URL:https://www.linkedin.com/in/bo",
    "ORG:Fig Tree", "ORG:Fig Tree GmbH\nTITLE:Baker", "ORG:Harbour", "BDAY:1980-02-03", "BDAY:--0203", "BDAY:1990-05-06",
    "NICKNAME:Nan", "NOTE:Sails", "NOTE:Rows", "CATEGORIES:Food", "UID:one", "UID:urn:uuid:TWO", "UID:three", "X-TEA:green",
)  # fmt: skip


def _card(random: Random) -> str:
    lines = [random.choice(_NAMES), *random.sample(_MORE, random.randint(0, 4))]
    kept = {line.partition(":")[0]: line for line in lines if line}  # one of each
    return "\n".join(["BEGIN:VCARD", "VERSION:3.0", *kept.values(), "END:VCARD", ""])


def _files(random: Random, folder: Path, name: str, many: int) -> list[Path]:
    paths = []
    for number in range(many):
        path = folder / f"{name}-{number}.vcf"
        path.write_text("".join(_card(random) for _ in range(random.randint(1, 14))), "utf-8")
        paths.append(path)
    return paths


@contextmanager
def _copy(folder: Path, target: Path) -> Iterator[Book]:
    shutil.copytree(folder, target)
    book = Book.open(target, clock())
    yield book
    book.close()
    shutil.rmtree(target)


def _brought(folder: Path, target: Path, paths: list[Path]) -> tuple[Any, Any, Any]:
    """What a preview says, what an import says, and what it leaves in the book."""
    options = Options(today=date(2026, 11, 21))
    with _copy(folder, target) as book:
        looked = report(preview(book.read, paths, options=options))
        with book.work() as work:
            told = report(import_directly(work, book.read, paths, options=options))
        return looked, told, contents(book)


def same_with_few_in_memory(
    seed: int, empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> dict[str, int]:
    """Statuses found in the second of two imports."""
    random = Random(seed)
    before, after = _files(random, tmp_path, "before", 1), _files(random, tmp_path, "after", 2)
    base = tmp_path / "base"
    shutil.copytree(empty, base)
    book = Book.open(base, clock())
    with book.work() as work:
        import_directly(work, book.read, before)
    book.close()
    outcomes = []
    for known in (20_000, 3, 0):
        monkeypatch.setattr(card_matching, "MAX_IN_MEMORY", known)
        outcomes.append(_brought(base, tmp_path / "tried", after))
    shutil.rmtree(base)
    for place, (looked, told, held) in enumerate(outcomes):
        assert looked == outcomes[0][0], f"seed {seed}, {place}"
        assert told == outcomes[0][1], f"seed {seed}, {place}"
        assert held == outcomes[0][2], f"seed {seed}, {place}"
    statuses = ("new", "updated", "same", "possible_duplicates")
    return {one: sum(file[one] for file in outcomes[0][1]["files"]) for one in statuses}


@pytest.mark.parametrize("seed", [SEED, SEED + 1, SEED + 10])
def test_the_same_are_recognised(
    seed: int, empty_book_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = same_with_few_in_memory(seed, empty_book_folder, tmp_path, monkeypatch)
    assert found["possible_duplicates"]
    assert found["updated"] + found["same"]


@pytest.mark.endure
@pytest.mark.parametrize("seed", range(SEED + 100, SEED + 200))
def test_the_same_are_recognised_in_many_files(
    seed: int, empty_book_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sum(same_with_few_in_memory(seed, empty_book_folder, tmp_path, monkeypatch).values())
