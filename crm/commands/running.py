"""Runs one command: handed to the open window, or on the book itself; gives the exit status."""

import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from crm.clock import Clock
from crm.commands.arguments import BadUsage, Request, parse
from crm.commands.folders import WINDOW, book_folder
from crm.commands.plain import plain
from crm.errors import BookInUse, BookNotUsable, ChoiceNeeded, GoodturnError, InTheWay, NothingFound

if TYPE_CHECKING:
    from crm.book import Book

WAIT = 10.0  # seconds for the one writer before us
_LONGEST = 60.0  # seconds for all of them
_TURN = 0.25  # seconds to wait for the lock before looking for a window again


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
    given = _standard_input(request, stdin)
    clock = clock or Clock(request.on)
    try:
        answer = _reach(folder, list(argv), cwd, given, clock, request)
    except GoodturnError as fault:
        return _refuse(err, fault)
    if isinstance(answer, tuple):
        status, told, complaints = answer
        out.write(told)
        err.write(complaints)
        return status
    try:
        return carry_out(request, answer, cwd, lambda: given, out, err)
    finally:
        answer.close()


def carry_out(
    request: Request, book: "Book", cwd: Path, stdin: Callable[[], str], out: TextIO, err: TextIO
) -> int:
    """The command on an open book: every error a sentence, never a traceback."""
    from crm.commands.call import Call  # brings the book along: --help and --version do without

    if request.command is None:
        return _refuse(err, BadUsage("There is no command."))
    call = Call(request, book, cwd, stdin, out, err)
    try:
        status = import_module(request.command.module).run(call)
    except ChoiceNeeded as fault:
        _refuse(err, fault)
        candidates = [{"id": one, "name": name} for one, name in fault.candidates]
        return call.answer({"candidates": candidates}, (f"{c['id']:>6}  {c['name']}" for c in candidates), 1)
    except InTheWay as fault:
        _refuse(err, fault)
        return call.answer(
            {"in_the_way": fault.steps}, [f"Later steps: {', '.join(map(str, fault.steps))}"], 1
        )
    except NothingFound as fault:
        _refuse(err, fault)
        return call.answer({"candidates": []}, [], 1)
    except GoodturnError as fault:
        return _refuse(err, fault, request)
    except Exception as fault:  # ours to mend; the user gets a sentence all the same
        return _refuse(
            err,
            BookNotUsable(f"Goodturn failed here ({type(fault).__name__}). The history shows what was done."),
        )
    return int(status)


def _refuse(err: TextIO, fault: GoodturnError, request: Request | None = None) -> int:
    err.write(plain(str(fault)) + "\n")
    if isinstance(fault, BadUsage):
        err.write(fault.usage + "\n")
    elif fault.exit_status == 2 and request is not None and request.command is not None:
        err.write(f"usage: {request.command.usage}\n")
    return fault.exit_status


def _reach(
    folder: Path, argv: list[str], cwd: Path, stdin: str, clock: Clock, request: Request
) -> "Book | tuple[int, str, str]":
    """The open window's answer, or the book itself, whichever can be had first. Raises BookNotUsable."""
    patience = None
    while True:
        if (folder / WINDOW).exists():
            from crm.commands.handover import hand_over  # sockets: only where a window has left its address

            answer = hand_over(folder, argv, cwd, stdin)
            if answer is not None:
                return answer
        if patience is None:
            _load(request)
            patience = _Patience(folder)
        try:
            return _open(folder, clock, request.demo, _TURN)
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


def _load(request: Request) -> None:
    """What the command needs, before it takes the lock: twenty at once must not wait for each other's imports."""
    if request.command is not None:
        import_module(request.command.module)
    if "sqlalchemy.orm" in sys.modules:
        import_module("crm.unit_of_work")
        sys.modules["sqlalchemy.orm"].configure_mappers()


def _open(folder: Path, clock: Clock, demo: bool, wait: float) -> "Book":
    if demo:
        from crm.sample.book import open_sample  # only the sample book needs its story

        return open_sample(folder, clock, wait)
    from crm.book import Book  # --help and --version do without

    return Book.open(folder, clock, wait)


def _standard_input(request: Request, stdin: TextIO) -> str:
    """Read here, because the window that may do the work has another standard input."""
    reads = request.command is not None and request.command.name in ("log", "done")
    return stdin.read() if reads and "-" in request.words else ""


def _agreed(request: Request, cwd: Path, stdin: TextIO, err: TextIO) -> bool:
    """Before an export overwrites a file, a user at a terminal is asked; a script never is."""
    if request.command is None or request.command.name != "export" or request.words[0] == "-":
        return True
    target = cwd / Path(request.words[0]).expanduser()
    if not target.exists() or not stdin.isatty():
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
