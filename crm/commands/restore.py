"""`restore FILE`: restores a backup after copying the current book; newer steps of a damaged book can be
added again.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from crm.clock import Clock
from crm.commands.arguments import Request
from crm.commands.command_call import Call, write_answer
from crm.errors import GoodturnError, SavedBut
from crm.storage.backups.folder import BACKUPS_FOLDER, DAMAGED_NAME
from crm.storage.restore.replacing_lost_book import replace_book
from crm.storage.restore.restoring import Restored

if TYPE_CHECKING:
    from crm.book import Book
    from crm.storage.rescue.newer import NewerStep
    from crm.trouble.newer_rows import AddedAgain

_SWITCH = "add-newer"


@dataclass(frozen=True, slots=True)
class _NewerSteps:
    """The steps of a damaged copy that the restored book lacks, and the result of adding them again."""

    copy: Path
    steps: "list[NewerStep]"
    added: "AddedAgain | None" = None


def run(call: Call) -> int:
    restored = call.book.restore(call.path(call.words[0]))
    later = _find_newer_steps(call.request, restored, call.book.folder)
    if later is not None and _SWITCH in call.request.switches:
        later = _add_newer_steps(later, call.book)
    return call.answer(_document(restored, later), _lines(restored, later), _status(later))


def run_without_book(request: Request, folder: Path, cwd: Path, clock: Clock, out: TextIO) -> int:
    """For a book that cannot be opened, which is when a backup is needed most. Raises as `replace_book`."""
    restored = replace_book(folder, cwd / Path(request.words[0]).expanduser(), clock)
    later = _find_newer_steps(request, restored, folder)
    if later is not None and _SWITCH in request.switches:
        from crm.book import Book  # only for adding newer steps

        book = Book.open(folder, clock)
        try:
            later = _add_newer_steps(later, book)
        finally:
            book.close()
    write_answer(request, out, _document(restored, later), _lines(restored, later))
    return _status(later)


def _find_newer_steps(request: Request, restored: Restored, folder: Path) -> _NewerSteps | None:
    """The steps of the replaced book beyond the backup, if it was damaged. With --add-newer those of any
    replaced book, or of the newest damaged copy kept before: the first restore may have been one without it.
    """
    for copy in _copies(request, restored, folder / BACKUPS_FOLDER / DAMAGED_NAME):
        from crm.storage.rescue.newer import newer_steps  # only after restoring over a damaged book

        with suppress(GoodturnError):  # nothing in it can be read: the restore itself is done
            if steps := newer_steps(copy, restored.restored, folder):
                return _NewerSteps(copy, steps)
    return None


def _copies(request: Request, restored: Restored, damaged_folder: Path) -> list[Path]:
    kept = restored.present_kept_as
    damaged = sorted(damaged_folder.glob("*.db"), key=lambda file: file.name.partition("-")[2], reverse=True)
    if _SWITCH not in request.switches:
        return [copy for copy in damaged if copy == kept]
    return [*([kept] if kept is not None else []), *(copy for copy in damaged if copy != kept)]


def _add_newer_steps(later: _NewerSteps, book: "Book") -> _NewerSteps:
    from crm.trouble.newer_rows import add_again  # only with --add-newer

    try:
        return _NewerSteps(later.copy, later.steps, add_again(book, later.copy))
    except GoodturnError as fault:
        raise SavedBut(f"The backup was restored, but what is newer was not added: {fault}") from fault


def _status(later: _NewerSteps | None) -> int:
    return 1 if later is not None and later.added is not None and later.added.left else 0


def _document(restored: Restored, later: _NewerSteps | None) -> Mapping[str, object]:
    kept = restored.present_kept_as
    document: dict[str, object] = {
        "restored": str(restored.restored),
        "present_kept_as": str(kept) if kept else None,
    }
    if later is not None:
        document["newer"] = [
            {
                "id": step.id,
                "label": step.label,
                "at": f"{step.at:%Y-%m-%dT%H:%M:%SZ}",
                "readable": step.readable,
            }
            for step in later.steps
        ]
        if later.added is not None:
            document["added"] = later.added.rows
            document["lost"] = list(later.added.left)
    return document


def _lines(restored: Restored, later: _NewerSteps | None) -> list[str]:
    kept = restored.present_kept_as
    lines = [f"Restored {restored.restored}", *([f"What was there is kept as {kept}"] if kept else [])]
    if later is None:
        return lines
    if later.added is None:
        return [*lines, _offer(restored, later)]
    rows = "1 entry" if later.added.rows == 1 else f"{later.added.rows:,} entries"
    lines.append(f"Added again what was newer: {rows}, as one step that undo takes back.")
    if later.added.left:
        lines += ["Not added:", *(f"  {one}" for one in later.added.left)]
    return lines


def _offer(restored: Restored, later: _NewerSteps) -> str:
    readable = sum(step.readable for step in later.steps)
    steps = "1 later step is" if len(later.steps) == 1 else f"{len(later.steps):,} later steps are"
    can = "can be read" if readable == len(later.steps) else f"of which {readable:,} can be read whole"
    return f"{steps} in {later.copy.name}, {can}; to add them again: goodturn restore {restored.restored} --{_SWITCH}"
