"""The child process "examine": checks untrusted files, or prepares a copy of one to become the book.
It answers one line per file. If a file exceeds the limits, it ends without an answer.
"""

import os
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread

from crm.children import read_stdin_arguments
from crm.errors import BookNotUsable, FileNotRead
from crm.storage.suspect import limits
from crm.storage.suspect.answers import LOOK, BackupCounts, as_line
from crm.storage.suspect.preparing import prepare_book
from crm.storage.suspect.quick_check import examine_file
from crm.storage.suspect.refusals import damaged, takes_too_much


def main(words: list[str]) -> int:
    """`words` is empty. Standard input has "look" and files; or "ready", a copy, the file name for messages,
    and the UID for a book without one or "".
    """
    words = read_stdin_arguments()
    _end_with_the_parent()
    if words[0] == LOOK:
        _examine_files([Path(word) for word in words[1:]])
    else:
        copy, name, uid = words[1:]
        limits.limit_process(limits.limits_for_preparing(Path(copy).stat().st_size))
        _write_answer(_answer(name, lambda: prepare_book(Path(copy), name, uid)))
    return 0


def _examine_files(files: list[Path]) -> None:
    sizes = [file.stat().st_size if file.is_file() else 0 for file in files]
    limits.limit_process(limits.limits_for_examining(max(sizes, default=0)))
    for file in files:
        _write_answer(_answer(file.name, lambda file=file: examine_file(file)))  # type: ignore[misc]


def _answer(name: str, examine: Callable[[], BackupCounts]) -> BackupCounts | FileNotRead:
    """Any failure is attributed to the file; only the limits of the process end it without an answer."""
    try:
        return examine()
    except FileNotRead as refusal:
        return refusal
    except BookNotUsable as refusal:
        return FileNotRead(f"{name} cannot be restored. {refusal}")
    except sqlite3.Error as fault:
        return _refusal_of(name, fault)
    except OSError as fault:
        reason = fault.strerror or type(fault).__name__
        return FileNotRead(f"{name} cannot be read ({reason}); nothing was changed.")
    except MemoryError:
        return takes_too_much(name)
    except Exception:  # wrong types or invalid text in the contents
        return damaged(name)


def _refusal_of(name: str, fault: sqlite3.Error) -> FileNotRead:
    kind = getattr(fault, "sqlite_errorname", None) or ""
    if kind == "SQLITE_INTERRUPT":
        return takes_too_much(name)
    if kind.startswith(("SQLITE_FULL", "SQLITE_IOERR")):
        return FileNotRead(
            f"{name} could not be examined, as the disk is full or failing; nothing was changed. Try again."
        )
    return damaged(name)


def _write_answer(answer: BackupCounts | FileNotRead) -> None:
    sys.stdout.buffer.write(as_line(answer))
    sys.stdout.buffer.flush()


def _end_with_the_parent() -> None:
    """The parent's end of standard input closes when it ends in any way; then this process is no longer
    needed.
    """

    def wait() -> None:
        os.read(0, 1)
        os._exit(1)

    Thread(target=wait, daemon=True).start()
