"""What a command says where it could not be carried out, or not to its end: one sentence, and the exit status."""

import logging
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from crm.commands.arguments import BadUsage, Request
from crm.commands.terminal_text import plain
from crm.errors import BookDamaged, BookNotUsable, ChoiceNeeded, GoodturnError, InTheWay, SavedBut
from crm.fault_log.fault_description import CodeText, describe
from crm.storage.fault_sentences import book_error_of

if TYPE_CHECKING:
    from crm.book import Book
    from crm.changes import Changes
    from crm.commands.command_call import Call

log = logging.getLogger(__name__)
_CHECK = "`check` says more;"
_NOT_MENDED = (
    "The file of the book is damaged where `check` can mend nothing; nothing was changed. Restore a backup (`backups` "
    "lists them), or rescue what can be read."
)


def refuse(err: TextIO, fault: GoodturnError, request: Request | None = None) -> int:
    """Writes the error's sentence, with the usage where the words made no request; gives the exit status."""
    err.write(plain(sentence(fault, request)) + "\n")
    if isinstance(fault, BadUsage):
        err.write(fault.usage + "\n")
    elif fault.exit_status == 2 and request is not None and request.command is not None:
        err.write(f"usage: {request.command.usage}\n")
    return fault.exit_status


def sentence(fault: GoodturnError, request: Request | None) -> str:
    """The error's own, but that the command `check` does not send the user to `check`."""
    if request is None or request.command is None or request.command.name != "check":
        return str(fault)
    if request.mends and type(fault) is BookDamaged:
        return _NOT_MENDED
    return str(fault).replace(f"{_CHECK} restore", "Restore")


def offer(call: "Call", fault: GoodturnError) -> int:
    """Status 1, with what there is to choose from."""
    if isinstance(fault, InTheWay):
        return _offer_together(call, fault)
    fitting = fault.candidates if isinstance(fault, ChoiceNeeded) else []
    candidates = [{"id": one, "name": name} for one, name in fitting]
    return call.answer({"candidates": candidates}, (f"{one:>6}  {name}" for one, name in fitting), 1)


def _offer_together(call: "Call", fault: InTheWay) -> int:
    from crm.commands.history import as_json, step_line  # with the error alone

    document = {
        "in_the_way": [step.id for step in fault.steps],
        "steps": [as_json(step) for step in fault.steps],
    }
    name = call.request.command.name if call.request.command is not None else "undo"
    words = " ".join([name, *call.words, "--together"])
    lines = [*map(step_line, fault.steps), f"All of it in one go: goodturn {words}"]
    return call.answer(document, lines, 1)


def our_fault(fault: Exception, request: Request, book: "Book | None" = None) -> BookNotUsable:
    """The disk's fault, the book's damage, or else a bug, which is logged; the user gets a sentence all the same."""
    if book is not None and (said := book_error_of(fault, book.folder) or _damage(book)) is not None:
        return said
    name = request.command.name if request.command is not None else ""
    log.error("The command %s failed: %s", CodeText(name), describe(fault))
    return BookNotUsable(f"Goodturn failed here ({type(fault).__name__}). The history shows what was done.")


def _damage(book: "Book") -> BookDamaged | None:
    """A damaged row makes a command fail in ways that look like a bug: the digests tell one from the other."""
    from crm.examination import summary  # only where something is wrong
    from crm.storage.checks.looking_through import examine_without_writing  # as above

    try:
        found = examine_without_writing(book.read.connection)
    except GoodturnError:
        return None
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return BookDamaged(_damaged("the file itself"))
    return BookDamaged(_damaged(summary(found)), found) if found else None


def _damaged(what: str) -> str:
    return (
        f"The book is damaged ({what}), so this could not be read; nothing was changed. `check` says more; "
        "restore a backup, or rescue what can be read."
    )


def after_saving(fault: GoodturnError) -> SavedBut:
    """What came after the commit failed: said in a way that the command is not given a second time."""
    why = str(fault).replace("; nothing was changed", "").rstrip(".")
    return SavedBut(f"It was saved, but what came of it cannot be shown: {why}.")


@contextmanager
def saved_here(book: "Book") -> Iterator[list["Changes"]]:
    """The commits that the calling thread makes meanwhile."""
    mine, commits = threading.get_ident(), list["Changes"]()

    def note(changes: "Changes") -> None:
        if threading.get_ident() == mine:
            commits.append(changes)

    stop = book.listen(note)
    try:
        yield commits
    finally:
        stop()
