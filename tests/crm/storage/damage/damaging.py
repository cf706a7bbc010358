"""Damaging rows of a book behind the journal, and large steps to be sealed in slices."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crm.book import Book
from crm.storage.checks import integrity

PHOTO = b"\xff\xd8\xff\xe0" + bytes(range(200)) + b"\xff\xd9"


@contextmanager
def behind_the_journals_back(book: Book) -> Iterator[sqlite3.Connection]:
    """What a failing disk does, done by SQL: the triggers hear nothing of it."""
    with book.quiet_connection() as connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        connection.execute("PRAGMA foreign_keys=0")
        connection.execute("BEGIN")
        for name, _ in triggers:
            connection.execute(f'DROP TRIGGER "{name}"')
        yield connection
        for _, sql in triggers:
            connection.execute(sql)
        connection.execute("COMMIT")
        connection.execute("PRAGMA foreign_keys=1")


def damage(book: Book, sql: str) -> None:
    with behind_the_journals_back(book) as connection:
        connection.execute(sql)


def found(book: Book) -> list[tuple[str, str, int | None]]:
    with book.quiet_connection() as connection:
        return [(one.kind, one.table, one.row_id) for one in integrity.damage(connection)]


ANA_CHANGED = [("changed", "person", 1)]


def add_tags(book: Book, count: int, first: int = 0) -> None:
    with book.work() as work:
        work.insert_many("tag", ["name"], [(f"tag {number}",) for number in range(first, first + count)])


def seal_in_slices(book: Book) -> int:
    """As the window does, the smallest slices there are; how many."""
    slices = 1
    while not (sealed := book.seal(0)).is_done:
        assert sealed.findings == []
        slices += 1
    return slices


def contents(file: Path) -> dict[str, list[str]]:
    """Everything but the numbers that go on."""
    connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'words_index%' "
        "AND name NOT IN ('sqlite_sequence', 'sqlite_stat1')"
    ).fetchall()
    found = {name: sorted(map(repr, connection.execute(f'SELECT * FROM "{name}"'))) for (name,) in tables}
    connection.close()
    return found
