"""One user action: one transaction, one step that can be undone, one record of what changed."""

import sqlite3
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from crm.storage.journal import insert_many
from crm.storage.reading import Reader


class UnitOfWork:
    """What a use case works with. It names what was done in `label`, in the past tense: "Logged coffee with Ana"."""

    def __init__(self, session: Session, connection: sqlite3.Connection, today: date, now: datetime) -> None:
        self.session = session
        self.connection = connection
        self.today = today
        self.now = now
        self.label = "Changed the book"
        self.origin = "user"
        self._reader = Reader(connection)

    @property
    def read(self) -> Reader:
        """Reads inside the transaction: what was added so far is seen."""
        self.session.flush()
        return self._reader

    def insert_many(self, table: str, columns: list[str], rows: Iterable[tuple[Any, ...]]) -> None:
        """Insert many rows as plain values, several a statement; every NOT NULL column must be named."""
        self.session.flush()
        insert_many(self.connection, table, columns, rows)
