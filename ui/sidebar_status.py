"""Status of the book at the bottom of the sidebar: its text, and its link."""

from collections.abc import Callable
from typing import NamedTuple

from crm.book import Book
from crm.errors import BookDamaged
from crm.storage.backups import backup, ledger
from ui.shell.saved_state import SAMPLE_STATE, StatusLink, damage_found, not_saving, saved_state


class SidebarStatus(NamedTuple):
    """`words`, whether this is the sample book, and a link below, as MainWindow.show_state takes them."""

    words: str
    is_sample: bool = False
    link: StatusLink | None = None


def sidebar_status(
    book: Book,
    is_sample: bool,
    is_damaged: bool | None,
    show_damage: Callable[[], object],
    show_failure: Callable[[], object],
) -> SidebarStatus:
    """`is_damaged`: True if damage was seen in this window, False if it was resolved, None if only the ledger
    knows."""
    damage_link = StatusLink("See what was found", show_damage)
    if is_sample:
        return SidebarStatus(SAMPLE_STATE, True, damage_link if is_damaged else None)
    known, newest, today = ledger.read(book.folder), backup.newest(book.folder), book.clock.today()
    if book.only_readable is not None:
        is_readable_damage = isinstance(book.only_readable, BookDamaged)
        return SidebarStatus(not_saving(newest, today), link=damage_link if is_readable_damage else None)
    if is_damaged or (is_damaged is None and known.is_damaged):
        return SidebarStatus(damage_found(newest, today), link=damage_link)
    failure = book.not_backed_up()
    if failure is None or (is_damaged is False and known.is_damaged):
        return SidebarStatus(saved_state(newest, today))
    return SidebarStatus(
        saved_state(newest, today, has_failed=True),
        link=StatusLink("See why", show_failure, failure.sentence),
    )
