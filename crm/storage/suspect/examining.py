"""What the child process "examine" does: it looks at suspect files, or makes a copy of one ready to become the book.

It answers one line a file. Where a file takes more than its limits, it ends without an answer.
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
from crm.storage.suspect.answers import LOOK, Looked, as_line
from crm.storage.suspect.looking import look
from crm.storage.suspect.readying import make_ready
from crm.storage.suspect.refusals import damaged, takes_too_much


def main(words: list[str]) -> int:
    """`words` are none. By the pipe come "look" and files; or "ready", a copy, the name to call it by, and the uid of a book
    without one or ""."""
    words = read_stdin_arguments()
    _end_with_the_parent()
    if words[0] == LOOK:
        _look_at([Path(word) for word in words[1:]])
    else:
        copy, name, uid = words[1:]
        limits.limit_process(limits.for_making_ready(Path(copy).stat().st_size))
        _say(_answer(name, lambda: make_ready(Path(copy), name, uid)))
    return 0


def _look_at(files: list[Path]) -> None:
    sizes = [file.stat().st_size if file.is_file() else 0 for file in files]
    limits.limit_process(limits.for_looking(max(sizes, default=0)))
    for file in files:
        _say(_answer(file.name, lambda file=file: look(file)))  # type: ignore[misc]


def _answer(name: str, examine: Callable[[], Looked]) -> Looked | FileNotRead:
    """Whatever goes wrong is the file's fault, and said so; only the limits of the process end it without a word."""
    try:
        return examine()
    except FileNotRead as refusal:
        return refusal
    except BookNotUsable as refusal:
        return FileNotRead(f"{name} cannot be restored. {refusal}")
    except sqlite3.Error as fault:
        return _in_words(name, fault)
    except OSError as fault:
        why = fault.strerror or type(fault).__name__
        return FileNotRead(f"{name} cannot be read ({why}); nothing was changed.")
    except MemoryError:
        return takes_too_much(name)
    except Exception:  # wrong types in the contents, texts that are none
        return damaged(name)


def _in_words(name: str, fault: sqlite3.Error) -> FileNotRead:
    kind = getattr(fault, "sqlite_errorname", None) or ""
    if kind == "SQLITE_INTERRUPT":
        return takes_too_much(name)
    if kind.startswith(("SQLITE_FULL", "SQLITE_IOERR")):
        return FileNotRead(
            f"{name} could not be examined, as the disk is full or failing; nothing was changed. Try again."
        )
    return damaged(name)


def _say(answer: Looked | FileNotRead) -> None:
    sys.stdout.buffer.write(as_line(answer))
    sys.stdout.buffer.flush()


def _end_with_the_parent() -> None:
    """Its end of our standard input closes when it ends, however it ends; then nothing here is wanted any more."""

    def wait() -> None:
        os.read(0, 1)
        os._exit(1)

    Thread(target=wait, daemon=True).start()
