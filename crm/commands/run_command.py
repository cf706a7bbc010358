"""Running one command: handed to the open window, or on the book in this process."""

import logging
import os
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, TextIO, cast

from crm.clock import Clock
from crm.commands.arguments import Request, UsageError, parse
from crm.commands.command_result import CommandResult
from crm.commands.command_table import Command
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
from crm.errors import (
    BookInUse,
    BookNotUsable,
    ChoiceNeeded,
    DependentStepsError,
    GoodturnError,
    NothingFound,
)
from crm.fault_log.fault_description import describe
from crm.storage.fault_sentences import translate_faults

if TYPE_CHECKING:
    from crm.book import Book
    from crm.changes import Changes
    from crm.commands.command_call import Call

log = logging.getLogger(__name__)
_NEVER_ON_A_BOOK = ("rescue",)
_ALSO_WITHOUT_BOOK = ("restore", "backups")  # needed most where the book cannot be opened
_ERRORS_WITH_CHOICES = (ChoiceNeeded, DependentStepsError, NothingFound)


class CommandModule(Protocol):
    """A module of `crm.commands` that runs one command. Only the commands that need no book have
    `run_without_book`.
    """

    def run(self, call: "Call") -> int: ...

    def run_without_book(
        self, request: Request, folder: Path, cwd: Path, clock: Clock, out: TextIO
    ) -> int: ...


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
    """As `run`, for a command line that is parsed already."""
    if not _confirm_overwriting(request, cwd, stdin, err):
        return 1
    place = _Place(book_folder(request, environ, cwd), cwd, clock or Clock(request.on))
    if _name(request) in _NEVER_ON_A_BOOK:
        return _run_without_book(request, place, out, err)
    text = _standard_input(request, stdin)
    try:
        access = _reach_window_or_book(request, place, list(argv), text, err)
    except BookNotUsable as fault:
        discard_reading_ahead()
        if _needs_no_book(request, fault):
            return _run_without_book(request, place, out, err)
        try:
            access = _open_to_read(request, place, fault, err)
        except BookNotUsable as refused:
            return refuse(err, refused, request)
    daily = DailyBackup() if backs_up and not request.demo else None
    result = (
        access if isinstance(access, CommandResult) else _run_and_close(access, request, cwd, text, daily)
    )
    discard_reading_ahead()
    _write_output(out, err, result, daily)
    return result.status


class _Place(NamedTuple):
    """Where and when a command runs: the data folder, the working directory, and the clock."""

    folder: Path
    cwd: Path
    clock: Clock


def _name(request: Request) -> str:
    return request.command.name if request.command is not None else ""


def _needs_no_book(request: Request, fault: BookNotUsable) -> bool:
    name = _name(request)
    return name in _ALSO_WITHOUT_BOOK and (name == "backups" or not isinstance(fault, BookInUse))


def _open_to_read(request: Request, place: _Place, fault: BookNotUsable, err: TextIO) -> "Book":
    book = open_to_read(request, place.folder, place.clock, fault)
    err.write(terminal_line(f"Only reading: {error_sentence(fault, request)}") + "\n")
    return book


def _command_module(command: Command) -> CommandModule:
    return cast(CommandModule, import_module(command.module))


def _write_output(out: TextIO, err: TextIO, result: CommandResult, daily: DailyBackup | None) -> None:
    try:
        out.write(result.out)
        err.write(result.err)
    finally:  # also if the reader of the output has closed it
        if daily is not None:
            daily.start()


def _reach_window_or_book(
    request: Request, place: _Place, argv: list[str], text: str, err: TextIO
) -> "Book | CommandResult":
    """Raises BookNotUsable for any failure."""
    on_progress = MigrationNotice(err).on_progress
    try:
        with translate_faults(place.folder):
            return reach(place.folder, argv, place.cwd, text, place.clock, request, on_progress)
    except BookNotUsable:
        raise
    except Exception as fault:
        raise error_of_unexpected(fault, request) from fault


def _run_without_book(request: Request, place: _Place, out: TextIO, err: TextIO) -> int:
    if request.command is None:
        return refuse(err, UsageError("There is no command."))
    try:
        module = _command_module(request.command)
        return module.run_without_book(request, place.folder, place.cwd, place.clock, out)
    except GoodturnError as refused:
        return refuse(err, refused)
    except Exception as fault:
        return refuse(err, error_of_unexpected(fault, request))


def _run_and_close(
    book: "Book", request: Request, cwd: Path, text: str, daily: DailyBackup | None
) -> CommandResult:
    """Collect the output and print it after the book is closed: a slow reader of the output must not block
    other commands.
    """
    out, err = StringIO(), StringIO()
    committed: list[Changes] = []
    book.listen(committed.append)
    try:
        status = run_on_book(request, book, cwd, lambda: text, out, err, is_last=True)
        if committed:
            _update_calendar_file(book)
            complaint = describe_failed_backup(book)
            if daily is not None:
                daily.copy(book)
                complaint = daily.refusal or complaint
            if complaint:
                err.write(terminal_line(complaint) + "\n")
    finally:
        book.close()
    return CommandResult(status, out.getvalue(), err.getvalue())


def _update_calendar_file(book: "Book") -> None:
    """Update the calendar file. The command is done: a failure here must not look like one of the command."""
    from crm.exporting import due_file  # not needed by commands that only read

    try:
        due_file.update(book.read, book.folder, book.clock.today(), book.clock.now())
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
            return _command_module(request.command).run(call)
        except GoodturnError as fault:
            error = after_saving(fault) if saved and isinstance(fault, BookNotUsable) else fault
            status = refuse(err, error, request)
            return write_choices(call, fault) if isinstance(fault, _ERRORS_WITH_CHOICES) else status
        except Exception as fault:
            error = error_of_unexpected(fault, request, book)
            return refuse(err, after_saving(error) if saved else error)


def _standard_input(request: Request, stdin: TextIO) -> str:
    """Read here, as the window that may run the command has another standard input. NUL is removed: it cuts a
    text short in SQL.
    """
    return stdin.read().replace("\0", "") if request.reads_standard_input else ""


def _confirm_overwriting(request: Request, cwd: Path, stdin: TextIO, err: TextIO) -> bool:
    """Ask a user at a terminal before an export or a PDF overwrites a file; scripts are never asked."""
    if request.writes_file is None:
        return True
    target = cwd / Path(request.writes_file).expanduser()
    if not stdin.isatty() or not os.path.lexists(target):
        return True
    err.write(f"{terminal_line(target.name)} is there already. Write over it? [y/N] ")
    err.flush()
    return stdin.readline().strip().lower() in ("y", "yes")


def run_handed_over(book: "Book", argv: list[str], cwd: str, stdin: str) -> CommandResult:
    """Run a command that was handed over, in the window's process."""
    out, err = StringIO(), StringIO()
    try:
        request = parse(argv)
    except UsageError as fault:
        return CommandResult(refuse(err, fault), "", err.getvalue())
    status = run_on_book(request, book, Path(cwd), lambda: stdin, out, err)
    return CommandResult(status, out.getvalue(), err.getvalue())
