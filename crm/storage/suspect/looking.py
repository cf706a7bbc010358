"""In the child process: a first look at a file, its structure before its contents, and nothing of it written or trusted."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crm.storage.suspect.answers import Looked
from crm.storage.suspect.copying import refuse_unlikely
from crm.storage.suspect.header import HEADER_BYTES, read_header
from crm.storage.suspect.limits import for_looking, limit_connection, limit_stage
from crm.storage.suspect.structure import refuse_other_structure


def look(file: Path) -> Looked:
    """What the file says it holds. Raises FileNotRead, and sqlite3.Error or ValueError for a damaged one."""
    refuse_unlikely(file)
    with seen(file, file.name) as (connection, version):
        return counted(connection, version)


@contextmanager
def seen(file: Path, name: str) -> Iterator[tuple[sqlite3.Connection, int]]:
    """A reading connection to a file whose structure is that of its format, and the format."""
    limits = for_looking(file.stat().st_size)
    limit_stage(limits)
    with file.open("rb") as stream:
        version = read_header(stream.read(HEADER_BYTES), name).version
    connection = read_only(file)
    try:
        limit_connection(connection, limits)
        refuse_other_structure(connection, version, name)
        yield connection, version
    finally:
        connection.close()


def read_only(file: Path) -> sqlite3.Connection:
    """No lock, no log beside it, nothing written, and no function of ours within its triggers and views."""
    uri = f"{file.absolute().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA trusted_schema=0")
    connection.execute("PRAGMA cell_size_check=1")
    return connection


def counted(connection: sqlite3.Connection, version: int, uid: str = "") -> Looked:
    counts = [
        connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in ("person", "meeting", "promise")
    ]
    return Looked(version, counts[0], counts[1], counts[2], uid)
