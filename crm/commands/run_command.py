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
from crm.commands.daily_backup import DailyBackup, complaint
from crm.commands.data_folders import book_folder
from crm.commands.migration_progress import Updating
from crm.commands.refusals import after_saving, offer, our_fault, refuse, saved_here, sentence
from crm.commands.terminal_text import plain
from crm.commands.window_or_book import end_what_was_begun, open_to_read, reach
from crm.errors import BookInUse, BookNotUsable, ChoiceNeeded, GoodturnError, InTheWay, NothingFound
from crm.fault_log.fault_description import describe
from crm.storage.fault_sentences import in_words

if TYPE_CHECKING:
    from crm.book import Book
    from crm.changes import Changes

log = logging.getLogger(__name__)
_NEVER_ON_A_BOOK = ("rescue",)
_ALSO_WITHOUT_BOOK = ("restore", "backups")  # what is needed most where the book cannot be opened
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
    backs_up: bool = False,
) -> int:
    """Understands and carries out `argv`, which names a command. Exit status as the command line promises.

    With `backs_up` a command that wrote also begins the day's backup, which a child process finishes.
    """
    try:
        request = parse(argv)
    except BadUsage as fault:
        return refuse(err, fault)
    return run_request(
        request, argv, stdin, out, err, environ or os.environ, cwd or Path.cwd(), clock, backs_up
    )


def run_request(
    request: Request,
    argv: Sequence[str],
    stdin: TextIO,
    out: TextIO,
    err: TextIO,
    environ: Mapping[str, str],
    cwd: Path,
    clock: Clock | None = None,
    backs_up: bool = False,
) -> int:
    folder = book_folder(request, environ, cwd)
    if not _agreed(request, cwd, stdin, err):
        return 1
    given, clock = _standard_input(request, stdin), clock or Clock(request.on)
    if request.command is not None and request.command.name in _NEVER_ON_A_BOOK:
        return _without_book(request, folder, cwd, clock, out, err)
    try:
        answer = _reached(folder, list(argv), cwd, given, clock, request, Updating(err).progress)
    except BookNotUsable as fault:
        end_what_was_begun()
        name = request.command.name if request.command is not None else ""
        if name in _ALSO_WITHOUT_BOOK and (name == "backups" or not isinstance(fault, BookInUse)):
            return _without_book(request, folder, cwd, clock, out, err)
        try:
            answer = open_to_read(request, folder, clock, fault)
        except BookNotUsable as refused:
            return refuse(err, refused, request)
        err.write(plain(f"Only reading: {sentence(fault, request)}") + "\n")
    daily = DailyBackup() if backs_up and not request.demo else None
    status, told, complaints = (
        answer if isinstance(answer, tuple) else _on_book(answer, request, cwd, given, daily)
    )
    end_what_was_begun()
    _say(out, told, err, complaints, daily)
    return status


def _say(out: TextIO, told: str, err: TextIO, complaints: str, daily: DailyBackup | None) -> None:
    try:
        out.write(told)
        err.write(complaints)
    finally:  # also where the reader of the output has had enough
        if daily is not None:
            daily.start()


def _reached(
    folder: Path,
    argv: list[str],
    cwd: Path,
    given: str,
    clock: Clock,
    request: Request,
    progress: Callable[[int, int], bool],
) -> "Book | tuple[int, str, str]":
    """Raises BookNotUsable, whatever went wrong."""
    try:
        with in_words(folder):
            return reach(folder, argv, cwd, given, clock, request, progress)
    except BookNotUsable:
        raise
    except Exception as fault:
        raise our_fault(fault, request) from fault


def _without_book(request: Request, folder: Path, cwd: Path, clock: Clock, out: TextIO, err: TextIO) -> int:
    """By the command's own `run_without_book(request, folder, cwd, clock, out) -> status`."""
    try:
        module = import_module(request.command.module if request.command is not None else "")
        return int(module.run_without_book(request, folder, cwd, clock, out))
    except GoodturnError as refused:
        return refuse(err, refused)
    except Exception as fault:
        return refuse(err, our_fault(fault, request))


def _on_book(
    book: "Book", request: Request, cwd: Path, given: str, daily: DailyBackup | None
) -> tuple[int, str, str]:
    """Told only when the book is closed: a reader of the output that is slow, or gone, keeps no other command waiting."""
    out, err = StringIO(), StringIO()
    committed: list[Changes] = []
    book.listen(committed.append)
    try:
        status = carry_out(request, book, cwd, lambda: given, out, err, is_last=True)
        if committed:
            _keep_up_calendar(book)
            told = complaint(book)
            if daily is not None:
                daily.copy(book)
                told = daily.refusal or told
            if told:
                err.write(plain(told) + "\n")
    finally:
        book.close()
    return status, out.getvalue(), err.getvalue()


def _keep_up_calendar(book: "Book") -> None:
    """The command itself is done: a fault here must not make it look as if it were not."""
    from crm.exporting import due_file  # commands that only read do without

    try:
        due_file.update(book.read, book.folder, book.clock.today(), book.clock.now())
    except Exception as fault:
        log.error("The calendar file was not written: %s", describe(fault))


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
    from crm.commands.command_call import Call  # brings the book along: --help and --version do without

    if request.command is None:
        return refuse(err, BadUsage("There is no command."))
    call = Call(request, book, cwd, stdin, out, err, is_last)
    with saved_here(book) as saved:
        try:
            return int(import_module(request.command.module).run(call))
        except GoodturnError as fault:
            said = after_saving(fault) if saved and isinstance(fault, BookNotUsable) else fault
            status = refuse(err, said, request)
            return offer(call, fault) if isinstance(fault, _LEAVE_A_CHOICE) else status
        except Exception as fault:
            said = our_fault(fault, request, book)
            return refuse(err, after_saving(said) if saved else said)


def _standard_input(request: Request, stdin: TextIO) -> str:
    """Read here, because the window that may do the work has another standard input. A NUL is no letter, and cuts a text
    short in SQL."""
    return stdin.read().replace("\0", "") if request.reads_standard_input else ""


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
        return refuse(err, fault), "", err.getvalue()
    status = carry_out(request, book, Path(cwd), lambda: stdin, out, err)
    return status, out.getvalue(), err.getvalue()
