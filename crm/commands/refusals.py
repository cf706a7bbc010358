"""Errors of a command as one sentence, with the exit status."""

import logging
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from crm.commands.arguments import Request, UsageError
from crm.commands.terminal_text import terminal_line
from crm.errors import BookDamaged, BookNotUsable, ChoiceNeeded, DependentStepsError, GoodturnError, SavedBut
from crm.fault_log.fault_description import CodeText, describe
from crm.storage.fault_sentences import book_error_of

if TYPE_CHECKING:
    from crm.book import Book
    from crm.changes import Changes
    from crm.commands.command_call import Call

log = logging.getLogger(__name__)
_CHECK = "`check` says more;"
_NOT_REPAIRABLE = (
    "The file of the book is damaged where `check` can mend nothing; nothing was changed. Restore a backup (`backups` "
    "lists them), or rescue what can be read."
)


def refuse(err: TextIO, fault: GoodturnError, request: Request | None = None) -> int:
    """Write the error's sentence, and the usage after a usage error; returns the exit status."""
    err.write(terminal_line(error_sentence(fault, request)) + "\n")
    if isinstance(fault, UsageError):
        err.write(fault.usage + "\n")
    elif fault.exit_status == 2 and request is not None and request.command is not None:
        err.write(f"usage: {request.command.usage}\n")
    return fault.exit_status


def error_sentence(fault: GoodturnError, request: Request | None) -> str:
    """The error's text, except that the command `check` does not refer the user to `check`."""
    if request is None or request.command is None or request.command.name != "check":
        return str(fault)
    if request.repairs and type(fault) is BookDamaged:
        return _NOT_REPAIRABLE
    return str(fault).replace(f"{_CHECK} restore", "Restore")


def write_choices(call: "Call", fault: GoodturnError) -> int:
    """Write the choices the error offers; returns status 1."""
    if isinstance(fault, DependentStepsError):
        return _write_dependent_steps(call, fault)
    fitting = fault.candidates if isinstance(fault, ChoiceNeeded) else []
    candidates = [{"id": one, "name": name} for one, name in fitting]
    return call.answer({"candidates": candidates}, (f"{one:>6}  {name}" for one, name in fitting), 1)


def _write_dependent_steps(call: "Call", fault: DependentStepsError) -> int:
    from crm.commands.history import as_json, step_line  # only with this error

    document = {
        "in_the_way": [step.id for step in fault.steps],
        "steps": [as_json(step) for step in fault.steps],
    }
    name = call.request.command.name if call.request.command is not None else "undo"
    words = " ".join([name, *call.words, "--together"])
    lines = [*map(step_line, fault.steps), f"All of it in one go: goodturn {words}"]
    return call.answer(document, lines, 1)


def error_of_unexpected(fault: Exception, request: Request, book: "Book | None" = None) -> BookNotUsable:
    """The sentence for an unexpected exception: a disk error, damage of the book, or a bug, which is logged."""
    if book is not None and (error := book_error_of(fault, book.folder) or _damage(book)) is not None:
        return error
    name = request.command.name if request.command is not None else ""
    log.error("The command %s failed: %s", CodeText(name), describe(fault))
    return BookNotUsable(f"Goodturn failed here ({type(fault).__name__}). The history shows what was done.")


def _damage(book: "Book") -> BookDamaged | None:
    """Damage found by the digests: a damaged row makes a command fail like a bug."""
    from crm.examination import summary  # only after an unexpected exception
    from crm.storage.checks.read_only_check import examine_without_writing  # as above

    try:
        found = examine_without_writing(book.read.connection)
    except GoodturnError:
        return None
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return BookDamaged(_damage_sentence("the file itself"))
    return BookDamaged(_damage_sentence(summary(found)), found) if found else None


def _damage_sentence(what: str) -> str:
    return (
        f"The book is damaged ({what}), so this could not be read; nothing was changed. `check` says more; "
        "restore a backup, or rescue what can be read."
    )


def after_saving(fault: GoodturnError) -> SavedBut:
    """The error for a failure after the commit, worded so that the command is not repeated."""
    reason = str(fault).replace("; nothing was changed", "").rstrip(".")
    return SavedBut(f"It was saved, but what came of it cannot be shown: {reason}.")


@contextmanager
def commits_of_this_thread(book: "Book") -> Iterator[list["Changes"]]:
    """Collects the commits of the calling thread."""
    mine, commits = threading.get_ident(), list["Changes"]()

    def note(changes: "Changes") -> None:
        if threading.get_ident() == mine:
            commits.append(changes)

    stop = book.listen(note)
    try:
        yield commits
    finally:
        stop()
