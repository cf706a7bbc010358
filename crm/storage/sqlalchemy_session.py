"""SQLAlchemy engine over the one writing connection. The book begins, commits and rolls back transactions."""

import sqlite3
from typing import Any

from sqlalchemy import Engine, StaticPool, create_engine
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.orm import configure_mappers


class BookDialect(SQLiteDialect_pysqlite):
    """Executes statements only: a session joins the transaction of its unit of work and never ends it.
    The standard dialect rolls back when an engine first connects, which would undo the open step.
    """

    supports_statement_cache = True

    def do_begin(self, dbapi_connection: Any) -> None:
        pass

    def do_commit(self, dbapi_connection: Any) -> None:
        pass

    def do_rollback(self, dbapi_connection: Any) -> None:
        pass


registry.register("sqlite.book", __name__, BookDialect.__name__)


def configure_mapped_classes() -> None:
    """Done ahead of time, as the first query would otherwise wait for it."""
    configure_mappers()


def writing_engine(connection: sqlite3.Connection) -> Engine:
    """An engine over the given connection only; its errors do not show parameter values."""
    return create_engine(
        "sqlite+book://", creator=lambda: connection, poolclass=StaticPool, hide_parameters=True
    )
