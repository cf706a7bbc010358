"""Commands as a script gives them, in this process: words in; status, output and errors out."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from crm.commands.run_command import run
from tests.conftest import clock


@dataclass(frozen=True)
class Told:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def goodturn(folder: Path, tmp_path: Path) -> Callable[..., Told]:
    """`goodturn("show", "Ana Ruiz", "--json")` on a book of its own; files are looked for in `tmp_path`."""

    def runs(*argv: str, stdin: str = "") -> Told:
        out, err = StringIO(), StringIO()
        environ = {"GOODTURN_DATA_DIR": str(folder)}
        status = run(
            argv, stdin=StringIO(stdin), out=out, err=err, environ=environ, cwd=tmp_path, clock=clock()
        )
        return Told(status, out.getvalue(), err.getvalue())

    return runs


@pytest.fixture
def people(folder: Path) -> list[int]:
    """Ana Ruiz and Ben Okafor, in the book."""
    from crm.book import Book  # the fixture of a closed book: commands open it themselves
    from crm.people import adding

    book = Book.open(folder, clock())
    with book.work() as work:
        ids = [adding.add(work, name).id for name in ("Ana Ruiz", "Ben Okafor")]
    book.close()
    return ids
