"""Drafts: text typed but not saved in the book, kept in files beside it. Survives Esc, closing, a crash and a
kill.

A place is a stable string that names the field ("note of UID"). File names are hashes of it and reveal
nothing.
"""

import hashlib
import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from crm.clock import Clock

LOG = "what happened, in the sheet of Ctrl+L"
LOG_FILE = "not-logged.txt"
FOLDER = "drafts"
_WAIT_MS = 300  # from the first unsaved key, not the last: steady typing must not delay it
_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class Drafts(QObject):
    """The drafts of one open book. A failed write shows no message: the text is still in its field."""

    def __init__(self, folder: Path, parent: QObject | None = None, clock: Clock | None = None):
        super().__init__(parent)
        self._folder, self._clock = folder, clock or Clock()
        self._typed_at: dict[str, datetime] = {}
        self._texts: dict[str, str] = {}
        self._unsaved: dict[str, str] = {}
        self._write_lock = threading.Lock()
        self._worker: ThreadPoolExecutor | None = None
        self._timer = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._timer.timeout.connect(self._write_soon)

    def text(self, place: str) -> str:
        """The draft for this place; "" if there is none."""
        if place not in self._texts:
            self._texts[place] = _read(self._file(place))
        return self._texts[place]

    def left_at(self, place: str) -> datetime | None:
        """When the draft was last typed in, in local time; None if there is none."""
        if not self.text(place):
            return None
        if place in self._typed_at:
            return self._typed_at[place]
        with suppress(OSError):
            return datetime.fromtimestamp(self._file(place).stat().st_mtime).astimezone()
        return None

    def keep(self, place: str, text: str) -> None:
        """Saves the draft in the background, within a second. Blank text removes the draft at once."""
        text = text if text.strip() else ""
        if self.text(place) == text:
            return
        self._texts[place] = self._unsaved[place] = text
        self._typed_at[place] = self._clock.now()
        if not text:
            self._write_soon()
        elif not self._timer.isActive():
            self._timer.start()

    def write_now(self) -> None:
        """Writes all pending drafts before it returns, without fsync. Called before the book takes the text,
        and at the end."""
        self._timer.stop()
        self._write(_no_fsync)

    def _write_soon(self) -> None:
        self._timer.stop()
        if self._worker is None:
            self._worker = ThreadPoolExecutor(1, "drafts")
            self._worker.submit(self._remove_temporary_files)
        self._worker.submit(self._write, os.fsync)

    def _write(self, put_on_disk: Callable[[int], None]) -> None:
        """Runs in the worker or the window's thread, under a lock, so that an older text never replaces a
        newer one."""
        failed: dict[str, str] = {}
        with self._write_lock:
            while self._unsaved:
                place, text = self._unsaved.popitem()
                try:
                    _save(self._file(place), text, put_on_disk)
                except OSError:  # disk full or folder read-only: retried with the next key, and at the end
                    failed[place] = text
            for place, text in failed.items():  # under the lock: a last attempt at the end must find them
                self._unsaved.setdefault(place, text)

    def _remove_temporary_files(self) -> None:
        """Removes temporary files left by a killed process."""
        with self._write_lock, suppress(OSError):
            for temporary in (
                _temporary_file(self._folder / LOG_FILE),
                *(self._folder / FOLDER).glob(".*.part"),
            ):
                temporary.unlink(missing_ok=True)

    def _file(self, place: str) -> Path:
        if place == LOG:
            return self._folder / LOG_FILE
        name = hashlib.blake2b(place.encode("utf-8", "replace"), digest_size=16).hexdigest()
        return self._folder / FOLDER / f"{name}.txt"


def _read(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _save(file: Path, text: str, put_on_disk: Callable[[int], None]) -> None:
    """Writes a temporary file and renames it, mode 0600. Empty text removes the file, and the folder with the
    last one. Raises OSError."""
    is_apart = file.parent.name == FOLDER
    if not text:
        file.unlink(missing_ok=True)
        if is_apart:
            with suppress(OSError):  # the folder holds other drafts
                file.parent.rmdir()
        return
    if is_apart:
        file.parent.mkdir(mode=0o700, exist_ok=True)
    temporary = _temporary_file(file)
    try:
        made = os.open(temporary, os.O_CREAT | os.O_WRONLY | os.O_TRUNC | _NO_LINK, 0o600)
        with os.fdopen(made, "wb") as opened:
            opened.write(text.encode("utf-8", "replace"))
            opened.flush()
            put_on_disk(opened.fileno())
        temporary.replace(file)
    except OSError:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def _temporary_file(file: Path) -> Path:
    return file.with_name(f".{file.name}.part")


def _no_fsync(_descriptor: int) -> None:
    """Replaces fsync: written data survives the end of the process; only a loss of power would need more."""
