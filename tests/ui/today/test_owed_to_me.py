"""The row of what somebody else promised: asked about once, and then it is silent."""

from datetime import timedelta

from crm.book import Book
from tests.conftest import TODAY
from tests.crm import scenes
from ui.shell.main_window import MainWindow
from ui.widgets.buttons import Button


def test_a_question_that_was_sent_is_noted_and_its_row_goes(book: Book, window: MainWindow, settled) -> None:
    with book.work() as work:
        ana = scenes.person(work, "Ana Ruiz", "ana@example.com")
        scenes.promise(
            work, "favour", "she'll check the dates", by_person_id=ana.id, due_on=TODAY - timedelta(days=1)
        )
    settled()
    page = window.stack.page
    assert page.list.choose("owed-1")
    settled()
    [asked] = [one for one in page.findChildren(Button) if one.text() == "I asked about it"]
    asked.click()
    settled()
    assert not page.list.choose("owed-1")
    assert book.read.value("SELECT state FROM promise") == "open"
    window.context.undo()
    settled()
    assert page.list.choose("owed-1")
