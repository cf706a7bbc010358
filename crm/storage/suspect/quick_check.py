"""In the child process: a first check of a file, structure before contents, without writing."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crm.storage.suspect.answers import BackupCounts
from crm.storage.suspect.copying import refuse_irregular_file
from crm.storage.suspect.header import HEADER_BYTES, read_header
from crm.storage.suspect.limits import limit_connection, limit_stage, limits_for_examining
from crm.storage.suspect.structure import refuse_other_structure


def examine_file(file: Path) -> BackupCounts:
    """The counts of the file. Raises FileNotRead, and sqlite3.Error or ValueError for a damaged one."""
    refuse_irregular_file(file)
    with open_examined(file, file.name) as (connection, version):
        return count_contents(connection, version)


@contextmanager
def open_examined(file: Path, name: str) -> Iterator[tuple[sqlite3.Connection, int]]:
    """A reading connection to a file with the structure of its format, and the format."""
    limits = limits_for_examining(file.stat().st_size)
    limit_stage(limits)
    with file.open("rb") as stream:
        version = read_header(stream.read(HEADER_BYTES), name).version
    connection = connect_read_only(file)
    try:
        limit_connection(connection, limits)
        refuse_other_structure(connection, version, name)
        yield connection, version
    finally:
        connection.close()


def connect_read_only(file: Path) -> sqlite3.Connection:
    """No lock, no log, no writing, and no functions of ours within its triggers and views."""
    uri = f"{file.absolute().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA trusted_schema=0")
    connection.execute("PRAGMA cell_size_check=1")
    return connection


def count_contents(connection: sqlite3.Connection, version: int, uid: str = "") -> BackupCounts:
    counts = [
        connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in ("person", "meeting", "promise")
    ]
    return BackupCounts(version, counts[0], counts[1], counts[2], uid)
