"""The book of the window: opened after the first paint, served to commands, backed up, replaced by another
one."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from crm import settings
from crm.book import Book
from crm.changes import Changes
from crm.clock import Clock
from crm.commands.data_folders import SAMPLE
from crm.errors import BookDamaged, BookInUse, GoodturnError, OnlyReadable
from crm.people import list_queries
from crm.storage.backups.backup import Backup
from crm.storage.format import migrating
from crm.storage.format.migrating import Progress, ignore_progress
from crm.storage.wal import belongs_to_book
from crm.storage.wal.belongs_to_book import Examination, examine_after_unclean_end
from ui.after_paint import after_first_paint
from ui.context import Context
from ui.health import BookHealth, Damage
from ui.late_modules import load_writing_modules
from ui.services import BookServices
from ui.shell.main_window import MainWindow
from ui.theme.look import look
from ui.theme.saved_look import save_look

if TYPE_CHECKING:
    from ui.slow_opening import MigratingPage, SlowOpening
    from ui.trouble.trouble_navigator import TroubleNavigator

# The first page and its panel are painted before other work starts.
_SETTLE_AFTER_MS = 50


class OpenedBook(QObject):
    """`folder` is the book's folder; with `demo`, that of the sample book."""

    def __init__(self, window: MainWindow, folder: Path, clock: Clock, demo: bool = False):
        super().__init__(window)
        self._window, self._folder, self._clock, self._demo = window, folder, clock, demo
        self._book: Book | None = None
        self._health = BookHealth(window, self._show_damage)
        self._services = BookServices(window, self.open_files)
        self._slow_opening: SlowOpening | None = None
        self._migrating_page: MigratingPage | None = None
        window.changed.connect(self._on_changed)

    def begin(self, files: Sequence[Path] = ()) -> None:
        if belongs_to_book.takes_long(self._folder):
            self._open_in_background(files, is_checked=True)
            return
        if migrating.takes_long(self._folder):
            self._open_in_background(files, is_checked=False)
            return
        try:
            self._book = self._open()
        except BookInUse as refused:
            self._wait_for_other_window(refused, files)
            return
        except GoodturnError as refused:
            self._trouble_navigator().show(refused, self._open_again)
            return
        self._attach(self._book, files)

    def _wait_for_other_window(self, in_use: BookInUse, files: Sequence[Path]) -> None:
        """On two simultaneous starts, the window that has the book comes forward and this one quits."""
        from ui import second_start  # late: brings sockets, seldom needed

        second_start.SecondStart(
            self._folder,
            list(files),
            self._window.quit,
            lambda: self.begin(files),
            lambda: self._trouble_navigator().show(in_use, self._open_again),
            self,
        )

    def _open_in_background(self, files: Sequence[Path], is_checked: bool) -> None:
        # late: only after an unclean end or for a new format
        from ui import slow_opening

        self._slow_opening = slow_opening.SlowOpening(self._open, files, self)
        self._slow_opening.opened.connect(self._on_slowly_opened)
        self._slow_opening.failed.connect(self._on_refused)
        self._slow_opening.progress_changed.connect(self._on_migration_progress)
        if is_checked:
            self._window.show_replacement(slow_opening.CheckingPage())
        else:
            self._show_migrating()
        self._slow_opening.begin()

    def _on_migration_progress(self, done: int, of: int) -> None:
        """Also after the check, if an unclean end and a new format come together."""
        if self._slow_opening is not None:
            self._show_migrating().show_progress(done, of)

    def _show_migrating(self) -> "MigratingPage":
        if self._migrating_page is None:
            self._window.detach()
            from ui.slow_opening import MigratingPage  # late: needed for an earlier format alone

            self._migrating_page = MigratingPage()
            self._window.show_replacement(self._migrating_page)
        return self._migrating_page

    def _on_slowly_opened(self, book: Book) -> None:
        files = self._slow_opening.files if self._slow_opening is not None else []
        self._end_slow_opening()
        self._window.detach()
        self._book = book
        self._attach(book, files)

    def _on_refused(self, refused: GoodturnError) -> None:
        files = self._slow_opening.files if self._slow_opening is not None else []
        self._end_slow_opening()
        self._window.detach()
        if isinstance(refused, BookInUse):
            self._wait_for_other_window(refused, files)
        else:
            self._trouble_navigator().show(refused, self._open_again)

    def _end_slow_opening(self) -> None:
        if self._slow_opening is not None:
            self._slow_opening.end()
            self._slow_opening.deleteLater()
            self._slow_opening = self._migrating_page = None

    def _attach(self, book: Book, files: Sequence[Path] = ()) -> None:
        self._apply_look(book)
        context = Context(book)
        context.book_requested.connect(self._on_book_requested)
        context.backup_requested.connect(self._health.back_up)
        context.backed_up.connect(self._health.show)
        context.damaged.connect(self._health.on_damaged)
        can_write = context.read_only_reason is None
        empty = list_queries.counts(book.read).people == 0
        self._window.attach(context, "welcome" if empty and can_write else "today")
        if not can_write:
            self._services.retry_writing(context, self._open_again)
        self._health.begin(book, self._demo)
        self.open_files(files)
        after_first_paint(
            self._window.stack or self._window, lambda: QTimer.singleShot(_SETTLE_AFTER_MS, self._settle)
        )

    def _settle(self) -> None:
        """Work deferred until the first page was painted."""
        if self._book is not None and not self._services.is_running:
            if self._book.only_readable is None:
                self._health.start_care()
                load_writing_modules()
            self._services.begin(self._book, self._demo)
            self._health.find_conflicted_copies()

    def _open_again(self) -> None:
        """Reopens the book, whatever its state, at the place shown before."""
        place = self._window.stack.place if self._window.stack is not None else None
        self._window.detach()
        self.end()
        self.begin()
        if place is not None:
            self._window.open_page(*place)

    def end(self, makes_backup: bool = True) -> None:
        self._end_slow_opening()
        self._services.end()
        self._health.end(makes_backup)
        if self._book is not None:
            self._book.close()
            self._book = None

    def open_files(self, files: Sequence[Path]) -> None:
        """Opens the import preview; nothing is imported unasked. With several files, the first one is shown."""
        if self._slow_opening is not None:
            self._slow_opening.files += files
        if files and self._window.context is not None and self._window.context.may_write():
            self._window.open_page("import", files[0] if len(files) == 1 else list(files))

    def _open(
        self, look_through: Examination = examine_after_unclean_end, progress: Progress = ignore_progress
    ) -> Book:
        try:
            if not self._demo:
                return Book.open(self._folder, self._clock, examine=look_through, on_progress=progress)
            # Late: only the sample book needs its story.
            from crm.sample.book import open_sample

            return open_sample(self._folder, self._clock)
        except OnlyReadable as why:
            return Book.open_to_read(self._folder, self._clock, why)

    def _trouble_navigator(self) -> "TroubleNavigator":
        from ui.trouble import trouble_navigator  # late: seldom needed

        made: TroubleNavigator = trouble_navigator.TroubleNavigator(
            self._window,
            self._folder,
            self._clock,
            self._on_settled,
            self._open_read_only,
            self._choose_backup,
        )
        return made

    def _choose_backup(self, found: Sequence[Backup], put_back: Callable[[Backup], object]) -> None:
        from ui.settings.restore_sheet import RestoreSheet  # late: seldom needed

        RestoreSheet(self._window, found, self._clock.today(), put_back).begin()

    def _open_read_only(self, why: BookDamaged) -> None:
        self._window.detach()
        try:
            self._book = Book.open_to_read(self._folder, self._clock, why)
        except GoodturnError as refused:
            self._trouble_navigator().show(refused, self._open_again)
            return
        self._health.damage = Damage(why)
        self._attach(self._book)

    def _show_damage(self) -> None:
        """Closes the book and shows its damage; the page can open it again."""
        damage = self._health.damage or Damage(BookDamaged("The last copy of the book was damaged."))
        self._window.detach()
        self.end(makes_backup=False)
        self._trouble_navigator().show(damage.fault, self._open_again, damage.how, can_go_on=True)

    def _on_settled(self, message: str) -> None:
        """Reopens the book and backs it up at once: until there is a good backup, old ones are not removed."""
        self._health.settle()
        self._open_again()
        if self._book is not None and message:
            self._window.toast.show_message(message)
            self._health.back_up_silently()

    def _apply_look(self, book: Book) -> None:
        look.set_theme(settings.value(book.read, settings.THEME))
        look.set_percent(settings.value(book.read, settings.TEXT_SIZE))
        if book.only_readable is None:
            save_look(book.folder)

    def _on_changed(self, changes: Changes) -> None:
        if self._book is not None and changes.touches("setting"):  # also by undo or by a command
            self._apply_look(self._book)
        self._health.show()

    def _on_book_requested(self, which: str) -> None:
        """Replaces the book by the "sample" or the "own" one."""
        demo = which == "sample"
        if demo == self._demo:
            return
        self._window.detach()
        self.end()
        self._health.clear_damage()
        self._demo = demo
        self._folder = self._folder / SAMPLE if demo else self._folder.parent
        self.begin()
