"""Damage is neither hidden nor invented by a migration, and is repaired across formats."""

import shutil
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from crm.book import Book
from crm.errors import BookDamaged
from crm.storage.checks import integrity, repairing
from crm.storage.connection import connect
from crm.storage.format.migrating import newest_version
from crm.trouble import recovery_actions
from tests.conftest import clock
from tests.crm.storage.trial import trial_format
from tests.crm.storage.trial.migrating_books import DAMAGE, ROOT, TRIAL, Switch, bring_up, count, damage
from tests.endure.acting import command, digest


@pytest.mark.parametrize("what", DAMAGE)
def test_damage_is_told_after_it_as_it_was_before(what: str, sample: Path, updated: Switch) -> None:
    damage(sample, DAMAGE[what])
    with closing(connect(sample / "goodturn.db")) as connection:
        before = integrity.damage(connection)
        updated()
        bring_up(connection)
        after = integrity.damage(connection)
    assert after == before != []


def test_a_damaged_book_is_not_brought_up_to_date(sample: Path, updated: Switch) -> None:
    damage(sample, DAMAGE["a row of a changed table"])
    before = digest(sample)
    updated()
    with pytest.raises(BookDamaged) as refused:
        Book.open(sample, clock())
    assert [(one.table, one.row_id) for one in refused.value.findings] == [("person", 2)]
    assert digest(sample) == before


def test_a_damaged_book_of_the_format_before_is_rescued(
    sample: Path, tmp_path: Path, updated: Switch
) -> None:
    rows = [count(sample, table) for table in trial_format.ADDED]
    damage(sample, DAMAGE["a row of a changed table"])
    updated()
    command(sample, ["rescue", str(sample / "goodturn.db"), str(tmp_path / "new")])
    book = Book.open(tmp_path / "new", clock())
    assert [count(tmp_path / "new", table) for table in trial_format.ADDED] == rows
    book.undo()
    assert book.check() == []
    book.close()


def test_a_backup_of_the_format_before_puts_right_what_is_damaged_since(
    sample: Path, tmp_path: Path, updated: Switch
) -> None:
    backup = shutil.copyfile(sample / "goodturn.db", tmp_path / "backup.db")
    updated()
    Book.open(sample, clock()).close()
    damage(sample, DAMAGE["a row of a changed table"])
    damage(sample, DAMAGE["a row of another table"])
    with closing(connect(sample / "goodturn.db")) as connection:
        found = integrity.damage(connection)
        assert len(found) == 2
        assert repairing.restore_damaged(connection, found, [backup]) == (found, [], None)
        assert connection.execute("SELECT nickname FROM person WHERE id = 2").fetchone()[0] == ""
    assert list(tmp_path.glob("backup.db*")) == [backup]


def test_a_damaged_book_of_the_format_before_is_put_right(sample: Path, updated: Switch) -> None:
    book = Book.open(sample, clock())
    book.backup()
    book.close()
    damage(sample, DAMAGE["a row of a changed table"])
    updated()
    with pytest.raises(BookDamaged):
        Book.open(sample, clock())
    repaired = recovery_actions.repair(sample, clock())
    assert [(one.table, one.row_id) for one in repaired.repaired] == [("person", 2)]
    assert repaired.left == []
    book = Book.open(sample, clock())
    assert book.check() == []
    book.close()
    assert list(sample.glob("backups/damaged/*before-format*")), "it is kept as it was"


def test_a_suspect_file_of_the_format_before_is_made_ready(sample: Path, room: Path, updated: Switch) -> None:
    """In a process of its own, as it sets itself limits of time and memory."""
    file = sample / "goodturn.db"
    subprocess.run([*TRIAL, "ready", str(room), str(file)], cwd=ROOT, check=True)
    updated()
    with closing(connect(file)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == newest_version()
        assert integrity.damage(connection) == []
