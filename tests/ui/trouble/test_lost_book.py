"""The window where the book is gone, where another book's log lies beside it, and where no backup could be made."""

from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from crm.book import Book
from crm.storage.backups import ledger, underway
from crm.storage.backups.concluding import note_failure
from tests.conftest import NOW, clock
from tests.crm.storage.test_foreign_logs import die_after_adding, flipped
from tests.crm.trouble.stories import SAID, kept_book
from tests.read_only_place import read_only
from ui.opened_book import OpenedBook
from ui.shell.main_window import MainWindow
from ui.trouble.log_page import LogPage
from ui.trouble.lost_page import LostPage


@pytest.mark.parametrize("is_empty", [False, True])
def test_a_lost_book_is_restored_from_its_newest_backup(
    opened: OpenedBook,
    window: MainWindow,
    folder: Path,
    is_empty: bool,
) -> None:
    kept_book(folder)
    (folder / "goodturn.db").unlink()
    if is_empty:
        (folder / "goodturn.db").touch()
    opened.begin()
    page = window._replacement
    assert isinstance(page, LostPage)
    assert QApplication.focusWidget() is page.restore
    page.restore.click()
    assert window.context is not None
    assert window.context.read.values("SELECT words FROM note ORDER BY id") == list(SAID)


def test_a_new_book_is_begun_only_when_asked_and_keeps_what_was_left(
    opened: OpenedBook,
    window: MainWindow,
    folder: Path,
) -> None:
    made = kept_book(folder)
    (folder / "goodturn.db").unlink()
    opened.begin()
    assert not (folder / "goodturn.db").exists()
    window._replacement.anew.click()
    assert window.stack.place[0] == "welcome"
    (kept,) = folder.glob("kept-*")
    assert (kept / "backups" / made.file.name).exists()
    assert str(kept) in window.toast.accessibleName()


def test_a_file_that_is_put_back_is_opened(opened: OpenedBook, window: MainWindow, folder: Path) -> None:
    kept_book(folder)
    (folder / "goodturn.db").rename(folder / "elsewhere.db")
    opened.begin()
    page = window._replacement
    (folder / "elsewhere.db").rename(folder / "goodturn.db")
    page._right[0].click()
    assert window.context is not None


def test_another_books_log_is_set_aside_when_asked(
    opened: OpenedBook,
    window: MainWindow,
    folder: Path,
    tmp_path: Path,
) -> None:
    kept_book(folder)
    foreign = tmp_path / "foreign"
    other = Book.open(foreign, clock())
    with other.work() as work:
        work.insert_many("tag", ["name"], [("theirs",)])
    log = (foreign / "goodturn.db-wal").read_bytes()
    other.close()
    (folder / "goodturn.db-wal").write_bytes(log)
    opened.begin()
    page = window._replacement
    assert isinstance(page, LogPage)
    assert (folder / "goodturn.db-wal").read_bytes() == log
    page.aside.click()
    assert window.context is not None
    assert len(window.context.read.values("SELECT full_name FROM person")) == 4
    assert window.context.read.values("SELECT name FROM tag") == []
    (aside,) = folder.glob("goodturn.db-wal-set-aside-*")
    assert aside.read_bytes() == log


def test_a_damaged_log_is_set_aside_and_the_book_opens_with_what_can_be_read_of_it(
    opened: OpenedBook, window: MainWindow, folder: Path
) -> None:
    log = folder / "goodturn.db-wal"
    die_after_adding(folder, "Ana Ruiz", "Ben Okafor", "Cy Twombly")
    log.write_bytes(data := flipped(log.read_bytes(), at=len(log.read_bytes()) // 2))
    opened.begin()
    page = window._replacement
    assert isinstance(page, LogPage)
    assert page.title.text() == "The log beside your book is damaged"
    assert log.read_bytes() == data
    page.aside.click()
    assert window.context is not None
    assert window.context.read.values("SELECT full_name FROM person") == ["Ana Ruiz"]
    (aside,) = folder.glob("goodturn.db-wal-set-aside-*")
    assert aside.read_bytes() == data


def test_a_failed_backup_is_said_at_the_foot_and_leads_to_where_it_is_made_anew(
    opened: OpenedBook,
    window: MainWindow,
    folder: Path,
) -> None:
    kept_book(folder)
    sentence = "The disk is full; the book is as it was."
    note_failure(folder, NOW.replace(tzinfo=None), sentence)
    opened.begin()
    assert window.sidebar._state.text() == "Saved. Backups fail; none since today 09:30"
    assert window.sidebar._state.toolTip() == sentence
    assert sentence in window.sidebar.way.accessibleDescription()
    window.sidebar.way.click()
    assert window.stack.place[0] == "settings"
    card = window.stack.page._book
    assert sentence in card.failure.text()
    assert QApplication.focusWidget() is card._back_up
    card._back_up.click()
    assert not card.failure.isVisible()
    assert window.sidebar._state.text() == "Saved. Backed up 09:30 today"
    assert not window.sidebar.way.isVisible()


@pytest.mark.parametrize("what", ["a file", "a link to nowhere", "takes no writing", "its lock is a folder"])
def test_a_folder_of_backups_that_cannot_be_used_is_said_with_the_reason_and_the_folder(
    opened: OpenedBook, window: MainWindow, folder: Path, what: str
) -> None:
    room = folder / "backups"
    with ExitStack() as stack:
        if what == "a file":
            room.write_text("not a folder")
        elif what == "a link to nowhere":
            room.symlink_to("/nowhere/backups")
        elif what == "its lock is a folder":
            (room / "backups.lock").mkdir(parents=True)
        else:
            room.mkdir()
            stack.enter_context(read_only(room))
        opened.begin()
        assert window.sidebar._state.text() == "Saved. Backups fail; there is none yet"
        reason = window.sidebar._state.toolTip()
        assert str(room) in reason
        assert "so no backup can be made." in reason
        window.sidebar.way.click()
        assert window.stack.page._book.failure.text() == f"Backups fail. {reason}"
        window.stack.page._book._back_up.click()
        assert window.stack.page._book.failure.text() == f"Backups fail. {reason}"


def test_a_backup_that_could_not_even_be_noted_is_still_told(
    opened: OpenedBook, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a disk that is full, the ledger finds no room either."""
    opened.begin()

    def no_room(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(underway, "copy", no_room)
        full.setattr(ledger, "write", no_room)
        opened._health.back_up()
    assert window.sidebar._state.text() == "Saved. Backups fail; there is none yet"
    assert "is full; nothing was changed" in window.sidebar._state.toolTip()
    opened._health.back_up()
    assert window.sidebar._state.text() == "Saved. Backed up 09:30 today"
