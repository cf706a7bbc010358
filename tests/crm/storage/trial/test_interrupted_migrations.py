"""Progress of a migration, and what a cancelled or killed one leaves."""

import os
import random
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from crm.book import Book
from crm.storage.backups.copying import CopyCancelled
from crm.storage.connection import connect
from crm.storage.format.migrating import MigrationCancelled, newest_version
from tests.conftest import clock
from tests.crm.storage.trial.migrating_books import Switch, bring_up, lived
from tests.endure.acting import digest


def test_progress_is_told_and_can_be_broken_off(sample: Path, updated: Switch) -> None:
    before = digest(sample)
    updated()
    told: list[tuple[int, int]] = []
    with closing(connect(sample / "goodturn.db")) as connection:
        with pytest.raises(MigrationCancelled):
            bring_up(connection, lambda done, _of: done == 0)
        assert digest(sample) == before
        bring_up(connection, lambda done, of: told.append((done, of)) is None)
    assert told == sorted(told)
    assert told[0][0] == 0
    assert told[-1][0] == told[-1][1] > 0


def test_it_can_be_given_up_while_the_copy_is_made(sample: Path, updated: Switch) -> None:
    before = digest(sample)
    updated()
    with pytest.raises(CopyCancelled):
        Book.open(sample, clock(), on_progress=lambda _done, _of: False)
    assert digest(sample) == before
    assert not list(sample.glob("backups/*.db"))
    Book.open(sample, clock()).close()


@pytest.mark.parametrize(
    "kills", [pytest.param(1, id="a few"), pytest.param(60, id="many", marks=pytest.mark.endure)]
)
def test_a_killed_migration_leaves_the_old_book_or_the_new(
    kills: int, sample: Path, tmp_path: Path, room: Path, updated: Switch
) -> None:
    seed = int(os.environ.get("SEED") or random.SystemRandom().randrange(10**6))
    print(f"\n{kills} kills inside a migration, seed {seed}")
    chance, ended, new = random.Random(seed), 0, 0
    takes = lived(sample, room, tmp_path / "alone", 60.0)[1]
    for number in range(kills):
        folder = tmp_path / f"life{number}"
        in_time, _ = lived(sample, room, folder, chance.uniform(0, 1.1 * takes))
        ended += in_time
        with closing(connect(folder / "goodturn.db")) as connection:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            new += version > newest_version()
        shutil.rmtree(folder / "backups", ignore_errors=True)
        if version == newest_version():
            assert digest(folder) == digest(sample), f"kill {number} of seed {seed}"
    print(f"{ended} ended before they were done; {new} books were the new one, {kills - new} the old")
    assert ended >= kills // 2, "most migrations had ended before the kill came"
    updated()
    for number in range(kills):
        book = Book.open(tmp_path / f"life{number}", clock(), wait=10.0)
        assert book.check() == [], f"kill {number} of seed {seed}"
        book.close()
