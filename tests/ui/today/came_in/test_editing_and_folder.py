"""Editing what came in first, and the folder it comes from: chosen, away, turned off, and there at the start."""

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, Qt
from PySide6.QtWidgets import QApplication

from crm import settings
from crm.book import Book
from tests.ui.stories import log, press
from tests.ui.today.came_in.conftest import ISLA, MORNING, WALK, look, lying, met
from ui.context import Context
from ui.drafts import LOG
from ui.shell.capture.sheet import CaptureSheet
from ui.shell.main_window import MainWindow
from ui.widgets.labels import PlainLabel

KEY = Qt.Key


def test_edit_opens_log_with_the_words_and_logging_them_settles_the_file(
    page, window: MainWindow, book: Book, phone: Path, put, settled, qtbot
) -> None:
    put("walk.txt", WALK, MORNING - timedelta(days=2))
    look(page, settled)
    press(qtbot, KEY.Key_P)
    press(qtbot, KEY.Key_E)
    sheet = window.findChild(CaptureSheet)
    assert sheet.text.text() == WALK
    notices = [label.text() for label in sheet.findChildren(PlainLabel) if label.isVisible()]
    assert "From walk.txt, read as of Thursday 19 November, when it was written." in notices
    sheet.close_sheet()
    settled()
    assert lying(phone) == ["walk.txt"], "nothing was logged"
    press(qtbot, KEY.Key_E)
    assert sheet.text.text() == WALK, "the words stand there once"
    sheet.text.set_text("Walk with Ana Ruiz this morning at the harbour")
    press(qtbot, KEY.Key_Return)
    settled()
    assert met(book)[1:] == ["walk 2026-11-19 happened"]
    assert lying(phone) == ["done/walk.txt"]
    window.context.undo()
    settled()
    assert (met(book)[1:], lying(phone)) == ([], ["walk.txt"])


def test_words_left_in_log_when_the_program_ended_are_those_of_the_file(
    page, window: MainWindow, book: Book, phone: Path, put, settled, qtbot
) -> None:
    put("walk.txt", WALK, MORNING - timedelta(days=1))
    look(page, settled)
    window.context.drafts.keep(LOG, WALK)
    press(qtbot, KEY.Key_P)
    press(qtbot, KEY.Key_E)
    assert window.findChild(CaptureSheet).text.text() == WALK
    press(qtbot, KEY.Key_Return)
    settled()
    assert (met(book)[1:], lying(phone)) == (["walk 2026-11-20 happened"], ["done/walk.txt"])


def test_a_text_typed_after_the_words_were_cleared_settles_nothing(
    page, window: MainWindow, book: Book, phone: Path, put, settled, qtbot
) -> None:
    put("walk.txt", WALK)
    look(page, settled)
    press(qtbot, KEY.Key_P)
    press(qtbot, KEY.Key_E)
    sheet = window.findChild(CaptureSheet)
    sheet.text.set_text("")
    sheet.text.set_text("Call with Ben Okafor")
    press(qtbot, KEY.Key_Return)
    settled()
    assert (met(book)[1:], lying(phone)) == (["call 2026-11-21 happened"], ["walk.txt"])


def test_enter_on_a_name_that_fits_two_opens_log_for_the_choice(
    page, window: MainWindow, book: Book, put, settled, qtbot
) -> None:
    log(book, "Call with Ana Costa")
    put("walk.txt", "Walk with Ana this morning")
    look(page, settled)
    press(qtbot, KEY.Key_P)
    card = QApplication.focusWidget()
    assert (card.entry.yes, card.entry.remark[:14]) == ("Open Log", "“Ana” may be A")
    press(qtbot, KEY.Key_Return)
    assert window.findChild(CaptureSheet).is_open
    assert len(met(book)) == 2


def test_edit_of_a_card_opens_the_preview_and_importing_there_settles_the_file(
    page, window: MainWindow, book: Book, phone: Path, put, settled, qtbot
) -> None:
    put("isla.vcf", ISLA)
    look(page, settled)
    press(qtbot, KEY.Key_P)
    press(qtbot, KEY.Key_E)
    settled()
    assert window.stack.place[0] == "import"
    assert lying(phone) == ["isla.vcf"]
    window.stack.page.take.click()
    settled()
    assert "Isla Brodie" in book.read.values("SELECT full_name FROM person")
    assert lying(phone) == ["done/isla.vcf"]
    window.context.undo()
    settled()
    assert lying(phone) == ["isla.vcf"]


def test_a_folder_that_is_away_is_one_sentence_and_nothing_is_lost(page, phone: Path, put, settled) -> None:
    put("walk.txt", WALK)
    phone.rename(phone.with_name("away"))
    look(page, settled)
    line = page.inside.itemAt(0).widget()
    assert line.words.accessibleName() == (
        "The folder phone is not there at present. It is looked for every minute."
    )
    assert (line.isVisible(), line.look.isVisible()) == (True, False)
    phone.with_name("away").rename(phone)
    look(page, settled)
    assert [entry.quote for entry in page.came_in.entries] == [WALK]


def test_a_file_that_arrives_is_seen_by_the_folders_own_signal(
    page, phone: Path, put, settled, qtbot
) -> None:
    look(page, settled)
    assert page.came_in.watch.findChild(QFileSystemWatcher).directories() == [str(phone)]
    put("walk.txt", WALK)
    qtbot.waitUntil(lambda: [entry.quote for entry in page.came_in.entries] == [WALK])


def test_another_folder_is_looked_into_at_once_and_none_when_turned_off(
    page, window: MainWindow, book: Book, phone: Path, put, settled
) -> None:
    put("walk.txt", WALK)
    look(page, settled)
    window.open_page("settings")
    settled()
    card = window.stack.page._inbox
    assert card._path.accessibleName() == str(phone)
    card.stop.click()
    settled()
    assert settings.value(book.read, settings.INBOX_FOLDER) == ""
    assert page.came_in.entries == ()
    assert not card.stop.isVisible()
    card.watch(str(book.folder))
    assert card.words.text() == "Your book is kept in that folder. Choose one that only your phone fills."
    assert settings.value(book.read, settings.INBOX_FOLDER) == ""
    card.watch(str(phone))
    settled()
    assert [entry.quote for entry in page.came_in.entries] == [WALK]


def test_what_lies_there_at_the_start_is_there(looked, qtbot, book: Book, phone: Path, put, settled) -> None:
    put("walk.txt", WALK)
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    window.attach(Context(book))
    settled()
    assert [entry.quote for entry in window.stack.page.came_in.entries] == [WALK]
    watch = window.stack.page.came_in.watch
    window.detach()
    reads: list[object] = []
    watch.changed.connect(lambda: reads.append(1))
    watch.look()
    assert reads == [], "nothing is read once the book is closed next"
    settled()


def test_without_a_folder_nothing_is_said(window: MainWindow, settled) -> None:
    settled()
    look(window.stack.page, settled)
    line = window.stack.page.inside.itemAt(0).widget()
    assert not line.isVisible()
