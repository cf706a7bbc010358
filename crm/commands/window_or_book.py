"""Where a command is carried out: in the open window, or on the book itself, whichever can be had first."""

import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from crm.clock import Clock
from crm.commands.arguments import Request
from crm.errors import BookDamaged, BookInUse, BookNotUsable, OnlyReadable
from crm.storage.folder import WINDOW

if TYPE_CHECKING:
    from crm.book import Book

WAIT = 10.0  # seconds for the one writer before us
_LONGEST = 60.0  # seconds for all of them
_TURN = 0.25  # seconds to wait for the lock before looking for a window again


def reach(
    folder: Path,
    argv: list[str],
    cwd: Path,
    stdin: str,
    clock: Clock,
    request: Request,
    progress: Callable[[int, int], bool],
) -> "Book | tuple[int, str, str]":
    """The open window's (status, output, errors), or the book. Raises BookNotUsable.

    `progress` hears of a book of an earlier format that is brought up to date.
    """
    patience = None
    while True:
        if (folder / WINDOW).is_file():
            from crm.commands.handover import hand_over  # sockets: only where a window has left its address

            answer = hand_over(folder, argv, cwd, stdin)
            if answer is not None:
                return answer
        if patience is None:
            _begin_reading(request, cwd)
            _load(request)
            patience = _Patience(folder)
        try:
            return _open(folder, clock, request, _TURN, progress)
        except BookInUse:
            if patience.is_over():
                raise


class _Patience:
    """Waiting starts anew with each writer that ends: its closing removes the log file, which dates the folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._since = self._first = time.monotonic()
        self._seen = self._dated()

    def is_over(self) -> bool:
        now, dated = time.monotonic(), self._dated()
        if dated != self._seen:
            self._seen, self._since = dated, now
        return now - self._since > WAIT or now - self._first > _LONGEST

    def _dated(self) -> int:
        try:
            return self._folder.stat().st_mtime_ns
        except OSError:
            return 0


def end_what_was_begun() -> None:
    """A reading that was begun for nothing: the book could not be had, or the command was refused."""
    if "crm.formats.vcard.chunk_queue" in sys.modules:
        sys.modules["crm.formats.vcard.chunk_queue"].discard_started()


def _begin_reading(request: Request, cwd: Path) -> None:
    """Of a large address book a second process reads the beginning, while this one loads what it needs."""
    if request.command is not None and request.command.name == "import":
        from crm.formats.vcard.chunk_queue import start_early  # other commands do without

        start_early(cwd / Path(request.words[0]).expanduser())


def _load(request: Request) -> None:
    """What the command needs, before it takes the lock: twenty at once must not wait for each other's imports."""
    if request.command is not None:
        import_module(request.command.module)
    if "sqlalchemy.orm" in sys.modules:
        import_module("crm.unit_of_work")
        sys.modules["sqlalchemy.orm"].configure_mappers()


def open_to_read(request: Request, folder: Path, clock: Clock, why: BookNotUsable) -> "Book":
    """The book for reading alone, for a command that does no more. Raises `why` where that is not possible."""
    if not request.only_reads or not isinstance(why, OnlyReadable | BookDamaged):
        raise why
    from crm.book import Book  # --help and --version do without

    return Book.open_to_read(folder, clock, why)


def _open(
    folder: Path, clock: Clock, request: Request, wait: float, progress: Callable[[int, int], bool]
) -> "Book":
    if request.demo:
        from crm.sample.book import open_sample  # only the sample book needs its story

        return open_sample(folder, clock, wait)
    from crm.book import Book  # --help and --version do without

    return Book.open(folder, clock, wait, even_if_damaged=request.mends, progress=progress)
