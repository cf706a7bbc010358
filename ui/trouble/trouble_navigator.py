"""Chooses the page for the error that prevented using the book, and navigates until it is resolved."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from crm.clock import Clock
from crm.errors import BookDamaged, BookInUse, BookLost, GoodturnError
from crm.storage.backups.backup import Backup, backups, newest
from crm.storage.rescue.rescuing import Rescued
from crm.storage.restore.replacing_lost_book import replace_book
from crm.storage.wal.belongs_to_book import DamagedLog, ForeignLog
from crm.trouble import recovery_actions
from crm.trouble.recovery_actions import Restoration
from ui import background
from ui.shell.main_window import MainWindow
from ui.shell.no_book_page import NoBookPage
from ui.shell.saved_state import not_saving
from ui.trouble.damaged_page import Choose, DamagedPage, TroubleCallbacks, describe_restore
from ui.trouble.log_page import LogPage
from ui.trouble.lost_page import LostPage
from ui.trouble.outcome_pages import RescuedPage, RestoredPage
from ui.widgets.buttons import Button

AT_OPENING = "while opening the book"
_ONLY_READ = (
    "Something in it is damaged, and nothing was changed. “See what was found” leads to what can be done."
)


class TroubleNavigator(QObject):
    """`on_settled` reopens the book and shows a sentence ("" for none), `only_look` opens it read-only,
    `choose` lets the user choose a backup."""

    def __init__(
        self,
        window: MainWindow,
        folder: Path,
        clock: Clock,
        on_settled: Callable[[str], object],
        only_look: Callable[[BookDamaged], object],
        choose: Choose,
    ):
        super().__init__(window)
        self._window, self._folder, self._clock = window, folder, clock
        self._on_settled, self._only_look, self._choose = on_settled, only_look, choose
        self._again: Callable[[], object] = lambda: on_settled("")

    def show(
        self,
        refused: GoodturnError,
        again: Callable[[], object],
        how: str = AT_OPENING,
        can_go_on: bool = False,
    ) -> None:
        """`again` reopens the book unchanged. `can_go_on`: the book was closed only to look at its damage."""
        self._again = again
        leave = Button("Back to the book" if can_go_on else "Try again", "quiet", clicked=again)
        if isinstance(refused, ForeignLog | DamagedLog):
            beside = LogPage(self._folder, self._clock, refused, self._callbacks(), leave)
            self._put(beside)
            beside.begin()
        elif isinstance(refused, BookDamaged):
            self._show_damaged(refused, how, leave)
        elif isinstance(refused, BookLost):
            lost = LostPage(self._folder, self._clock, self._callbacks(), leave)
            self._put(lost)
            lost.begin()
        else:
            helps = not isinstance(refused, BookInUse) and newest(self._folder) is not None
            restore = self._choose_backup if helps else None
            self._window.show_replacement(NoBookPage(str(refused), again, self._window.close, restore))

    def _show_damaged(self, damage: BookDamaged, how: str, leave: Button) -> None:
        again = leave.text() == "Back to the book"

        def look_again() -> None:
            self.show(damage, self._again, how, again)

        why = BookDamaged(_ONLY_READ, damage.findings)
        callbacks = self._callbacks(lambda: self._only_look(why), look_again)
        page = DamagedPage(self._folder, self._clock, damage, how, self._clock.now(), callbacks, leave)
        self._put(page)
        page.begin()

    def _callbacks(
        self, only_look: Callable[[], object] = lambda: None, back: Callable[[], object] = lambda: None
    ) -> TroubleCallbacks:
        return TroubleCallbacks(
            self._on_settled,
            only_look,
            self._choose,
            lambda rescued: self._show_rescued(rescued, back),
            self._on_restored,
        )

    def _put(self, page: QWidget) -> None:
        self._window.detach()
        self._window.show_replacement(page)
        page.show()  # at once: a hidden page cannot get the focus
        self._window.show_state(not_saving(newest(self._folder), self._clock.today()))

    def _show_rescued(self, rescued: Rescued, back: Callable[[], object]) -> None:
        self._put(RescuedPage(rescued, lambda page: self._use(page, rescued), back))

    def _use(self, page: RescuedPage, rescued: Rescued) -> None:
        page.run(
            "Putting the rescued book in its place.",
            lambda: replace_book(self._folder, rescued.book, self._clock),
            lambda _: self._on_settled(
                "The rescued book is your book now. The damaged one is kept beside your backups."
            ),
        )

    def _on_restored(self, restoration: Restoration) -> None:
        if restoration.left:
            self._put(RestoredPage(restoration, lambda: self._on_settled("")))
        else:
            self._on_settled(describe_restore(restoration))

    def _choose_backup(self) -> None:
        """When nothing but a sentence is known about the error."""
        background.run_in_background(lambda: backups(self._folder), self._offer)

    def _offer(self, found: list[Backup]) -> None:
        if found:
            self._choose(found, self._put_back)
        else:
            self._window.toast.show_message("None of the backups can be read.")

    def _put_back(self, chosen: Backup) -> None:
        background.run_in_background(
            lambda: recovery_actions.restore_backup(self._folder, self._clock, chosen.file),
            self._on_restored,
            self._on_refused,
        )

    def _on_refused(self, fault: Exception) -> None:
        self._window.toast.show_message(str(fault))
