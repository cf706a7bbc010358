"""Upkeep of an open book: digests after large steps, automatic backups, and one place where their failures
are reported."""

from PySide6.QtCore import QObject, Signal

from crm.book import Book
from crm.errors import BookDamaged
from crm.examination import Finding, summary
from ui.background_sealing import BackgroundSealing
from ui.backups import AutomaticBackups


class BookCare(QObject):
    """Signals: `backed_up` after each backup, `failed` with a sentence for the user, `damaged` with a
    BookDamaged and what was going on ("while making a backup")."""

    backed_up = Signal()
    failed = Signal(str)
    damaged = Signal(object, str)

    def __init__(self, book: Book, makes_backups: bool, parent: QObject | None = None):
        super().__init__(parent)
        self._sealing = BackgroundSealing(book, self)
        self._sealing.damaged.connect(self._on_findings)
        self._backups = AutomaticBackups(book, self) if makes_backups else None

    def begin(self) -> None:
        self._sealing.begin()
        if self._backups is not None:
            self._backups.backup_made.connect(self.backed_up)
            self._backups.failed.connect(self.failed)
            self._backups.damaged.connect(lambda damage: self.damaged.emit(damage, "while making a backup"))
            self._backups.report_failure()

    def end(self, makes_backup: bool = True) -> None:
        """Called before the book is closed."""
        self._sealing.end()
        if self._backups is not None and makes_backup:
            self._backups.make_at_close()
        self.deleteLater()  # and its timers

    def _on_findings(self, findings: list[Finding]) -> None:
        sentence = f"The book is damaged: {summary(findings)}. Nothing of it was changed."
        self.failed.emit(sentence)
        self.damaged.emit(BookDamaged(sentence, findings), "while looking through what was imported")
