"""Watches the inbox folder and the meetings proposed from calendars: each minute, when the folder changes, and when
the window becomes active. The folder may be a slow network drive, so it is only touched in a thread.
"""

import logging
import threading
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from crm import settings
from crm.changes import Changes
from crm.errors import BookDamaged, FileNotRead, FileNotWritten, GoodturnError
from crm.fault_log.fault_description import describe
from crm.inbox.card_proposals import Circumstances, preview_unchanged
from crm.inbox.proposal import Inbox, InboxProposal
from crm.inbox.reader import InboxReader, Look
from crm.meetings import proposals
from crm.meetings.proposals import Proposal
from crm.people.short_names import PersonRef, person_refs
from ui import background, use_cases
from ui.collector_pause import thread_gc_paused
from ui.context import Context
from ui.faults import error_sentence

log = logging.getLogger(__name__)
_A_MINUTE_MS, _SOON_MS = 60_000, 2_500
_MOST_MEETINGS = 20  # shown here; all of them stand on the page of proposed meetings
_END_WITHIN_S = 5.0  # a network drive may never answer
_CHANGES_MEANING = ("person", "contact_point", "role", "meeting", "attendance", "card", "tag", "topic")


class CameIn(NamedTuple):
    """`meetings` are the latest of `meeting_count`; `people` are their attendees, by id."""

    inbox: Inbox = Inbox()
    meetings: tuple[Proposal, ...] = ()
    meeting_count: int = 0
    people: dict[int, PersonRef] = {}

    @property
    def waiting(self) -> int:
        return len(self.inbox.proposals) + self.inbox.more + self.meeting_count


class InboxWatch(QObject):
    """One look at a time. `changed` comes after each look."""

    changed = Signal()

    def __init__(self, context: Context, parent: QObject | None = None):
        super().__init__(parent)
        self._context = context
        self.found = CameIn()
        self._reader = InboxReader(context.book.folder)
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._is_looking = self._looks_again = self._forgets = False
        self._notice = ""
        self._previewed: list[InboxProposal] = []  # opened on the page of imports
        self._files = QFileSystemWatcher(self)
        self._files.directoryChanged.connect(self.look)
        self._minute = QTimer(self, interval=_A_MINUTE_MS)
        self._minute.timeout.connect(self.look)
        self._minute.start()
        context.ends.connect(self.end)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._on_state_changed)

    def look(self) -> None:
        if self._stop.is_set():
            return
        if self._is_looking:
            self._looks_again = True
            return
        self._is_looking, self._looks_again = True, False
        background.run_in_background(self._look, self._on_looked, self._on_failed)

    def on_changes(self, changes: Changes | None) -> None:
        """After a commit, in the window's thread."""
        if changes is None or not changes.touched or changes.touches(*_CHANGES_MEANING):
            self._forgets = True
        if changes is not None and changes.origin == "import":
            self._put_away_imported(changes)
        else:
            self.look()

    def note_previewed(self, one: InboxProposal) -> None:
        """The file is opened on the page of imports; imported there, it is settled."""
        self._previewed = [*(kept for kept in self._previewed if kept.path != one.path), one]

    def take_cards(self, one: InboxProposal) -> None:
        """Brings in a file of cards or a calendar as one step, in a thread."""
        background.run_in_background(lambda: self._take_cards(one), self._on_taken, self._on_not_taken)

    def end(self) -> None:
        """The book is closed next: stops reading."""
        self._stop.set()
        self._minute.stop()
        if self._lock.acquire(timeout=_END_WITHIN_S):
            self._lock.release()

    def _on_state_changed(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self.look()

    def _look(self) -> CameIn:
        with self._lock, thread_gc_paused():
            if self._stop.is_set():
                return CameIn()
            book = self._context.book
            waiting = tuple(proposals.pending(book.read, _MOST_MEETINGS))
            ids = [person for one in waiting for person in one.person_ids[:1]]
            return CameIn(
                self._look_into_folder(), waiting, proposals.count(book.read), person_refs(book.read, ids)
            )

    def _look_into_folder(self) -> Inbox:
        book = self._context.book
        folder = settings.value(book.read, settings.INBOX_FOLDER)
        if not folder or self._context.read_only_reason is not None:
            return Inbox()
        if self._forgets:
            self._forgets = False
            self._reader.forget()
        look = Look(book.read, Path(folder), self._context.today, book.clock.now(), self._stop.is_set)
        return self._reader.look(look)

    def _on_looked(self, found: CameIn) -> None:
        self._is_looking = False
        if self._stop.is_set():
            return
        self.found = found
        self._watch_folder(found.inbox)
        if found.inbox.notice != self._notice:
            self._notice = found.inbox.notice
            if self._notice:
                self._context.show_message(self._notice)
        if found.inbox.arrives:
            QTimer.singleShot(_SOON_MS, self, self.look)
        self.changed.emit()
        if self._looks_again:
            self.look()

    def _on_failed(self, fault: Exception) -> None:
        self._is_looking = False
        _raise_damage(fault)
        if not self._stop.is_set() and not isinstance(fault, GoodturnError):
            log.warning("The inbox folder was not read: %s", describe(fault))

    def _watch_folder(self, inbox: Inbox) -> None:
        """Only a folder that was just read: asking for one that is away may block."""
        wanted = [str(inbox.folder)] if inbox.folder is not None and not inbox.problem else []
        watched = self._files.directories()
        if watched != wanted:
            if watched:
                self._files.removePaths(watched)
            if wanted:
                self._files.addPaths(wanted)

    def _put_away_imported(self, changes: Changes) -> None:
        """The step says in its label which file it is of."""
        done = [one for one in self._previewed if changes.label.endswith(f"from {one.file}")]
        self._previewed = [one for one in self._previewed if one not in done]
        folder = self.found.inbox.folder

        def job() -> None:
            with self._lock:
                for one in done:
                    if folder is not None and not self._stop.is_set():
                        self._reader.put_away_imported(folder, one, changes.step_id, changes.label)

        def on_failed(fault: Exception) -> None:
            _raise_damage(fault)
            if isinstance(fault, FileNotWritten | FileNotRead):
                self._context.show_message(str(fault))
            self.look()

        background.run_in_background(job, lambda _value: self.look(), on_failed)

    def _take_cards(self, one: InboxProposal) -> Changes | None:
        with self._lock, thread_gc_paused():
            if self._stop.is_set():
                return None
            book = self._context.book
            around = Circumstances(book.read, book.folder, self._context.today, self._stop.is_set)
            found = preview_unchanged(one.path, one.sha256, around)
            with book.work() as work:
                use_cases.inbox.settling.take_cards(work, one, found)
                label = work.label
            step = next((step for step in book.steps(1) if step.label == label), None)
            return Changes(step.id, step.label, step.origin, {}) if step else None

    def _on_taken(self, made: Changes | None) -> None:
        if made is not None and not self._stop.is_set():
            self._context.message_requested.emit(made.label, made)

    def _on_not_taken(self, fault: Exception) -> None:
        _raise_damage(fault)
        if not self._stop.is_set():
            self._context.show_message(error_sentence(fault))
            self.look()


def _raise_damage(fault: Exception) -> None:
    """Damage of the book reaches sys.excepthook, which shows it."""
    if isinstance(fault, BookDamaged):
        raise fault
