"""A backup in progress: copied by the process that has the book open, then verified by an independent child
process.
"""

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TypedDict

from crm import children
from crm.errors import BookDamaged, BookNotUsable, FileNotWritten, GoodturnError
from crm.examination import Examined
from crm.storage.backups import concluding, parts
from crm.storage.backups.backup import Backup
from crm.storage.backups.copying import CopyCancelled, copy
from crm.storage.backups.folder import backups_folder, base_name, folder_to_report, prepare
from crm.storage.backups.request import Outcome, Request, longest_seconds
from crm.storage.fault_sentences import translate_faults

_POLL_SECONDS = 0.2  # seconds between two checks for cancellation
_GRACE = 30.0  # seconds beyond the child's own time limit


def _never() -> bool:
    return False


class PendingBackup:
    """A finished copy that `start` hands to the verifying child process. It counts as a backup only when
    verified.
    """

    def __init__(self, request: Request) -> None:
        self._request = request
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Hand the copy to a child process, which then runs independently of this one. Raises FileNotWritten."""
        try:
            self._process = process = _spawn()
            # The child's pid in the name protects the part file from being swept.
            part = parts.part_of(self._request.target or self._target_file, process.pid)
            self._request.part.replace(part)
            self._request = self._request._replace(part=part)
            stdin, process.stdin = process.stdin, None  # closed here: `communicate` must not close it again
            assert stdin is not None
            with stdin:
                stdin.write(self._request.as_json())
        except OSError as fault:
            self._kill_and_remove()
            raise self._failure(f"The backup could not be examined ({fault.strerror})") from fault

    def leave(self) -> None:
        """Start the child process without waiting. A failure is recorded in the ledger."""
        with suppress(GoodturnError):
            self.start()
            self._detach()

    def wait(self, is_cancelled: Callable[[], bool] = _never) -> Backup:
        """Wait for the result. Raises BookDamaged (the copy is set aside), FileNotWritten, and CopyCancelled
        if `is_cancelled`.
        """
        if self._process is None:
            self.start()
        outcome = self._outcome(is_cancelled)
        if outcome.examined.findings:
            raise BookDamaged(outcome.sentence, outcome.examined.findings)
        return self._backup(outcome)

    def _detach(self) -> None:
        """Stop waiting for the child, which writes its result to the ledger. The thread reaps the process."""
        assert self._process is not None
        threading.Thread(target=self._process.communicate, name="backup", daemon=True).start()

    def wait_for_either(self, is_cancelled: Callable[[], bool] = _never) -> Backup:
        """As `wait`, but a damaged copy is accepted: the current book before a restore, or before a migration
        for repair.
        """
        if self._process is None:
            self.start()
        return self._backup(self._outcome(is_cancelled))

    def _backup(self, outcome: Outcome) -> Backup:
        if outcome.file is None:
            raise FileNotWritten(outcome.sentence)
        found = outcome.examined
        return Backup(
            outcome.file, self._request.at.replace(tzinfo=None), found.people, found.meetings, found.promises
        )

    def _outcome(self, is_cancelled: Callable[[], bool]) -> Outcome:
        process, waited = self._process, 0.0
        assert process is not None
        limit = self._limit()
        while True:
            try:
                answer, _ = process.communicate(timeout=_POLL_SECONDS)
                break
            except subprocess.TimeoutExpired:
                waited += _POLL_SECONDS
                if is_cancelled():
                    self._detach()
                    raise CopyCancelled from None
                if waited > limit:
                    process.kill()
        try:
            return Outcome.from_json(answer)
        except (ValueError, TypeError) as fault:
            self._kill_and_remove()
            raise self._failure("The backup could not be examined (the examination ended early)") from fault

    def _limit(self) -> float:
        try:
            return longest_seconds(self._request.part) + _GRACE
        except OSError:  # the child has already renamed the part file
            return _GRACE

    @property
    def _target_file(self) -> Path:
        return backups_folder(self._request.folder) / f"{self._request.base}.db"

    def _kill_and_remove(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
        parts.remove(self._request.part)

    def _failure(self, what: str) -> FileNotWritten:
        sentence = f"{what}; the book is as it was, and earlier backups stay. Try again."
        if self._request.target is None:
            concluding.note_failure(self._request.folder, self._request.at, sentence)
        return FileNotWritten(sentence)


def begin(
    source: sqlite3.Connection,
    folder: Path,
    now: datetime,
    reason: str = "",
    target: Path | None = None,
    is_cancelled: Callable[[], bool] = _never,
) -> PendingBackup:
    """Copy the book that `source` reads; returns when that is done. Raises BookNotUsable, CopyCancelled.
    Interrupted copies are swept first. A failure in the book's folder of backups is recorded in the ledger.
    For another `target`, the book's folder is not used: it may be full or read-only, which is when such a
    copy is needed most.
    """
    at, base = now.replace(tzinfo=None), base_name(now, reason)
    try:
        with translate_faults(target.parent if target is not None else folder_to_report(folder)):
            if target is None:
                prepare(folder)
                concluding.sweep(folder, at)
            noted, part = _copy_to_part(source, target or backups_folder(folder) / f"{base}.db", is_cancelled)
    except CopyCancelled:
        raise
    except BookNotUsable as refused:
        if target is None:
            concluding.note_failure(folder, at, _sentence_for_ledger(refused))
        raise
    return PendingBackup(
        Request(folder.absolute(), part, target, base, at, noted, reason == "before-restore")
    )


def _sentence_for_ledger(refused: BookNotUsable) -> str:
    """For the ledger, read after a saved step: there "nothing was changed" would be wrong."""
    return str(refused).replace("nothing was changed", "no backup was made, and earlier ones stay")


def _copy_to_part(
    source: sqlite3.Connection, target: Path, is_cancelled: Callable[[], bool]
) -> tuple[Examined | None, Path]:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = parts.part_of(target, os.getpid())
    parts.remove(part)
    try:
        return copy(source, part, is_cancelled), part.absolute()
    except BaseException:
        parts.remove(part)
        raise


class DetachedOptions(TypedDict, total=False):
    """Options of subprocess.Popen for a child that survives this process."""

    start_new_session: bool
    creationflags: int


def detached_options() -> DetachedOptions:
    """Run the child in its own session: neither the end of this process nor Ctrl+C in its terminal reaches
    it.
    """
    if sys.platform == "win32":
        return {"creationflags": subprocess.DETACHED_PROCESS | subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"start_new_session": True}


def _spawn() -> "subprocess.Popen[str]":
    return subprocess.Popen(
        children.child_command("verify"),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8", **detached_options(),
    )  # fmt: skip
