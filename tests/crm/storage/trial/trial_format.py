"""A format that no program ever had, after the newest: for tests of what every migration that adds columns must keep to.

python -m tests.crm.storage.trial.trial_format open PLACE FOLDER     opens the book in FOLDER as a program of that format
python -m tests.crm.storage.trial.trial_format ready PLACE FILE      makes a suspect file ready as one
"""

import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, MetaData, Table, Text, text

from crm.book import Book
from crm.storage.format import migrating, up_to_date
from crm.storage.format.schema import as_script, trigger_statements
from crm.storage.full_text.index import KINDS, KINDS_AT_MOST
from crm.storage.journal.triggers import mapped_content_tables
from crm.storage.suspect.preparing import prepare_book
from tests.conftest import clock

SCRIPT = Path(__file__).with_name("trial.sql")
ADDED = ("person", "meeting", "promise")


def room(place: Path) -> Path:
    """What `migrating.FORMAT_FOLDER` is in a program of the trial format; made in `place`."""
    scripts = place / migrating.MIGRATIONS
    shutil.copytree(migrating.FORMAT_FOLDER / migrating.MIGRATIONS, scripts)
    shutil.copyfile(SCRIPT, scripts / f"{migrating.newest_version() + 1:04}_trial.sql")
    (place / migrating.TRIGGERS).write_text(as_script(trigger_statements(tables())), encoding="utf-8")
    kept, migrating.FORMAT_FOLDER = migrating.FORMAT_FOLDER, place
    try:
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as empty:
            up_to_date.migrate_new(empty)
            (place / migrating.FINGERPRINT).write_text(migrating.fingerprint(empty), encoding="ascii")
    finally:
        migrating.FORMAT_FOLDER = kept
    return place


def room_with_hobbies(place: Path, fill: str) -> Path:
    """The same, but one that adds a table whose words can be found; `fill` is SQL that puts rows into it."""
    room(place)
    script = migrating.migrations(place / migrating.MIGRATIONS)[-1]
    made = "CREATE TABLE hobby(id INTEGER PRIMARY KEY, words TEXT NOT NULL) STRICT;\n"
    script.write_text(script.read_text(encoding="utf-8") + made + fill, encoding="utf-8")
    acts = (place / migrating.TRIGGERS).read_text(encoding="utf-8")
    view, end, rest = acts.partition(";\n")
    assert view.startswith("CREATE VIEW words(")
    arm = f" UNION ALL SELECT s.id * {KINDS_AT_MOST} + {len(KINDS)}, '', s.words, 'hobby', s.id, NULL FROM hobby s WHERE true"
    (place / migrating.TRIGGERS).write_text(view + arm + end + rest, encoding="utf-8")
    return place


def tables() -> list[Table]:
    """The content tables as the classes of that format would have them."""
    apart = MetaData()
    found = {table.name: table.to_metadata(apart) for table in mapped_content_tables()}
    blank, zero = text("''"), text("0")
    found["person"].append_column(Column("greeting", Text, server_default=blank, nullable=False))
    looked_after_by = ForeignKey("person.id", ondelete="SET NULL")
    found["person"].append_column(Column("looked_after_by_id", Integer, looked_after_by))
    found["meeting"].append_column(Column("minutes", Integer, server_default=zero, nullable=False))
    weight = Column("weight", Integer, CheckConstraint("weight > 0", name="weight_some"))
    found["promise"].append_column(weight)
    Index("ix_promise_weight", weight, sqlite_where=text("weight IS NOT NULL"))
    return list(found.values())


if __name__ == "__main__":
    migrating.FORMAT_FOLDER, given = Path(sys.argv[2]), Path(sys.argv[3])
    if sys.argv[1] == "open":
        Book.open(given, clock(), wait=10.0).close()
    else:
        prepare_book(given, given.name, "")
