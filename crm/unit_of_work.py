"""UnitOfWork: one user action, in one transaction, recorded as one undoable step."""

import sqlite3
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from crm.storage.bulk_insert import insert_new_rows
from crm.storage.reading import Reader

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session


class UnitOfWork:
    """The first argument of every use case. `label` says what was done, in the past tense: "Logged coffee
    with Ana".
    """

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
        """The SQLAlchemy session of this transaction, made at its first use: a bulk import never needs it."""
        if self._session is None:
            from sqlalchemy.orm import Session  # takes longer to import than many commands take to run

            self._session = Session(self._engine(), expire_on_commit=False)
            self._session.connection()
        return self._session

    @property
    def read(self) -> Reader:
        """Reads inside the transaction, pending changes included."""
        self.flush()
        return self._reader

    def insert_many(self, table: str, columns: list[str], rows: Iterable[tuple[Any, ...]]) -> None:
        """Insert many new rows as plain values, several per statement; every NOT NULL column must be named."""
        self.flush()
        insert_new_rows(self.connection, table, columns, rows)

    def flush(self) -> None:
        if self._session is not None:
            self._session.flush()

    def close(self) -> None:
        """End the session after the book has committed or rolled back."""
        if self._session is not None:
            self._session.close()
