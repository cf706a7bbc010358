"""The schema as text, generated from the mapped classes and frozen in files, which a test compares.

python -m crm.storage.format.schema      writes triggers.sql and fingerprint.txt after a change of the model

A migration adds a column with ALTER TABLE ... ADD COLUMN, in the words SQLAlchemy has for it (greeting TEXT
DEFAULT '' NOT NULL), instead of rebuilding the table: its indexes and the full-text index stay, and no row is
copied. The column must be nullable or have a default, as undoing steps of earlier formats inserts rows
without it.
"""

import sqlite3
from collections.abc import Sequence

from sqlalchemy import Index, Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from crm.model import Base
from crm.storage.derived_columns import derived_triggers
from crm.storage.format.migrating import FINGERPRINT, FORMAT_FOLDER, TRIGGERS, fingerprint
from crm.storage.format.up_to_date import migrate_new
from crm.storage.full_text.index import full_text_triggers, words_view
from crm.storage.full_text.schema import INDEX
from crm.storage.journal.triggers import journal_triggers, mapped_content_tables

JOURNAL_TABLES = [
    "CREATE TABLE step(id INTEGER PRIMARY KEY AUTOINCREMENT, label TEXT NOT NULL, at TEXT NOT NULL, "
    "origin TEXT NOT NULL CHECK (origin IN ('user', 'import', 'undo', 'redo')), first_seq INTEGER NOT NULL, "
    "undoes INTEGER, undone_by INTEGER, digest BLOB) STRICT",
    "CREATE TABLE row_change(seq INTEGER PRIMARY KEY AUTOINCREMENT, step_id INTEGER NOT NULL, table_name TEXT NOT NULL, "
    "row_id INTEGER NOT NULL, op TEXT NOT NULL, before TEXT, after TEXT, up_to INTEGER) STRICT",
    "CREATE TABLE journal_now(one INTEGER PRIMARY KEY CHECK (one = 1), step_id INTEGER, "
    "in_run INTEGER NOT NULL DEFAULT 0) STRICT",
    "INSERT INTO journal_now(one) VALUES (1)",
    "CREATE TABLE row_digest(table_name TEXT NOT NULL, row_id INTEGER NOT NULL, digest BLOB NOT NULL, "
    "PRIMARY KEY (table_name, row_id)) STRICT, WITHOUT ROWID",
    "CREATE TABLE table_digest(table_name TEXT PRIMARY KEY, rows INTEGER NOT NULL, total BLOB NOT NULL) "
    "STRICT, WITHOUT ROWID",
    "CREATE TABLE digest_state(one INTEGER PRIMARY KEY CHECK (one = 1), digested_seq INTEGER NOT NULL) STRICT",
    "INSERT INTO digest_state(one, digested_seq) VALUES (1, 0)",
    "CREATE TABLE blob(sha256 TEXT PRIMARY KEY, media_type TEXT NOT NULL, bytes BLOB NOT NULL) STRICT, WITHOUT ROWID",
    # Marks of what was shown once: no content, so neither journalled nor part of a step.
    "CREATE TABLE shown(what TEXT PRIMARY KEY, on_day TEXT NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE book(one INTEGER PRIMARY KEY CHECK (one = 1), uid TEXT NOT NULL, oldest_reader INTEGER NOT NULL) STRICT",
]


def table_statements(tables: Sequence[Table] = ()) -> list[str]:
    """The tables that the newest migration must produce: a test compares.
    `tables` are the content tables, if they are not the mapped ones.
    """
    dialect = sqlite.dialect()
    statements = []
    for table in tables or Base.metadata.sorted_tables:
        statements.append(str(CreateTable(table).compile(dialect=dialect)).strip())
        statements += [str(CreateIndex(i).compile(dialect=dialect)) for i in _indexes(table)]
    return [*statements, *JOURNAL_TABLES]


def _indexes(table: Table) -> list[Index]:
    return sorted(table.indexes, key=lambda index: str(index.name))


def trigger_statements(tables: Sequence[Table] = ()) -> list[str]:
    """`tables` are the content tables, if they are not the mapped ones."""
    journal = [
        statement for table in tables or mapped_content_tables() for statement in journal_triggers(table)
    ]
    return [words_view(), INDEX, *journal, *derived_triggers(), *full_text_triggers()]


def as_script(statements: list[str]) -> str:
    return ";\n\n".join(" ".join(s.split("\n")).replace("\t", "") for s in statements) + ";\n"


def _write() -> None:
    (FORMAT_FOLDER / TRIGGERS).write_text(as_script(trigger_statements()), encoding="utf-8")
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate_new(connection)
    (FORMAT_FOLDER / FINGERPRINT).write_text(fingerprint(connection) + "\n", encoding="ascii")


if __name__ == "__main__":
    _write()
