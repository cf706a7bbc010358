"""Reading with plain sqlite3, so that the first list is shown before SQLAlchemy is imported."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class Reader:
    """Takes SQL with :named parameters, returns rows. One per thread; it never writes and never checkpoints."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def rows(self, sql: str, /, **values: Any) -> list[sqlite3.Row]:
        return self.connection.execute(sql, values).fetchall()

    def one(self, sql: str, /, **values: Any) -> sqlite3.Row | None:
        row: sqlite3.Row | None = self.connection.execute(sql, values).fetchone()
        return row

    def value(self, sql: str, /, **values: Any) -> Any:
        """The first column of the first row, or None."""
        row = self.connection.execute(sql, values).fetchone()
        return None if row is None else row[0]

    def values(self, sql: str, /, **values: Any) -> list[Any]:
        """The first column of every row."""
        return [row[0] for row in self.connection.execute(sql, values)]

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """A read transaction: everything read within it sees the same state of the book."""
        begun = not self.connection.in_transaction
        if begun:
            self.connection.execute("BEGIN")
        try:
            yield
        finally:
            if begun:
                self.connection.execute("ROLLBACK")
