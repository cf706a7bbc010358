"""The name of an event is put right on its meeting's page."""

from PySide6.QtCore import Qt

from crm.book import Book
from crm.events import preparing
from tests.ui.stories import press, write
from ui.meeting.page import MeetingPage
from ui.shell.main_window import MainWindow

KEY = Qt.Key


def stored(book: Book, meeting_id: int, column: str) -> object:
    return book.read.value(f"SELECT {column} FROM meeting WHERE id = :id", id=meeting_id)


def test_the_name_of_an_event_is_put_right_and_why_one_goes_stays(
    window: MainWindow, page: MeetingPage, book: Book, qtbot, settled
) -> None:
    assert page.name.isHidden()
    with book.work() as work:
        fair = preparing.begin(work, "Lieth fair", work.today)
        preparing.say_why(work, fair, "Find two stallholders")
    window.open_page("meeting", fair)
    settled()
    page.name.field.setFocus()
    page.name.field.selectAll()
    write(qtbot, "Leith fair")
    press(qtbot, KEY.Key_Return)
    settled()
    assert stored(book, fair, "purpose") == "Leith fair\nFind two stallholders"
    assert book.steps(1)[0].label == "Named an event “Leith fair”"
    page.purpose.field.setFocus()
    page.purpose.field.selectAll()
    write(qtbot, "Find one")
    press(qtbot, KEY.Key_Return)
    settled()
    assert stored(book, fair, "purpose") == "Leith fair\nFind one"
