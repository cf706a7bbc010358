"""The window over really damaged files: each way out is pressed, and the book is looked at afterwards."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from tests.crm.trouble.stories import (
    SAID,
    flip_notes,
    flip_what_is_newer,
    kept_book,
    unclean_end,
)
from tests.ui.stories import press
from tests.ui.trouble.damage_pages import page_of
from ui.opened_book import OpenedBook
from ui.settings.restore_sheet import RestoreSheet
from ui.shell.main_window import MainWindow
from ui.trouble.accept_sheet import AcceptSheet
from ui.trouble.damaged_page import DamagedPage
from ui.trouble.outcome_pages import RescuedPage, RestoredPage

DAMAGED = [words.replace("e", "f") for words in SAID]


def kept_apart(folder: Path) -> list[Path]:
    return list((folder / "backups" / "damaged").glob("unusable-*.db"))


def test_the_page_says_what_is_damaged_and_changes_nothing(
    damaged: DamagedPage, window: MainWindow, folder: Path
) -> None:
    assert damaged.title.text() == "Three notes in your book are damaged"
    assert damaged.words.text() == "Goodturn saw it while opening the book at 09:30, and has changed nothing."
    assert window.sidebar._state.text() == "Nothing is being saved. Last good backup 09:30 today"
    assert not window.actions_by_name["log"].isEnabled()
    assert kept_apart(folder) == []


def test_put_right_mends_all_three_and_keeps_what_is_newer(
    damaged: DamagedPage, opened: OpenedBook, window: MainWindow, folder: Path, qtbot
) -> None:
    assert QApplication.focusWidget() is damaged.put_right, "the keyboard stands on what is advised"
    press(qtbot, Qt.Key.Key_Return)
    assert window.context is not None
    assert window.context.read.values("SELECT words FROM note ORDER BY id") == list(SAID)
    assert "Chris Park" in window.context.read.values("SELECT full_name FROM person")
    assert window.sidebar._state.text() == "Saved. Backed up 09:30 today"
    assert not window.sidebar.way.isVisible()
    assert len(kept_apart(folder)) == 1, "the damaged book is kept"


def test_esc_and_tab_do_nothing_harmful_and_reach_every_way(
    damaged: DamagedPage, window: MainWindow, folder: Path, qtbot
) -> None:
    press(qtbot, Qt.Key.Key_Escape)
    assert window._replacement is damaged
    reached = []
    for _ in range(12):
        reached.append(QApplication.focusWidget().accessibleName())
        press(qtbot, Qt.Key.Key_Tab)
    assert reached[:6] == [
        "Put right what is damaged",
        "Restore this backup",
        "Rescue into a new book",
        "Open to read",
        "Keep as it is",
        "Copy as a report",
    ]
    assert "Try again" in reached
    assert kept_apart(folder) == []


def test_going_back_restores_and_adds_again_what_is_newer(
    damaged: DamagedPage, window: MainWindow, folder: Path
) -> None:
    assert damaged.restore is not None
    damaged.restore.click()
    assert window.context is not None
    read = window.context.read
    assert read.values("SELECT words FROM note ORDER BY id") == list(SAID)
    assert "Chris Park" in read.values("SELECT full_name FROM person")
    assert "1 newer entry was added again" in window.toast.accessibleName()
    assert len(kept_apart(folder)) == 1


def test_what_could_not_be_added_again_is_said_before_and_after(
    opened: OpenedBook, window: MainWindow, folder: Path
) -> None:
    kept_book(folder)
    flip_what_is_newer(folder)
    unclean_end(folder)
    opened.begin()
    page = page_of(window)
    assert page.title.text() == "One person in your book is damaged"
    assert page.put_right is None, "no backup holds her"
    assert page.restore is not None
    assert page.restore.property("kind") == "primary"
    page.restore.click()
    after = window._replacement
    assert isinstance(after, RestoredPage)
    after.losses.copy.click()
    assert "Chri" in QGuiApplication.clipboard().text()
    after.go_on.click()
    assert window.context is not None
    assert len(window.context.read.values("SELECT full_name FROM person")) == 3


def test_another_backup_can_be_chosen(opened: OpenedBook, window: MainWindow, folder: Path) -> None:
    kept_book(folder)
    opened.begin()
    opened._book.backup()
    window.detach()
    opened.end()
    flip_notes(folder)
    unclean_end(folder)
    opened.begin()
    page = page_of(window)
    others = [button for button in page.findChildren(type(page.restore)) if "another" in button.text()]
    assert [button.text() for button in others] == ["Choose another of 2"]
    others[0].click()
    sheet = window.findChild(RestoreSheet)
    sheet.list.choose_first()
    sheet._on_chosen()
    assert window.context is not None
    assert window.context.read.values("SELECT words FROM note ORDER BY id") == list(SAID)


def test_a_rescue_names_what_it_could_not_prove_and_can_become_the_book(
    damaged: DamagedPage, window: MainWindow, folder: Path
) -> None:
    assert damaged.rescue is not None
    damaged.rescue.click()
    page = window._replacement
    assert isinstance(page, RescuedPage)
    assert page.losses is not None
    page.losses.copy.click()
    assert "a note of Ana Ruiz" in QGuiApplication.clipboard().text()
    assert (folder / "goodturn-rescued" / "goodturn.db").exists()
    assert kept_apart(folder) == [], "nothing is changed until it is used"
    page.use.click()
    assert window.context is not None
    assert window.context.read.values("SELECT words FROM note ORDER BY id") == DAMAGED
    assert window.context.book.check() == []
    assert len(kept_apart(folder)) == 1


def test_one_is_kept_as_it_is_and_the_others_are_still_damaged(
    damaged: DamagedPage, opened: OpenedBook, window: MainWindow, folder: Path, qtbot
) -> None:
    assert damaged.table is not None
    assert damaged.table.accept is not None
    damaged.table.accept.click()
    sheet = window.findChild(AcceptSheet)
    assert "Now: " + DAMAGED[0] in sheet.boxes[0].accessibleName()
    assert not sheet.take.isEnabled()
    press(qtbot, Qt.Key.Key_Space)  # the first has the keyboard
    sheet.take.click()
    assert page_of(window).title.text() == "Two notes in your book are damaged"
    page_of(window).put_right.click()
    assert window.context.read.values("SELECT words FROM note ORDER BY id") == [DAMAGED[0], *SAID[1:]]


def test_the_report_holds_the_words_of_the_page_and_no_more(damaged: DamagedPage) -> None:
    damaged.table.copy.click()
    report = QGuiApplication.clipboard().text()
    assert report.startswith("Three notes in your book are damaged\n")
    assert (
        "Notes: Ana Ruiz, 21 November; Ben Okafor, 21 November; Mei Kobayashi, 21 November (3 of 3)" in report
    )
    assert not any(words in report for words in (*SAID, *DAMAGED))
    assert damaged.status.text().startswith("Copied")


def test_a_file_that_is_no_book_any_more_can_still_be_gone_back_from(
    opened: OpenedBook, window: MainWindow, folder: Path
) -> None:
    kept_book(folder)
    (folder / "goodturn.db").write_bytes(b"no book at all" * 500)
    opened.begin()
    page = page_of(window)
    assert page.title.text() == "Your book cannot be read"
    assert page.look is None, "it cannot be"
    page.rescue.click()
    assert "nothing" in page.status.text(), "a refusal stands on the page"
    page.restore.click()
    assert window.context is not None
    assert window.context.read.values("SELECT words FROM note ORDER BY id") == list(SAID)
