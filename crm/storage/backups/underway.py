"""A backup under way: copied by the process that holds the book, then examined by a child process that goes on alone."""

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
from crm.storage.backups.copying import CopyGivenUp, copy
from crm.storage.backups.folder import base_name, place_of_backups, prepare, room_of
from crm.storage.backups.request import Outcome, Request, longest
from crm.storage.fault_sentences import translate_faults

_LOOK_EVERY = 0.2  # seconds between two looks whether the waiting is to be given up
_GRACE = 30.0  # seconds more than the child takes to give up by itself


def _never() -> bool:
    return False


class Underway:
    """A copy that is made and waits for its examination, which `start` begins. Without it the copy counts for nothing."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Hands the copy to a child process, which needs this one no longer. Raises FileNotWritten."""
        try:
            self._process = process = _spawn()
            # From here on the child answers for the part: its number stands in the name, so that it is not swept.
            part = parts.part_of(self._request.target or self._named, process.pid)
            self._request.part.replace(part)
            self._request = self._request._replace(part=part)
            stdin, process.stdin = process.stdin, None  # closed here: `communicate` must not do it once more
            assert stdin is not None
            with stdin:
                stdin.write(self._request.as_json())
        except OSError as fault:
            self._drop()
            raise self._failure(f"The backup could not be examined ({fault.strerror})") from fault

    def leave(self) -> None:
        """`start`, and wait for nothing. A failure stands in the ledger."""
        with suppress(GoodturnError):
            self.start()
            self._let_go()

    def wait(self, given_up: Callable[[], bool] = _never) -> Backup:
        """What came of it. Raises BookDamaged (the copy is kept apart), FileNotWritten, and CopyGivenUp once `given_up`."""
        if self._process is None:
            self.start()
        outcome = self._outcome(given_up)
        if outcome.examined.findings:
            raise BookDamaged(outcome.sentence, outcome.examined.findings)
        return self._backup(outcome)

    def _let_go(self) -> None:
        """The child goes on, and the ledger will say what came of it. No zombie stays while this process lives on."""
        assert self._process is not None
        threading.Thread(target=self._process.communicate, name="backup", daemon=True).start()

    def wait_for_either(self, given_up: Callable[[], bool] = _never) -> Backup:
        """The same, but a damaged copy that is kept apart is as good as any other: it is the present before a restore, or
        before a damaged book is brought up to date to be mended."""
        if self._process is None:
            self.start()
        return self._backup(self._outcome(given_up))

    def _backup(self, outcome: Outcome) -> Backup:
        if outcome.file is None:
            raise FileNotWritten(outcome.sentence)
        found = outcome.examined
        return Backup(
            outcome.file, self._request.at.replace(tzinfo=None), found.people, found.meetings, found.promises
        )

    def _outcome(self, given_up: Callable[[], bool]) -> Outcome:
        process, waited = self._process, 0.0
        assert process is not None
        limit = self._limit()
        while True:
            try:
                told, _ = process.communicate(timeout=_LOOK_EVERY)
                break
            except subprocess.TimeoutExpired:
                waited += _LOOK_EVERY
                if given_up():
                    self._let_go()
                    raise CopyGivenUp from None
                if waited > limit:
                    process.kill()
        try:
            return Outcome.from_json(told)
        except (ValueError, TypeError) as fault:
            self._drop()
            raise self._failure("The backup could not be examined (the examination ended early)") from fault

    def _limit(self) -> float:
        try:
            return longest(self._request.part) + _GRACE
        except OSError:  # the child is quick, and has given it its name
            return _GRACE

    @property
    def _named(self) -> Path:
        return room_of(self._request.folder) / f"{self._request.base}.db"

    def _drop(self) -> None:
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
    why: str = "",
    target: Path | None = None,
    given_up: Callable[[], bool] = _never,
) -> Underway:
    """Copies the book that `source` reads, and returns when that is done. Raises BookNotUsable, CopyGivenUp.

    What was broken off earlier is swept away before. A backup of ours that fails is noted in the ledger. For one that goes
    elsewhere nothing is done in the book's own folder, which may be full or read-only: that is when it is needed most.
    """
    at, base = now.replace(tzinfo=None), base_name(now, why)
    try:
        with translate_faults(target.parent if target is not None else place_of_backups(folder)):
            if target is None:
                prepare(folder)
                concluding.sweep(folder, at)
            noted, part = _copied(source, target or room_of(folder) / f"{base}.db", given_up)
    except CopyGivenUp:
        raise
    except BookNotUsable as refused:
        if target is None:
            concluding.note_failure(folder, at, _told_later(refused))
        raise
    return Underway(Request(folder.absolute(), part, target, base, at, noted, why == "before-restore"))


def _told_later(refused: BookNotUsable) -> str:
    """The ledger's sentence: it is read after a step that was saved, where "nothing was changed" would be untrue."""
    return str(refused).replace("nothing was changed", "no backup was made, and earlier ones stay")


def _copied(
    source: sqlite3.Connection, target: Path, given_up: Callable[[], bool]
) -> tuple[Examined | None, Path]:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = parts.part_of(target, os.getpid())
    parts.remove(part)
    try:
        return copy(source, part, given_up), part.absolute()
    except BaseException:
        parts.remove(part)
        raise


class Detached(TypedDict, total=False):
    """Options of subprocess.Popen for a child that goes on when this process ends."""

    start_new_session: bool
    creationflags: int


def detached() -> Detached:
    """In a session of its own: neither the end of this process nor Ctrl+C in its terminal reaches the child."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.DETACHED_PROCESS | subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"start_new_session": True}


def _spawn() -> "subprocess.Popen[str]":
    return subprocess.Popen(
        children.child_command("verify"),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8", **detached(),
    )  # fmt: skip
