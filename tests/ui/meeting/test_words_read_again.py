"""The words of a meeting are corrected and read again; each difference has its own answer."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from crm.book import Book
from crm.people import adding
from crm.promises import keeping
from tests.ui.meeting.conftest import SAID
from tests.ui.stories import CTRL, press, write
from ui.meeting.page import MeetingPage
from ui.shell.main_window import MainWindow

KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
NEW = SAID.replace("article.", "article by Tuesday. Thank Ana for the jars.")


def retype(page: MeetingPage, text: str) -> None:
    """As if typed: into the field, which has the focus."""
    page.said.field.setFocus()
    cursor = page.said.field.textCursor()
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.insertText(text)


def due(book: Book) -> str:
    return str(book.read.value("SELECT due_on FROM promise WHERE kind = 'share'"))


def thanks(book: Book) -> int:
    return int(book.read.value("SELECT count(*) FROM promise WHERE kind = 'thank'"))


def said(book: Book, meeting: int) -> str:
    return str(book.read.value("SELECT said FROM meeting WHERE id = :id", id=meeting))


def cards(page: MeetingPage) -> list[str]:
    return [card.yes.accessibleName() for card in page.said.cards]


def test_what_is_typed_is_counted_and_stays_a_draft(
    page: MeetingPage, window: MainWindow, book: Book, meeting: int, qtbot, settled
) -> None:
    steps = len(book.steps(50))
    page.said.field.setFocus()
    page.said.field.moveCursor(QTextCursor.MoveOperation.End)
    write(qtbot, " Thank Ana for the jars.")
    assert page.said._changes.text() == "You changed one place"
    page.note.field.setFocus()
    settled()
    assert len(book.steps(50)) == steps, "leaving it saves nothing"
    window.open_page("today")
    window.open_page("meeting", meeting)
    settled()
    assert page.said.text.endswith("Thank Ana for the jars.")


def test_both_are_taken_as_one_step_and_the_words_with_them(
    page: MeetingPage, book: Book, meeting: int, qtbot, settled
) -> None:
    steps = len(book.steps(50))
    retype(page, NEW)
    press(qtbot, KEY.Key_R, CTRL)
    assert cards(page) == [
        "Yes: Send Ana Ruiz the pricing article: Monday 23 becomes Tuesday 24",
        "Yes: New, for Sunday 22: I promised: thank Ana Ruiz for the jars",
    ]
    assert page.said.all_button.text() == "Take both"
    assert len(book.steps(50)) == steps, "nothing is changed unasked"
    press(qtbot, KEY.Key_Return, CTRL)
    settled()
    assert (due(book), thanks(book), said(book, meeting)) == ("2026-11-24", 1, NEW)
    assert len(book.steps(50)) == steps + 1
    assert page.said.cards == []
    page.context.undo()
    settled()
    assert (due(book), thanks(book), said(book, meeting)) == ("2026-11-23", 0, SAID)
    assert page.said.text == SAID


def test_one_is_taken_by_its_key_and_the_other_left(
    page: MeetingPage, book: Book, meeting: int, qtbot, settled
) -> None:
    retype(page, NEW)
    press(qtbot, KEY.Key_R, CTRL)
    press(qtbot, KEY.Key_2, ALT)
    settled()
    assert (due(book), thanks(book), said(book, meeting)) == ("2026-11-23", 1, SAID)
    assert len(page.said.cards) == 1
    page.said.cards[0].leave.click()
    settled()
    assert (due(book), said(book, meeting)) == ("2026-11-23", NEW)
    assert page.said.cards == []
    press(qtbot, KEY.Key_R, CTRL)
    assert page.said.cards == [], "what was left is not asked again"


def test_undo_brings_a_taken_difference_back(page: MeetingPage, book: Book, qtbot, settled) -> None:
    retype(page, NEW)
    press(qtbot, KEY.Key_R, CTRL)
    press(qtbot, KEY.Key_1, ALT)
    settled()
    assert len(page.said.cards) == 1
    page.context.undo()
    settled()
    assert len(page.said.cards) == 2


def test_leave_all_keeps_the_words_only(page: MeetingPage, book: Book, meeting: int, qtbot, settled) -> None:
    retype(page, NEW)
    press(qtbot, KEY.Key_R, CTRL)
    page.said.none_button.click()
    settled()
    assert (due(book), thanks(book), said(book, meeting)) == ("2026-11-23", 0, NEW)


def test_what_was_kept_meanwhile_is_named_and_stays(
    page: MeetingPage, window: MainWindow, book: Book, qtbot, settled
) -> None:
    with book.work() as work:
        keeping.keep(work, book.read.value("SELECT id FROM promise WHERE kind = 'share'"))
    settled()
    retype(page, SAID.replace("article.", "article by Tuesday."))
    press(qtbot, KEY.Key_R, CTRL)
    settled()
    assert page.said.cards == []
    assert page.said.says.text() == (
        "Nothing else would change. “Send Ana Ruiz the pricing article” (kept) stays as it is."
    )


def test_a_name_that_fits_several_is_said_and_typing_goes_on(page: MeetingPage, qtbot, book: Book) -> None:
    with book.work() as work:
        adding.add_many(work, [adding.NewPerson("Sam Field"), adding.NewPerson("Sam Hill")])
    retype(page, SAID.replace("Coffee with", "Coffee with Sam,"))
    press(qtbot, KEY.Key_R, CTRL)
    assert "“Sam” could be several people" in page.said.says.text()
    write(qtbot, "x")
    assert page.said.says.isHidden()


def test_in_a_narrow_window_the_words_open_over_the_page(
    page: MeetingPage, window: MainWindow, qtbot, settled
) -> None:
    window.resize(960, 640)
    settled()
    assert not page.said.isVisible()
    page.words_button.click()
    assert page.said.field.hasFocus()
    page.said.read_button.setFocus()
    press(qtbot, KEY.Key_Escape)
    assert not page.said.isVisible()
