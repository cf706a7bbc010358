"""Page of a lost book: what remains, and what can be done."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from crm.clock import Clock
from crm.storage.backups.backup import Backup, backups
from crm.storage.lost_book_traces import Traces, find_traces
from crm.trouble import recovery_actions
from ui.trouble import sentences
from ui.trouble.damaged_page import TroubleCallbacks
from ui.trouble.trouble_page import TroublePage
from ui.trouble.way_card import WayCard
from ui.widgets.buttons import Button

_WHAT = {
    "backups": "its backups",
    "due.ics": "its calendar file (due.ics)",
    "goodturn.lock": "the note of when it was open last (goodturn.lock)",
    "goodturn.db-wal": "what was written last (goodturn.db-wal)",
    "goodturn.db-journal": "what was written last (goodturn.db-journal)",
}


class LostPage(TroublePage):
    """The file is missing or empty, though other files of the book exist. Nothing is created unasked."""

    def __init__(self, folder: Path, clock: Clock, callbacks: TroubleCallbacks, leave: Button):
        super().__init__(
            "Your book is not where it was",
            f"The file goodturn.db in {folder} is missing or empty. Nothing was changed, and no new book was begun.",
            leave,
        )
        self._folder, self._clock, self._callbacks = folder, clock, callbacks
        self.restore: Button | None = None
        self.anew: Button | None = None

    def begin(self) -> None:
        self.run("Looking at what is left.", self._look, self._show, only_looks=True)

    def _look(self) -> tuple[Traces, list[Backup]]:
        return find_traces(self._folder), backups(self._folder)

    def _show(self, found: tuple[Traces, list[Backup]]) -> None:
        left, known = found
        cards: list[QWidget] = []
        if known:
            cards.append(self._restore_card(known))
        cards.append(self._new_book_card(left))
        there = sentences.listed([_WHAT.get(name, name) for name in left.names])
        lead = (
            f"Still there: {there}. The file may have been moved, or a cloud folder may not have brought it yet. "
            "If you have it elsewhere, put it back and try again."
        )
        self.show_ways(*cards, lead=lead)

    def _restore_card(self, known: Sequence[Backup]) -> WayCard:
        newest = known[0]
        self.restore = Button("Restore this backup", "primary", clicked=lambda: self._restore(newest))
        buttons = [self.restore]
        if len(known) > 1:
            others = Button(f"Choose another of {len(known)}", "quiet")
            others.clicked.connect(lambda _checked=False: self._callbacks.choose(known, self._restore))
            buttons.append(others)
        title = f"Go back to {sentences.moment_of(newest, self._clock.today())}"
        text = f"Your newest good backup: {sentences.held_by(newest)}. What you wrote after it is not in it."
        return WayCard("rotate-ccw", title, text, *buttons, is_large=True)

    def _new_book_card(self, left: Traces) -> WayCard:
        self.anew = Button("Begin a new book", clicked=self._start_anew)
        text = (
            f"With nobody in it. What is left of the old one ({sentences.listed(list(left.names))}) is moved into a new folder "
            f"in {self._folder}, whose name begins with “kept-”. Nothing is deleted."
        )
        return WayCard("plus", "Begin a new book", text, self.anew)

    def _restore(self, backup: Backup) -> None:
        self.run(
            "Restoring the backup.",
            lambda: recovery_actions.restore_backup(self._folder, self._clock, backup.file, adds_newer=False),
            lambda _restoration: self._callbacks.on_settled("The backup is your book again."),
        )

    def _start_anew(self) -> None:
        self.run(
            "Beginning a new book.",
            lambda: recovery_actions.begin_anew(self._folder, self._clock),
            self._on_begun,
        )

    def _on_begun(self, kept: Path | None) -> None:
        self._callbacks.on_settled(
            f"A new book. What was left of the old one is in {kept}." if kept else "A new book."
        )
