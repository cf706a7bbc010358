"""The book behind the window: opened after the first paint, served to commands, backed up, exchanged for another."""

import importlib
import logging
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from crm import settings
from crm.book import Book
from crm.changes import Changes
from crm.clock import Clock
from crm.commands.folders import SAMPLE
from crm.errors import BookInUse, GoodturnError
from crm.people import queries
from crm.storage import backup
from crm.storage.backup import Backup
from ui.background import run_in_background
from ui.backups import AutomaticBackups
from ui.context import Context
from ui.loading import load_what_writes
from ui.painted import when_painted
from ui.shell.main_window import MainWindow
from ui.shell.no_book import NoBook
from ui.shell.saved_state import SAMPLE_STATE, saved_state
from ui.theme.look import look
from ui.theme.remembered import remember
from ui.words import counted

log = logging.getLogger(__name__)
# The first page is painted, and its panel after it, before anything else takes the processor.
_SETTLE_AFTER_MS = 50


class OpenedBook(QObject):
    """`folder` is where the book lies, the sample's own folder when `demo`."""

    _asked = Signal(list)  # a second start, heard in a thread of the server

    def __init__(self, window: MainWindow, folder: Path, clock: Clock, demo: bool = False):
        super().__init__(window)
        self._window, self._folder, self._clock, self._demo = window, folder, clock, demo
        self._book: Book | None = None
        self._backups: AutomaticBackups | None = None
        self._server = None
        self._reaching = None
        window.changed.connect(self._on_changed)
        self._asked.connect(self._on_second_start, Qt.ConnectionType.QueuedConnection)

    def begin(self, files: Sequence[Path] = ()) -> None:
        try:
            self._book = self._open()
        except GoodturnError as refused:
            self._show_why_not(refused)
            return
        self._take_look(self._book)
        context = Context(self._book)
        context.book_asked.connect(self._on_book_asked)
        context.backup_asked.connect(self._back_up)
        context.backed_up.connect(self._show_state)
        empty = queries.counts(self._book.read).people == 0
        self._window.attach(context, "welcome" if empty else "today")
        self._show_state()
        self.open_files(files)
        when_painted(
            self._window.stack or self._window, lambda: QTimer.singleShot(_SETTLE_AFTER_MS, self._settle)
        )

    def _settle(self) -> None:
        """What the first page does not wait for: it is painted before this."""
        if self._book is not None and self._server is None:
            self._keep_safe(self._book)
            load_what_writes()
            self._serve(self._book)
            self._reach()

    def _reach(self) -> None:
        if self._window.context is not None:
            reaching = importlib.import_module(
                "ui.shell.reaching"
            )  # tray and reminders: not for the first paint
            self._reaching = reaching.Reaching(self._window, self._window.context, self._demo)

    def end(self) -> None:
        if self._reaching is not None:
            self._reaching.end()
            self._reaching = None
        if self._server is not None:
            self._server.stop()
            self._server = None
        if self._book is not None:
            if self._backups is not None and not self._demo:
                self._backups.make_at_close()
            self._book.close()
            self._book = None

    def open_files(self, files: Sequence[Path]) -> None:
        """Each is previewed, none imported unasked; with several, the first comes up."""
        if files and self._window.context is not None:
            self._window.open_page("import", files[0] if len(files) == 1 else list(files))

    def _open(self) -> Book:
        if not self._demo:
            return Book.open(self._folder, self._clock)
        # Only the sample book needs its story.
        opened: Book = importlib.import_module("crm.sample.book").open_sample(self._folder, self._clock)
        return opened

    def _show_why_not(self, refused: GoodturnError) -> None:
        helps = not isinstance(refused, BookInUse) and backup.newest(self._folder) is not None
        restore = self._choose_backup if helps else None
        self._window.show_instead(NoBook(str(refused), self._try_again, self._window.close, restore))

    def _choose_backup(self) -> None:
        def offer(found: list[Backup]) -> None:
            if not found:
                self._window.toast.tell("None of the backups can be read.")
                return
            from ui.settings.restore_sheet import RestoreSheet  # hardly ever needed

            RestoreSheet(self._window, found, self._clock.today(), self._put_back).begin()

        run_in_background(lambda: backup.backups(self._folder), offer)

    def _put_back(self, chosen: Backup) -> None:
        rescuing = importlib.import_module("crm.storage.rescuing")
        run_in_background(
            lambda: rescuing.rescue(self._folder, chosen.file, self._clock),
            lambda _restored: self._try_again(),
            lambda fault: self._window.toast.tell(str(fault)),
        )

    def _take_look(self, book: Book) -> None:
        look.set_theme(settings.value(book.read, settings.THEME))
        look.set_percent(settings.value(book.read, settings.TEXT_SIZE))
        remember(book.folder)

    def _on_changed(self, changes: Changes) -> None:
        if self._book is not None and changes.touches("setting"):  # also by undo, or by a command
            self._take_look(self._book)
        self._show_state()

    def _show_state(self) -> None:
        if self._demo:
            self._window.show_state(SAMPLE_STATE, is_sample=True)
        elif self._book is not None:
            newest = backup.newest(self._book.folder)
            self._window.show_state(saved_state(newest, self._clock.today()))

    def _back_up(self) -> None:
        if self._book is not None:
            run_in_background(
                self._book.backup, self._on_backed_up, lambda fault: self._window.toast.tell(str(fault))
            )

    def _on_backed_up(self, made: Backup) -> None:
        self._show_state()
        self._window.toast.tell(f"Backed up {counted(made.people, 'person', 'people')}.")

    def _keep_safe(self, book: Book) -> None:
        if not self._demo:
            self._backups = AutomaticBackups(book, self)
            self._backups.made.connect(self._show_state)

    def _serve(self, book: Book) -> None:
        # Sockets, and the whole command line: loaded when the window stands.
        handover = importlib.import_module("crm.commands.handover")
        running = importlib.import_module("crm.commands.running")
        server = handover.HandoverServer(
            book.folder,
            lambda argv, cwd, stdin: running.run_handed_over(book, argv, cwd, stdin),
            self._asked.emit,
        )
        try:
            server.start()
            self._server = server
        except OSError as fault:
            log.warning("No address for commands: %s", type(fault).__name__)

    def _on_second_start(self, files: list[str]) -> None:
        self._window.come_forward()
        self.open_files([Path(file) for file in files])

    def _on_book_asked(self, which: str) -> None:
        """ "sample" or "own": the other book takes this one's place in the window."""
        demo = which == "sample"
        if demo == self._demo:
            return
        self._window.detach()
        self.end()
        self._demo = demo
        self._folder = self._folder / SAMPLE if demo else self._folder.parent
        self.begin()

    def _try_again(self) -> None:
        self._window.detach()
        self.begin()
