"""Settings card of the book: its place, backups, last examination, and export of everyone."""

from pathlib import Path

from crm.errors import BookDamaged
from crm.people import list_queries
from crm.storage import conflicted_copies
from crm.storage.backups import backup, ledger
from crm.storage.backups.backup import Backup
from crm.storage.backups.ledger import Check, Ledger
from crm.storage.backups.status import NotBackedUp
from crm.text import days_in_words
from ui.background import run_in_background
from ui.backups import short_reason
from ui.context import Context
from ui.counts_and_days import format_count
from ui.settings.restore_sheet import RestoreSheet
from ui.widgets.buttons import Button
from ui.widgets.labels import ElidedLabel, PlainLabel
from ui.widgets.layout import Card, Line, Lines
from ui.widgets.read_only_controls import mark_reading


class BookCard(Card):
    def __init__(self, context: Context):
        super().__init__()
        self._context = context
        self._where = ElidedLabel("", "body")
        self._backups = ElidedLabel("", "body")
        self._back_up = Button("Back up", clicked=self.back_up)
        self._restore = Button("Restore", clicked=self.choose_backup)
        self.failure = PlainLabel("", "small", wrap=True)
        self.failure.hide()
        self.last_check = ElidedLabel("", "body")
        self.last_trial = ElidedLabel("", "body")
        self.check_now = Button("Check now", clicked=self.check)
        self.export = mark_reading(Button("Export", clicked=lambda: context.export()))
        self.beside = PlainLabel("", "small", wrap=True)
        self._beside = Line("beside it", self.beside)
        self._beside.hide()
        self.body.addWidget(self.failure)
        self.body.addWidget(
            Lines(
                Line("where", self._where),
                Line("backups", self._backups, self._back_up, self._restore),
                Line("last whole check", self.last_check, self.check_now),
                Line("last trial restore", self.last_trial),
                self._beside,
                Line("take it all out", ElidedLabel("for any other program, or to keep"), self.export),
            )
        )

    def show_book(self) -> None:
        people = list_queries.counts(self._context.read).people
        book = self._context.book
        self._where.setText(f"{book.file}, {format_count(people, 'person', 'people')}")
        run_in_background(lambda: backup.backups(book.folder), self._show_backups)
        run_in_background(lambda: ledger.read(book.folder), self._show_ledger)
        run_in_background(lambda: conflicted_copies.conflicted_copies(book.folder), self._show_copies)

    def focus(self) -> None:
        """Focuses the button for a new backup."""
        self._back_up.setFocus()

    def check(self) -> None:
        """Examines the book by making a backup, which compares every row."""
        self.check_now.setEnabled(False)
        self.last_check.setText("comparing every row with what was written")
        run_in_background(self._backed_up_and_checked, self._on_checked, self._on_failed)

    def _backed_up_and_checked(self) -> Ledger:
        self._context.book.backup()
        return ledger.read(self._context.book.folder)

    def back_up(self) -> None:
        run_in_background(self._context.book.backup, self._on_backed_up, self._on_failed)

    def choose_backup(self) -> None:
        run_in_background(lambda: backup.backups(self._context.book.folder), self._offer_backups)

    def _show_backups(self, found: list[Backup]) -> None:
        if not found:
            self._backups.setText("none yet")
        else:
            at = found[0].at
            newest = f"{days_in_words.named(at.date(), self._context.today)} {at:%H:%M}"
            self._backups.setText(f"{len(found)}, the newest {newest}")
        self._restore.setEnabled(bool(found))

    def _show_ledger(self, known: Ledger) -> None:
        self.check_now.setEnabled(True)
        self._show_failure(self._context.book.not_backed_up())
        self.last_check.setText(self._checked(known.last_check))
        trial = known.last_trial_restore
        if trial is None:
            self.last_trial.setText("none yet; it is done once a month")
        else:
            what = trial.sentence or "everything came back"
            self.last_trial.setText(f"{days_in_words.named(trial.at.date(), self._context.today)}: {what}")

    def _show_failure(self, failure: NotBackedUp | None) -> None:
        self.failure.setVisible(failure is not None)
        if failure is None:
            return
        failed = "Backups fail."
        if failure.at is not None:
            when = f"{days_in_words.named(failure.at.date(), self._context.today)} {failure.at:%H:%M}"
            failed = f"The last backup failed, {when}."
        self.failure.setText(f"{failed} {failure.sentence}")

    def _checked(self, last: Check | None) -> str:
        if last is None:
            return "none yet"
        when = f"{days_in_words.named(last.at.date(), self._context.today)} {last.at:%H:%M}"
        if last.findings:
            return f"{when}: damaged, {last.summary}"
        return f"{when}: {_as_left(last.rows)}" if last.rows else when

    def _on_checked(self, known: Ledger) -> None:
        self.show_book()
        self._context.backed_up.emit()
        rows = known.last_check.rows if known.last_check else 0
        self._context.show_message(f"{_as_left(rows)[0].upper()}{_as_left(rows)[1:]}.")

    def _show_copies(self, copies: list[Path]) -> None:
        self.beside.setText(conflicted_copies.describe_conflicted_copies(copies))
        self._beside.setVisible(bool(copies))

    def _offer_backups(self, found: list[Backup]) -> None:
        RestoreSheet(self.window(), found, self._context.today, self._put_back).begin()

    def _put_back(self, chosen: Backup) -> None:
        run_in_background(lambda: self._context.book.restore(chosen.file), self._on_restored, self._on_failed)

    def _on_backed_up(self, made: Backup) -> None:
        self.show_book()
        self._context.backed_up.emit()
        self._context.show_message(f"Backed up {format_count(made.people, 'person', 'people')}.")

    def _on_restored(self, _restored: object) -> None:
        self.show_book()
        self._context.backed_up.emit()
        self._context.show_message("Restored. What you had before is kept as a backup, too.")

    def _on_failed(self, fault: Exception) -> None:
        self.show_book()
        self._context.backed_up.emit()  # the sidebar shows the date of the last backup
        self._context.show_message(short_reason(fault))
        if isinstance(fault, BookDamaged):
            self._context.damaged.emit(fault, "while comparing every row with what was written")


def _as_left(rows: int) -> str:
    return "the one row is as you left it" if rows == 1 else f"all {rows:,} rows are as you left them"
