"""Access for a command: the open window or the book itself, whichever is available first."""

import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from crm.clock import Clock
from crm.commands.arguments import Request
from crm.commands.command_result import CommandResult
from crm.errors import BookDamaged, BookInUse, BookNotUsable, OnlyReadable
from crm.storage.folder import WINDOW

if TYPE_CHECKING:
    from crm.book import Book

WAIT = 10.0  # seconds for another writing process
_LONGEST = 60.0  # seconds for all of them together
_LOCK_SECONDS = 0.25  # seconds to wait for the lock before looking for a window again


def reach(
    folder: Path,
    argv: list[str],
    cwd: Path,
    stdin: str,
    clock: Clock,
    request: Request,
    on_progress: Callable[[int, int], bool],
) -> "Book | CommandResult":
    """The open window's CommandResult, or the book. Raises BookNotUsable.
    `on_progress` is called while a book of an earlier format is migrated.
    """
    patience = None
    while True:
        if (folder / WINDOW).is_file():
            from crm.commands.handover import hand_over  # sockets: only where a window has left its address

            answer = hand_over(folder, argv, cwd, stdin)
            if answer is not None:
                return answer
        if patience is None:
            _begin_reading_ahead(request, cwd)
            _import_modules(request)
            patience = _Patience(folder)
        try:
            return _open(folder, clock, request, _LOCK_SECONDS, on_progress)
        except BookInUse:
            if patience.is_over():
                raise


class _Patience:
    """The time limit starts again with each process that ends: closing the book changes the folder's
    modification time.
    """

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


def discard_reading_ahead() -> None:
    """Discard an import's reading ahead, if the book was not available or the command was refused."""
    if "crm.formats.vcard.chunk_queue" in sys.modules:
        sys.modules["crm.formats.vcard.chunk_queue"].discard_started()


def _begin_reading_ahead(request: Request, cwd: Path) -> None:
    """Let a worker process read the beginning of a large address book while this one imports its modules."""
    if request.command is not None and request.command.name == "import":
        from crm.formats.vcard.chunk_queue import start_early  # only for imports

        start_early(cwd / Path(request.words[0]).expanduser())


def _import_modules(request: Request) -> None:
    """Import what the command needs before taking the lock: twenty commands at once must not wait for each
    other's imports.
    """
    if request.command is not None:
        import_module(request.command.module)
    if "sqlalchemy.orm" in sys.modules:
        import_module("crm.unit_of_work")
        from sqlalchemy.orm import configure_mappers  # loaded already

        configure_mappers()


def open_to_read(request: Request, folder: Path, clock: Clock, reason: BookNotUsable) -> "Book":
    """The book opened read-only, for a command that only reads. Raises `reason` if that is not possible."""
    if not request.only_reads or not isinstance(reason, OnlyReadable | BookDamaged):
        raise reason
    from crm.book import Book  # --help and --version do without

    return Book.open_to_read(folder, clock, reason)


def _open(
    folder: Path, clock: Clock, request: Request, wait: float, on_progress: Callable[[int, int], bool]
) -> "Book":
    if request.demo:
        from crm.sample.book import open_sample  # only for the sample book

        return open_sample(folder, clock, wait)
    from crm.book import Book  # --help and --version do without

    return Book.open(folder, clock, wait, even_if_damaged=request.repairs, on_progress=on_progress)
