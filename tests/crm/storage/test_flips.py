"""A few flipped bits in every run of the tests; `make endure` flips a thousand."""

from pathlib import Path
from random import Random, randrange

import pytest

from tests.crm.storage.flips import Disk, varied_book

FLIPS = 20


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return varied_book(tmp_path_factory.mktemp("varied") / "book")


def test_a_flipped_bit_is_found_or_harmless_and_never_blessed(sound: Path, tmp_path: Path) -> None:
    seed = randrange(1 << 32)
    print(f"seed {seed}")
    random, disk = Random(seed), Disk(sound, tmp_path)
    flips = [disk.flip(random) for _ in range(FLIPS)]
    assert [one for one in flips if one.outcome in ("silent", "blessed")] == []
    assert sum(disk.lives.values()) == FLIPS
    assert disk.outcome_of(disk.data.index(b"in confidence"), 0) == "found"
