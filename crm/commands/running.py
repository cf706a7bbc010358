"""Runs one command: handed to the open window, or on the book itself; gives the exit status."""

import logging
import os
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from crm.clock import Clock
from crm.commands.arguments import BadUsage, Request, parse
from crm.commands.folders import book_folder
from crm.commands.plain import plain
from crm.commands.reaching import end_what_was_begun, reach
from crm.errors import BookInUse, BookNotUsable, ChoiceNeeded, GoodturnError, InTheWay, NothingFound
from crm.storage.faults import in_words

if TYPE_CHECKING:
    from crm.book import Book
    from crm.changes import Changes
    from crm.commands.call import Call

log = logging.getLogger(__name__)
_LEAVE_A_CHOICE = (ChoiceNeeded, InTheWay, NothingFound)


def run(
    argv: Sequence[str],
    *,
    stdin: TextIO,
    out: TextIO,
    err: TextIO,
    environ: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    clock: Clock | None = None,
) -> int:
    """Understands and carries out `argv`, which names a command. Exit status as the command line promises."""
    try:
        request = parse(argv)
    except BadUsage as fault:
        return _refuse(err, fault)
    return run_request(request, argv, stdin, out, err, environ or os.environ, cwd or Path.cwd(), clock)


def run_request(
    request: Request,
    argv: Sequence[str],
    stdin: TextIO,
    out: TextIO,
    err: TextIO,
    environ: Mapping[str, str],
    cwd: Path,
    clock: Clock | None = None,
) -> int:
    folder = book_folder(request, environ, cwd)
    if not _agreed(request, cwd, stdin, err):
        return 1
    given, clock = _standard_input(request, stdin), clock or Clock(request.on)
    try:
        answer = _reached(folder, list(argv), cwd, given, clock, request)
    except BookNotUsable as fault:
        end_what_was_begun()
        return _without_book(fault, request, folder, cwd, clock, out, err)
    status, told, complaints = answer if isinstance(answer, tuple) else _on_book(answer, request, cwd, given)
    end_what_was_begun()
    out.write(told)
    err.write(complaints)
    return status


def _reached(
    folder: Path, argv: list[str], cwd: Path, given: str, clock: Clock, request: Request
) -> "Book | tuple[int, str, str]":
    """Raises BookNotUsable, whatever went wrong."""
    try:
        with in_words(folder):
            return reach(folder, argv, cwd, given, clock, request)
    except BookNotUsable:
        raise
    except Exception as fault:
        raise _ours(fault) from fault


def _without_book(
    fault: BookNotUsable, request: Request, folder: Path, cwd: Path, clock: Clock, out: TextIO, err: TextIO
) -> int:
    if isinstance(fault, BookInUse) or request.command is None or request.command.name != "restore":
        return _refuse(err, fault)
    from crm.commands.restore import run_without_book  # the one command that does without a book

    try:
        return run_without_book(request, folder, cwd, clock, out)
    except GoodturnError as refused:
        return _refuse(err, refused)


def _on_book(book: "Book", request: Request, cwd: Path, given: str) -> tuple[int, str, str]:
    """Told only when the book is closed: whoever reads the output slowly, or not at all, keeps nobody waiting."""
    out, err = StringIO(), StringIO()
    committed: list[Changes] = []
    book.listen(committed.append)
    try:
        status = carry_out(request, book, cwd, lambda: given, out, err, is_last=True)
        if committed:
            _keep_up_calendar(book)
    finally:
        book.close()
    return status, out.getvalue(), err.getvalue()


def _keep_up_calendar(book: "Book") -> None:
    """The command itself is done: a fault here must not make it look as if it were not."""
    from crm.exchange.calendar import feed  # commands that only read do without

    try:
        feed.keep_up(book.read, book.folder, book.clock.today(), book.clock.now())
    except Exception as fault:
        log.error("The calendar file was not written: %s", type(fault).__name__)


def carry_out(
    request: Request,
    book: "Book",
    cwd: Path,
    stdin: Callable[[], str],
    out: TextIO,
    err: TextIO,
    is_last: bool = False,
) -> int:
    """The command on an open book: every error a sentence, never a traceback."""
    from crm.commands.call import Call  # brings the book along: --help and --version do without

    if request.command is None:
        return _refuse(err, BadUsage("There is no command."))
    call = Call(request, book, cwd, stdin, out, err, is_last)
    try:
        return int(import_module(request.command.module).run(call))
    except GoodturnError as fault:
        status = _refuse(err, fault, request)
        return _offer(call, fault) if isinstance(fault, _LEAVE_A_CHOICE) else status
    except Exception as fault:
        return _refuse(err, _ours(fault))


def _ours(fault: Exception) -> BookNotUsable:
    """Ours to mend; the user gets a sentence all the same."""
    return BookNotUsable(f"Goodturn failed here ({type(fault).__name__}). The history shows what was done.")


def _offer(call: "Call", fault: GoodturnError) -> int:
    """Status 1, with what there is to choose from."""
    if isinstance(fault, InTheWay):
        return call.answer(
            {"in_the_way": fault.steps}, [f"Later steps: {', '.join(map(str, fault.steps))}"], 1
        )
    fitting = fault.candidates if isinstance(fault, ChoiceNeeded) else []
    candidates = [{"id": one, "name": name} for one, name in fitting]
    return call.answer({"candidates": candidates}, (f"{one:>6}  {name}" for one, name in fitting), 1)


def _refuse(err: TextIO, fault: GoodturnError, request: Request | None = None) -> int:
    err.write(plain(str(fault)) + "\n")
    if isinstance(fault, BadUsage):
        err.write(fault.usage + "\n")
    elif fault.exit_status == 2 and request is not None and request.command is not None:
        err.write(f"usage: {request.command.usage}\n")
    return fault.exit_status


def _standard_input(request: Request, stdin: TextIO) -> str:
    """Read here, because the window that may do the work has another standard input."""
    reads = request.command is not None and request.command.name in ("log", "done")
    return stdin.read() if reads and "-" in request.words else ""


def _agreed(request: Request, cwd: Path, stdin: TextIO, err: TextIO) -> bool:
    """Before an export overwrites a file, a user at a terminal is asked; a script never is."""
    if request.command is None or request.command.name != "export" or request.words[0] == "-":
        return True
    target = cwd / Path(request.words[0]).expanduser()
    if not stdin.isatty() or not os.path.lexists(target):
        return True
    err.write(f"{plain(target.name)} is there already. Write over it? [y/N] ")
    err.flush()
    return stdin.readline().strip().lower() in ("y", "yes")


def run_handed_over(book: "Book", argv: list[str], cwd: str, stdin: str) -> tuple[int, str, str]:
    """What the open window does with a command it was handed."""
    out, err = StringIO(), StringIO()
    try:
        request = parse(argv)
    except BadUsage as fault:
        return _refuse(err, fault), "", err.getvalue()
    status = carry_out(request, book, Path(cwd), lambda: stdin, out, err)
    return status, out.getvalue(), err.getvalue()
