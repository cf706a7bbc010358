"""Health of the open book (backed up, not backed up, damaged), shown in the sidebar, with messages when it
changes."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeVar

from PySide6.QtCore import QObject

from crm.book import Book
from crm.errors import BookDamaged
from crm.storage.backups.backup import Backup
from crm.storage.conflicted_copies import conflicted_copies, describe_conflicted_copies
from ui.background import run_in_background
from ui.backups import short_reason
from ui.book_care import BookCare
from ui.counts_and_days import format_count
from ui.shell.main_window import MainWindow
from ui.sidebar_status import sidebar_status

T = TypeVar("T")


class Damage(NamedTuple):
    """Known damage, and what was going on when it was found."""

    fault: BookDamaged
    how: str = "while opening the book"


class BookHealth(QObject):
    """Outlives the book, so that damage is still known when the book is reopened. `show_damage` opens the
    damage page."""

    def __init__(self, window: MainWindow, show_damage: Callable[[], object]):
        super().__init__(window)
        self._window, self._show_damage = window, show_damage
        self._book: Book | None = None
        self._is_sample = False
        self._care: BookCare | None = None
        self.damage: Damage | None = None
        self._is_settled = False  # the ledger records damage until the next good backup

    def begin(self, book: Book, is_sample: bool) -> None:
        self._book, self._is_sample = book, is_sample
        self.show()

    def start_care(self) -> None:
        """Starts automatic digests and backups. Not for a read-only book."""
        if self._book is not None:
            self._care = BookCare(self._book, not self._is_sample, self)
            self._care.backed_up.connect(self.show)
            self._care.failed.connect(self._show_message)
            self._care.damaged.connect(self.on_damaged)
            self._care.begin()

    def find_conflicted_copies(self) -> None:
        """Points out "conflicted copies" of the book made by cloud storage."""
        if self._book is not None:
            folder = self._book.folder
            run_in_background(lambda: conflicted_copies(folder), self._on_copies)

    def end(self, makes_backup: bool = True) -> None:
        """Called before the book is closed."""
        if self._care is not None:
            self._care.end(makes_backup)
            self._care.blockSignals(True)  # late signals from its threads must not reach the next book
        self._care = self._book = None

    def clear_damage(self) -> None:
        """Another book is opened next."""
        self.damage, self._is_settled = None, False

    def settle(self) -> None:
        """The damage was repaired, or the damaged book replaced."""
        self.damage, self._is_settled = None, True

    def show(self) -> None:
        if self._book is not None:
            is_damaged = True if self.damage is not None else False if self._is_settled else None
            self._window.show_state(
                *sidebar_status(
                    self._book, self._is_sample, is_damaged, self._show_damage, self._show_failure
                )
            )

    def back_up(self) -> None:
        self._back_up(self._on_backed_up)

    def back_up_silently(self) -> None:
        """Shows no message for success. After damage, old backups are kept until there is a good new one."""
        if not self._is_sample:
            self._back_up(self._on_backed_up_silently)

    def on_damaged(self, fault: BookDamaged, how: str) -> None:
        """The message was shown already; this keeps the state until it is resolved."""
        self.damage, self._is_settled = Damage(fault, how), False
        self.show()

    def _back_up(self, on_done: Callable[[Backup], None]) -> None:
        if self._book is not None:
            book = self._book
            run_in_background(
                book.backup, self._while_open(book, on_done), self._while_open(book, self._on_refused)
            )

    def _while_open(self, book: Book, on_done: Callable[[T], None]) -> Callable[[T], None]:
        """Drops results that arrive after the book was replaced by another one."""

        def deliver(value: T) -> None:
            if self._book is book:
                on_done(value)

        return deliver

    def _on_backed_up(self, made: Backup) -> None:
        self.show()
        self._window.toast.show_message(f"Backed up {format_count(made.people, 'person', 'people')}.")

    def _on_backed_up_silently(self, _made: Backup) -> None:
        self.show()

    def _on_refused(self, fault: Exception) -> None:
        self._show_message(short_reason(fault))
        if isinstance(fault, BookDamaged):
            self.on_damaged(fault, "while making a backup")

    def _on_copies(self, copies: list[Path]) -> None:
        if copies:
            self._window.toast.show_message(describe_conflicted_copies(copies))

    def _show_message(self, sentence: str) -> None:
        self.show()
        self._window.toast.show_message(sentence)

    def _show_failure(self) -> None:
        self._window.open_page("settings", "book")
