"""A book whose very first session is killed: everything lies in the log yet, and nothing may be lost."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from crm.book import Book
from crm.errors import BookNotUsable
from tests.conftest import clock

ROOT = Path(__file__).resolve().parents[3]
_FIRST_SESSION = """
import os, sys
from pathlib import Path
from crm.book import Book
from crm.clock import Clock
from crm.people import adding
book = Book.open(Path(sys.argv[1]), Clock())
with book.work() as work:
    adding.add(work, "Ana Ruiz")
os.kill(os.getpid(), 9)
"""


def test_a_first_session_that_is_killed_leaves_a_good_book(tmp_path: Path) -> None:
    folder = tmp_path / "book"
    subprocess.run([sys.executable, "-c", _FIRST_SESSION, str(folder)], cwd=ROOT, check=False)
    assert (folder / "goodturn.db-wal").stat().st_size > 0
    book = Book.open(folder, clock())
    assert book.read.values("SELECT full_name FROM person") == ["Ana Ruiz"]
    assert book.check() == []
    book.close()


@pytest.mark.parametrize("statements", [["VACUUM"], ["CREATE TABLE other(x)"]])
def test_an_empty_database_becomes_a_book_and_somebody_elses_never(
    tmp_path: Path, statements: list[str]
) -> None:
    connection = sqlite3.connect(tmp_path / "goodturn.db")
    for statement in ["CREATE TABLE t(x)", "DROP TABLE t", *statements]:
        connection.execute(statement)
    connection.close()
    before = (tmp_path / "goodturn.db").read_bytes()
    if statements == ["VACUUM"]:
        Book.open(tmp_path, clock()).close()
        return
    with pytest.raises(BookNotUsable):
        Book.open(tmp_path, clock())
    assert (tmp_path / "goodturn.db").read_bytes() == before
