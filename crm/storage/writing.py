"""SQLAlchemy over the one writing connection: transactions are begun by us, BEGIN IMMEDIATE, DDL included."""

import sqlite3

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event


def writing_engine(connection: sqlite3.Connection) -> Engine:
    """An engine whose only connection is the one given; values never show in its errors."""
    engine = create_engine(
        "sqlite://", creator=lambda: connection, poolclass=StaticPool, hide_parameters=True
    )

    @event.listens_for(engine, "begin")
    def _begin(live: Connection) -> None:
        live.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
