"""The disk fills up in the middle of an action: all of it is done or none, it is said, and with room again it works on."""

import json
import shutil
from collections import Counter
from io import StringIO
from pathlib import Path
from random import Random

import pytest

from benchmarks.cards import written
from crm.book import Book
from crm.clock import Clock
from crm.commands.run_command import run
from crm.sample.book import fill
from tests.conftest import NOW, TODAY, clock
from tests.endure.acting import digest
from tests.small_disk import SmallDisk, small_disk

DISK = 24 << 20  # bytes
ACTIONS = ("import", "edit", "backup", "export", "restore")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book of the sample story with a backup and an archive of it beside, and cards to import."""
    place = tmp_path_factory.mktemp("prepared")
    book = Book.open(place / "book", clock())
    fill(book)
    book.backup()
    book.close()
    assert goodturn(place, "export", str(place / "all.json"))[0] == 0
    (place / "cards.vcf").write_text(written(600), encoding="utf-8", newline="")
    return place


def goodturn(place: Path, *words: str) -> tuple[int, str]:
    out, err = StringIO(), StringIO()
    status = run(
        ["--data-dir", str(place / "book"), *words],
        stdin=StringIO(), out=out, err=err, environ={}, cwd=place, clock=Clock(TODAY, lambda: NOW),
    )  # fmt: skip
    return status, err.getvalue()


def words_of(place: Path, action: str, random: Random) -> list[str]:
    if action == "import":
        return ["import", str(place / "cards.vcf")]
    if action == "edit":
        return ["set", "1", f"note={'plumbago ' * random.randint(1, 60_000)}"]
    if action == "restore":
        return ["restore", str(next((place / "book" / "backups").glob("goodturn-*.db")))]
    return ["backup"] if action == "backup" else ["export", str(place / "all.json")]


def fill_up_during(disk: SmallDisk, prepared: Path, number: int, random: Random) -> str:
    """One full disk; what came of it: refused, or done as there was room enough."""
    place = disk.folder / f"try-{number}"
    shutil.copytree(prepared, place)
    action = ACTIONS[number % len(ACTIONS)]
    words = words_of(place, action, random)
    before, archive = digest(place / "book"), (place / "all.json").read_bytes()
    backups = {file: file.read_bytes() for file in (place / "book" / "backups").glob("goodturn-*.db")}
    disk.leave(random.choice((0, 4096, 40_000, 200_000, 1_000_000, 3_000_000)))
    status, said = goodturn(place, *words)
    disk.empty()
    assert status in (0, 3), (action, status, said)
    if status == 3:
        assert "full" in said or "room" in said or "No space" in said, (action, said)
        assert digest(place / "book") == before, (action, "half of it was done")
        assert (place / "all.json").read_bytes() == archive, (action, said)
    assert goodturn(place, "check")[0] == 0, (action, status, said)
    json.loads((place / "all.json").read_bytes())
    for file, data in backups.items():
        assert file.read_bytes() == data, "a good backup was touched"
    assert goodturn(place, *words)[0] == 0, (action, "not with room again either")
    shutil.rmtree(place)
    return f"{action} {'refused' if status else 'done'}"


def full_disks(tmp_path: Path, prepared: Path, count: int, seed: int) -> Counter[str]:
    random = Random(seed)
    with small_disk(tmp_path / "disk", DISK) as disk:
        return Counter(fill_up_during(disk, prepared, number, random) for number in range(count))


@pytest.mark.endure
def test_a_hundred_full_disks(tmp_path: Path, prepared: Path) -> None:
    seed = Random().randrange(10**6)
    came = full_disks(tmp_path, prepared, 100, seed)
    print(f"\nL4: {came.total()} full disks (seed {seed}): {dict(sorted(came.items()))}")
    assert came.total() == 100
    assert all(came[f"{action} refused"] for action in ACTIONS)


def test_some_full_disks(tmp_path: Path, prepared: Path) -> None:
    came = full_disks(tmp_path, prepared, len(ACTIONS), seed=4)
    assert came.total() == len(ACTIONS)
