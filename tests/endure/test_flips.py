"""L7: a thousand flipped bits over a varied book; none silent, none blessed by a following edit."""

from pathlib import Path
from random import Random, randrange

import pytest

from tests.crm.storage.flips import Disk, varied_book

FLIPS = 1000


@pytest.mark.endure
def test_a_thousand_flipped_bits_are_found_or_harmless_and_never_blessed(tmp_path: Path) -> None:
    seed = randrange(1 << 32)
    random, disk = Random(seed), Disk(varied_book(tmp_path / "book"), tmp_path)
    flips = [disk.flip(random) for _ in range(FLIPS)]
    figures = ", ".join(f"{count} {outcome}" for outcome, count in disk.lives.most_common())
    print(f"\nseed {seed}: {FLIPS} flips in {len(disk.data) // 1024} KB: {figures}")
    assert [one for one in flips if one.outcome in ("silent", "blessed")] == []
    assert sum(disk.lives.values()) == FLIPS
