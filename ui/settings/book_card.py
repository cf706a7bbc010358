"""Where the book is, its backups, and taking everyone out."""

from crm.people import queries
from crm.storage import backup
from crm.storage.backup import Backup
from crm.today import days
from ui.background import run_in_background
from ui.context import Context
from ui.settings.restore_sheet import RestoreSheet
from ui.widgets.buttons import Button
from ui.widgets.labels import ElidedLabel
from ui.widgets.layout import Card, Line, Lines
from ui.words import counted


class BookCard(Card):
    def __init__(self, context: Context):
        super().__init__()
        self._context = context
        self._where = ElidedLabel("", "body")
        self._backups = ElidedLabel("", "body")
        self._back_up = Button("Back up", clicked=self.back_up)
        self._restore = Button("Restore", clicked=self.choose_backup)
        self.export = Button("Export", clicked=lambda: context.export())
        self.body.addWidget(
            Lines(
                Line("where", self._where),
                Line("backups", self._backups, self._back_up, self._restore),
                Line("take it all out", ElidedLabel("for any other program, or to keep"), self.export),
            )
        )

    def show_book(self) -> None:
        people = queries.counts(self._context.read).people
        book = self._context.book
        self._where.setText(f"{book.file}, {counted(people, 'person', 'people')}")
        run_in_background(lambda: backup.backups(book.folder), self._show_backups)

    def back_up(self) -> None:
        run_in_background(self._context.book.backup, self._on_backed_up, self._on_failed)

    def choose_backup(self) -> None:
        run_in_background(lambda: backup.backups(self._context.book.folder), self._offer_backups)

    def _show_backups(self, found: list[Backup]) -> None:
        if not found:
            self._backups.setText("none yet")
        else:
            at = found[0].at
            newest = f"{days.named(at.date(), self._context.today)} {at:%H:%M}"
            self._backups.setText(f"{len(found)}, the newest {newest}")
        self._restore.setEnabled(bool(found))

    def _offer_backups(self, found: list[Backup]) -> None:
        RestoreSheet(self.window(), found, self._context.today, self._put_back).begin()

    def _put_back(self, chosen: Backup) -> None:
        run_in_background(lambda: self._context.book.restore(chosen.file), self._on_restored, self._on_failed)

    def _on_backed_up(self, made: Backup) -> None:
        self.show_book()
        self._context.backed_up.emit()
        self._context.tell(f"Backed up {counted(made.people, 'person', 'people')}.")

    def _on_restored(self, _restored: object) -> None:
        self.show_book()
        self._context.backed_up.emit()
        self._context.tell("Restored. What you had before is kept as a backup, too.")

    def _on_failed(self, fault: Exception) -> None:
        self._context.tell(str(fault))
