"""One user action: one transaction, one step that can be undone, one record of what changed."""

import sqlite3
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from crm.storage.bulk_insert import insert_new
from crm.storage.reading import Reader

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session


class UnitOfWork:
    """What a use case works with. It names what was done in `label`, in the past tense: "Logged coffee with Ana"."""

    def __init__(
        self, connection: sqlite3.Connection, engine: Callable[[], "Engine"], today: date, now: datetime
    ) -> None:
        self.connection = connection
        self.today = today
        self.now = now
        self.label = "Changed the book"
        self.origin = "user"
        self._engine = engine
        self._reader = Reader(connection)
        self._session: Session | None = None

    @property
    def session(self) -> "Session":
        """The mapped classes' way into this transaction, made at its first use: a bulk import never needs it."""
        if self._session is None:
            from sqlalchemy.orm import Session  # it costs more than many a whole command

            self._session = Session(self._engine(), expire_on_commit=False)
            self._session.connection()
        return self._session

    @property
    def read(self) -> Reader:
        """Reads inside the transaction: what was added so far is seen."""
        self.flush()
        return self._reader

    def insert_many(self, table: str, columns: list[str], rows: Iterable[tuple[Any, ...]]) -> None:
        """Insert many new rows as plain values, several a statement; every NOT NULL column must be named."""
        self.flush()
        insert_new(self.connection, table, columns, rows)

    def flush(self) -> None:
        if self._session is not None:
            self._session.flush()

    def close(self) -> None:
        """The book has committed or rolled back: nothing that is still in the session may follow."""
        if self._session is not None:
            self._session.close()
