"""Call: what a command works with, the open book, its arguments and its output."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from crm.book import Book
from crm.commands.arguments import Request
from crm.commands.terminal_text import terminal_line
from crm.storage.reading import Reader
from crm.text.outside_text import readable

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork


@dataclass(slots=True)
class Call:
    """One execution of a command. Paths in `words` are relative to `cwd`, which may differ from this
    process's.
    """

    request: Request
    book: Book
    cwd: Path
    stdin: Callable[[], str]
    out: TextIO
    err: TextIO
    is_last: bool = False  # this process ends after it

    @property
    def words(self) -> list[str]:
        return self.request.words

    @property
    def text(self) -> str:
        """All words as one text, so that quotes on the command line may be omitted."""
        return readable(" ".join(self.words))

    @property
    def read(self) -> Reader:
        return self.book.read

    @property
    def today(self) -> date:
        return self.request.on or self.book.clock.today()

    @contextmanager
    def work(self) -> "Iterator[UnitOfWork]":
        """A unit of work with the command's day as today."""
        with self.book.work() as work:
            work.today = self.today
            yield work

    def path(self, word: str) -> Path:
        return self.cwd / Path(word).expanduser()

    def complain(self, sentence: str) -> None:
        self.err.write(terminal_line(sentence) + "\n")

    def answer(self, document: Mapping[str, Any], lines: Iterable[str], status: int = 0) -> int:
        """Write one JSON document or plain lines; returns the exit status."""
        write_answer(self.request, self.out, document, lines)
        return status


def write_answer(request: Request, out: TextIO, document: Mapping[str, Any], lines: Iterable[str]) -> None:
    if request.json:
        out.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
    else:
        out.writelines(terminal_line(line) + "\n" for line in lines)
