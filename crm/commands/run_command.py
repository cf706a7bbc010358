"""Running one command: handed to the open window, or on the book in this process."""

import logging
import os
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from crm.clock import Clock
from crm.commands.arguments import Request, UsageError, parse
from crm.commands.daily_backup import DailyBackup, describe_failed_backup
from crm.commands.data_folders import book_folder
from crm.commands.migration_progress import MigrationNotice
from crm.commands.refusals import (
    after_saving,
    commits_of_this_thread,
    error_of_unexpected,
    error_sentence,
    refuse,
    write_choices,
)
from crm.commands.terminal_text import terminal_line
from crm.commands.window_or_book import discard_reading_ahead, open_to_read, reach
from crm.errors import BookInUse, BookNotUsable, ChoiceNeeded, GoodturnError, InTheWay, NothingFound
from crm.fault_log.fault_description import describe
from crm.storage.fault_sentences import translate_faults

if TYPE_CHECKING:
    from crm.book import Book
    from crm.changes import Changes

log = logging.getLogger(__name__)
_NEVER_ON_A_BOOK = ("rescue",)
_ALSO_WITHOUT_BOOK = ("restore", "backups")  # needed most where the book cannot be opened
_ERRORS_WITH_CHOICES = (ChoiceNeeded, InTheWay, NothingFound)


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
    """Parse and run `argv`, which names a command. Returns the exit status.
    With `backs_up`, a command that wrote also begins the day's backup, which a child process finishes.
    """
    try:
        request = parse(argv)
    except UsageError as fault:
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
    if not _confirm_overwriting(request, cwd, stdin, err):
        return 1
    given, clock = _standard_input(request, stdin), clock or Clock(request.on)
    if request.command is not None and request.command.name in _NEVER_ON_A_BOOK:
        return _run_without_book(request, folder, cwd, clock, out, err)
    try:
        answer = _reach_window_or_book(
            folder, list(argv), cwd, given, clock, request, MigrationNotice(err).progress
        )
    except BookNotUsable as fault:
        discard_reading_ahead()
        name = request.command.name if request.command is not None else ""
        if name in _ALSO_WITHOUT_BOOK and (name == "backups" or not isinstance(fault, BookInUse)):
            return _run_without_book(request, folder, cwd, clock, out, err)
        try:
            answer = open_to_read(request, folder, clock, fault)
        except BookNotUsable as refused:
            return refuse(err, refused, request)
        err.write(terminal_line(f"Only reading: {error_sentence(fault, request)}") + "\n")
    daily = DailyBackup() if backs_up and not request.demo else None
    status, told, complaints = (
        answer if isinstance(answer, tuple) else _run_and_close(answer, request, cwd, given, daily)
    )
    discard_reading_ahead()
    _write_output(out, told, err, complaints, daily)
    return status


def _write_output(out: TextIO, told: str, err: TextIO, complaints: str, daily: DailyBackup | None) -> None:
    try:
        out.write(told)
        err.write(complaints)
    finally:  # also if the reader of the output has closed it
        if daily is not None:
            daily.start()


def _reach_window_or_book(
    folder: Path,
    argv: list[str],
    cwd: Path,
    given: str,
    clock: Clock,
    request: Request,
    progress: Callable[[int, int], bool],
) -> "Book | tuple[int, str, str]":
    """Raises BookNotUsable for any failure."""
    try:
        with translate_faults(folder):
            return reach(folder, argv, cwd, given, clock, request, progress)
    except BookNotUsable:
        raise
    except Exception as fault:
        raise error_of_unexpected(fault, request) from fault


def _run_without_book(
    request: Request, folder: Path, cwd: Path, clock: Clock, out: TextIO, err: TextIO
) -> int:
    """Run the command's own `run_without_book(request, folder, cwd, clock, out) -> status`."""
    try:
        module = import_module(request.command.module if request.command is not None else "")
        return int(module.run_without_book(request, folder, cwd, clock, out))
    except GoodturnError as refused:
        return refuse(err, refused)
    except Exception as fault:
        return refuse(err, error_of_unexpected(fault, request))


def _run_and_close(
    book: "Book", request: Request, cwd: Path, given: str, daily: DailyBackup | None
) -> tuple[int, str, str]:
    """Collect the output and print it after the book is closed: a slow reader of the output must not block
    other commands.
    """
    out, err = StringIO(), StringIO()
    committed: list[Changes] = []
    book.listen(committed.append)
    try:
        status = run_on_book(request, book, cwd, lambda: given, out, err, is_last=True)
        if committed:
            _update_calendar_file(book)
            told = describe_failed_backup(book)
            if daily is not None:
                daily.copy(book)
                told = daily.refusal or told
            if told:
                err.write(terminal_line(told) + "\n")
    finally:
        book.close()
    return status, out.getvalue(), err.getvalue()


def _update_calendar_file(book: "Book") -> None:
    """Update the calendar file. The command is done: a failure here must not look like one of the command."""
    from crm.exporting import due_file  # not needed by commands that only read

    try:
        due_file.keep_up(book.read, book.folder, book.clock.today(), book.clock.now())
    except Exception as fault:
        log.error("The calendar file was not written: %s", describe(fault))


def run_on_book(
    request: Request,
    book: "Book",
    cwd: Path,
    stdin: Callable[[], str],
    out: TextIO,
    err: TextIO,
    is_last: bool = False,
) -> int:
    """Run the command on an open book; every error becomes a sentence."""
    from crm.commands.command_call import Call  # imports the book: not needed for --help and --version

    if request.command is None:
        return refuse(err, UsageError("There is no command."))
    call = Call(request, book, cwd, stdin, out, err, is_last)
    with commits_of_this_thread(book) as saved:
        try:
            return int(import_module(request.command.module).run(call))
        except GoodturnError as fault:
            said = after_saving(fault) if saved and isinstance(fault, BookNotUsable) else fault
            status = refuse(err, said, request)
            return write_choices(call, fault) if isinstance(fault, _ERRORS_WITH_CHOICES) else status
        except Exception as fault:
            said = error_of_unexpected(fault, request, book)
            return refuse(err, after_saving(said) if saved else said)


def _standard_input(request: Request, stdin: TextIO) -> str:
    """Read here, as the window that may run the command has another standard input. NUL is removed: it cuts a
    text short in SQL.
    """
    return stdin.read().replace("\0", "") if request.reads_standard_input else ""


def _confirm_overwriting(request: Request, cwd: Path, stdin: TextIO, err: TextIO) -> bool:
    """Ask a user at a terminal before an export overwrites a file; scripts are never asked."""
    if request.command is None or request.command.name != "export" or request.words[0] == "-":
        return True
    target = cwd / Path(request.words[0]).expanduser()
    if not stdin.isatty() or not os.path.lexists(target):
        return True
    err.write(f"{terminal_line(target.name)} is there already. Write over it? [y/N] ")
    err.flush()
    return stdin.readline().strip().lower() in ("y", "yes")


def run_handed_over(book: "Book", argv: list[str], cwd: str, stdin: str) -> tuple[int, str, str]:
    """Run a command that was handed over, in the window's process."""
    out, err = StringIO(), StringIO()
    try:
        request = parse(argv)
    except UsageError as fault:
        return refuse(err, fault), "", err.getvalue()
    status = run_on_book(request, book, Path(cwd), lambda: stdin, out, err)
    return status, out.getvalue(), err.getvalue()
