"""Books to be migrated to the trial format: damaged, migrated here, or in a process of their own."""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from crm.storage.format import migrating
from crm.storage.format.migrating import newest_version
from crm.storage.format.up_to_date import migrate

GOLDEN = sorted((Path(__file__).parent.parent / "golden").glob("schema-*.db.gz"))
ROOT = Path(__file__).resolve().parents[4]
TRIAL = [sys.executable, "-m", "tests.crm.storage.trial.trial_format"]
Switch = Callable[[], None]
DAMAGE = {
    "a row of a changed table": "UPDATE person SET nickname = 'Nobody wrote this' WHERE id = 2",
    "rows of a changed table": "UPDATE meeting SET note = note || 'x'",
    "a row of another table": "UPDATE topic SET words = 'Nobody wrote this' WHERE id = 1",
    "a row that vanished": "DELETE FROM person WHERE full_name = 'Nobody Names Me'",
    "a row that nobody wrote": "INSERT INTO promise SELECT 'u', kind, by_person_id, words, meeting_id, made_on, due_on, "
    "due_said, state, back_on, kept_on, kept_in_id, outcome, advice_id, item_id, 999 FROM promise WHERE id = 1",
    "a digest": "UPDATE row_digest SET digest = randomblob(16) WHERE table_name = 'person' AND row_id = 2",
    "a total": "UPDATE table_digest SET total = randomblob(16) WHERE table_name = 'meeting'",
    "what the book says of itself": "UPDATE book SET uid = lower(hex(randomblob(16)))",
}


def count(folder: Path, table: str) -> int:
    with closing(sqlite3.connect(folder / "goodturn.db")) as raw:
        return int(raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def damage(folder: Path, sql: str) -> None:
    """Behind the back of the journal."""
    with closing(sqlite3.connect(folder / "goodturn.db", isolation_level=None)) as raw:
        triggers = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            raw.execute(f'DROP TRIGGER "{name}"')
        raw.execute(sql)
        for _, made in triggers:
            raw.execute(made)
        raw.execute("INSERT INTO words_index(words_index) VALUES ('rebuild')")


def bring_up(
    connection: sqlite3.Connection, progress: migrating.Progress = migrating.ignore_progress
) -> None:
    migrate(connection, newest_version() - 1, lambda: None, progress=progress)


def lived(source: Path, room: Path, folder: Path, after: float) -> tuple[bool, float]:
    """Whether the kill came in time, and how long it had been at work; from when the copy before it is made."""
    shutil.copytree(source, folder)
    with subprocess.Popen([*TRIAL, "open", str(room), str(folder)], cwd=ROOT) as process:
        while process.poll() is None and not list(folder.glob("backups/*before-format*")):
            os.sched_yield()
        begun = time.monotonic()
        try:
            process.wait(after)
        except subprocess.TimeoutExpired:
            process.kill()
            return True, after
        return False, time.monotonic() - begun
