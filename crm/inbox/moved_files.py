"""Moves settled files into the folder "done" beside them, and back again when their answer was undone.

What was moved is noted in a file of the data folder before it is moved. So only files that Goodturn itself put into
"done" ever come back, and two computers that share the folder do not move each other's. The book cannot keep this, as
undo would remove it together with the answer.
"""

import json
import os
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from crm.errors import FileNotWritten
from crm.formats.atomic_file import write_whole
from crm.inbox.arrivals import DONE, Arrival
from crm.inbox.settled import is_settled
from crm.storage.reading import Reader
from crm.text.outside_text import readable

FILE_NAME = "inbox-moved.json"
_MOST_KEPT = 2_000  # the newest; a file moved before them stays in "done" when its answer is undone
_IN_FORCE = "SELECT 1 FROM step WHERE id = :step AND label = :label AND undone_by IS NULL"
_MOVING = threading.Lock()  # the window and a command that it serves may come at once


@dataclass(frozen=True, slots=True)
class MovedFile:
    """`lines` are settled by rows of the book, or all of it by the import `step`; its label tells it from another step
    with the same number, in a book that was restored.
    """

    folder: str
    name: str
    in_done: str
    file_id: str
    size: int
    written_ns: int
    lines: list[int]
    step: int | None = None
    label: str = ""

    def is_settled(self, read: Reader) -> bool:
        if self.step is not None and read.value(_IN_FORCE, step=self.step, label=self.label):
            return True
        return bool(self.lines) and is_settled(read, self.file_id, self.lines)


def put_into_done(
    book_folder: Path,
    folder: Path,
    arrival: Arrival,
    file_id: str,
    lines: Iterable[int],
    step: int | None = None,
    label: str = "",
) -> None:
    """`step` and its `label` if it was imported, instead of `lines`. Raises FileNotWritten if it cannot be moved; it stays where it is then."""
    with _MOVING:
        done = folder / DONE
        try:
            if done.is_symlink():
                raise FileNotWritten(
                    f"“{DONE}” in {readable(folder.name)} is a link, so nothing is moved there."
                )
            done.mkdir(exist_ok=True)
            now = os.lstat(arrival.path)
            if (now.st_size, now.st_mtime_ns) != (arrival.size, arrival.written_ns):
                return  # it was written anew meanwhile, and is looked at again
            with _free_name(done, arrival.path.name) as target:
                entry = MovedFile(
                    str(folder), arrival.path.name, target.name, file_id, arrival.size, arrival.written_ns,
                    [*lines], step, label,
                )  # fmt: skip
                _note(book_folder, entry)
                arrival.path.replace(target)
        except FileNotFoundError:
            return  # taken away meanwhile
        except OSError as error:
            raise FileNotWritten(_not_moved(arrival.name, error)) from None


def bring_back(read: Reader, book_folder: Path, folder: Path) -> None:
    """Moves files back whose answer is no longer in the book. Raises FileNotWritten if one cannot be moved."""
    with _MOVING:
        entries = _load(book_folder)
        gone = [one for one in entries if one.folder == str(folder) and not one.is_settled(read)]
        for one in gone:
            _move_back(folder, one)
        if gone:
            _save(book_folder, [one for one in entries if one not in gone])


def _move_back(folder: Path, entry: MovedFile) -> None:
    moved = folder / DONE / entry.in_done
    with suppress(FileNotFoundError):  # deleted by the user, or it was never moved
        try:
            found = os.lstat(moved)
            if (found.st_size, found.st_mtime_ns) == (entry.size, entry.written_ns):
                with _free_name(folder, entry.name) as target:
                    moved.replace(target)
        except FileNotFoundError:
            raise
        except OSError as error:
            raise FileNotWritten(_not_moved(readable(entry.name), error)) from None


@contextmanager
def _free_name(folder: Path, name: str) -> Iterator[Path]:
    """A name that nothing has; an empty file holds it until the real one takes its place. Raises OSError."""
    path = Path(name)
    number = 1
    while True:
        target = folder / (name if number == 1 else f"{path.stem} ({number}){path.suffix}")
        try:
            os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            break
        except FileExistsError:
            number += 1
    try:
        yield target
    except BaseException:
        with suppress(OSError):
            target.unlink()
        raise


def _not_moved(name: str, error: OSError) -> str:
    reason = error.strerror or "not writable"
    return f"{name} could not be moved ({reason}). What you said about it is kept, and it is tried again."


def _load(book_folder: Path) -> list[MovedFile]:
    """What is damaged is left out: a file then merely stays where it is."""
    try:
        stored = json.loads((book_folder / FILE_NAME).read_bytes())
        return [MovedFile(**one) for one in stored]
    except (OSError, ValueError, TypeError):
        return []


def _note(book_folder: Path, entry: MovedFile) -> None:
    same = entry.folder, entry.file_id
    _save(book_folder, [*(one for one in _load(book_folder) if (one.folder, one.file_id) != same), entry])


def _save(book_folder: Path, entries: list[MovedFile]) -> None:
    text = json.dumps([asdict(one) for one in entries[-_MOST_KEPT:]])
    write_whole(book_folder / FILE_NAME, [text.encode("ascii")])
