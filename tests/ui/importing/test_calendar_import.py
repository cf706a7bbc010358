"""A calendar in the import page: what it would bring is seen first, and what past meetings are taken as is asked."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl

from crm import settings
from crm.book import Book
from crm.formats.read_options import Options
from crm.importing.applying import import_directly
from tests.calendars import OUTLOOK, event
from tests.crm.files.calendar.scenes import ana_and_ben, meetings, written
from tests.ui.importing.files import card
from tests.ui.stories import press
from ui.importing import events
from ui.shell.drop_and_paste import local_files
from ui.shell.main_window import MainWindow

KEY = Qt.Key
MEI = "ATTENDEE;CN=Mei Tanaka:mailto:mei@tanaka.example"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return written(
        tmp_path,
        event("a", ":20261110T090000", "Coffee")
        + event("b", ":20261112T120000", "Lunch", MEI)
        + event("c", ":20261204T090000", "Walk", people=("ben@okafor.example",))
        + event("d", ":20261113T090000", "Board", MEI, people=())
        + event("e", ":20261114T090000", "Off", "STATUS:CANCELLED"),
    )


@pytest.fixture
def page(window: MainWindow, book: Book, file: Path, settled):
    ana_and_ben(book)
    settled()
    window.context.import_file(file)
    settled()
    return window.stack.page


def test_everything_is_seen_before_anything_is_written(page, book: Book) -> None:
    assert page._header.title.text() == "Import calendar.ics"
    assert page._header.words.accessibleName() == "5 events read: nothing is changed until you press Import."
    assert [card.accessibleName() for card in page.review.overview.counts.values()] == [
        "2 past meetings",
        "1 meeting ahead",
        "1 person you do not have",
        "0 as before, 2 with nobody you know, cancelled or unreadable",
    ]
    assert page.take.text() == "Import 3 meetings"
    rows = page.review.overview.events.list.rows
    spoken = [rows.index(at, 0).data(Qt.ItemDataRole.AccessibleTextRole) for at in range(rows.rowCount())]
    assert spoken == [
        "Walk, with Ben Okafor, Friday 4 December, 09:00, ahead",
        "Lunch, with Ana Ruiz, Thursday 12 November, 12:00, past",
        "Coffee, with Ana Ruiz, Tuesday 10 November, 09:00, past",
    ]
    assert page.review.overview.events._names.text() == "Mei Tanaka (mei@tanaka.example)"
    assert meetings(book) == []


def test_asked_about_each_they_wait_on_the_page_of_proposals(
    page, window: MainWindow, book: Book, qtbot, settled
) -> None:
    press(qtbot, KEY.Key_Return)
    settled()
    assert window.stack.place[0] == "proposals"
    assert window.stack.page._header.words.accessibleName().startswith("2 meetings wait")
    assert [state for state, *_ in meetings(book)] == ["proposed", "proposed", "planned"]
    assert book.read.value("SELECT count(*) FROM person") == 2


def test_taken_as_happened_nothing_waits(page, window: MainWindow, book: Book, qtbot, settled) -> None:
    page.review.overview.events.past._buttons[True].click()
    page.take.setFocus()
    press(qtbot, KEY.Key_Return)
    settled()
    assert window.stack.place[0] == "people"
    assert [state for state, *_ in meetings(book)] == ["happened", "happened", "planned"]


def test_people_who_are_not_there_are_added_only_when_asked_for(page, book: Book, qtbot, settled) -> None:
    page.review.overview.events.others._buttons[True].click()
    settled()
    assert page.take.text() == "Import 4 meetings"
    assert page.review.overview.events.create_people
    page.take.setFocus()
    press(qtbot, KEY.Key_Return)
    settled()
    assert book.read.values("SELECT full_name FROM person ORDER BY id")[2:] == ["Mei Tanaka"]
    assert len(meetings(book)) == 4
    assert book.steps()[0].label == "Imported 4 meetings and 1 person from calendar.ics"


def test_the_same_calendar_again_has_nothing_to_import(
    page, window: MainWindow, file: Path, tmp_path: Path, qtbot, settled
) -> None:
    press(qtbot, KEY.Key_Return)
    settled()
    window.context.import_file(file)
    settled()
    again = window.stack.page
    assert again.take.text() == "Nothing to import"
    assert not again.take.isEnabled()
    assert again._header.words.accessibleName() == "Every meeting of this calendar is in your book already."
    strangers = written(tmp_path, event("s", ":20261110T090000", "Board", people=("mei@tanaka.example",)))
    window.context.import_file(strangers)
    settled()
    said = "No event of this calendar is with somebody in your book."
    assert again._header.words.accessibleName() == said
    assert events.meetings(again._loaded.lists, "new", "updated") == []


def test_with_an_address_book_beside_it_people_and_meetings_are_counted_apart(
    page, window: MainWindow, book: Book, file: Path, qtbot, settled
) -> None:
    contacts = file.with_name("more.vcf")
    contacts.write_text(card("Hana Abe", "EMAIL:hana@abe.example"), newline="")
    window.context.import_file([contacts, file])
    settled()
    said = [card.accessibleName() for card in page.review.overview.counts.values()]
    assert said[:2] == ["1 new person", "0 add something to people you have"]
    assert said[3] == "0 the same as before, 2 not brought in"
    assert page.take.text() == "Import 1 new, 3 meetings"
    new = page.review.overview.new.rows
    assert [new.row_at(at).card.name for at in range(new.rowCount())] == ["Hana Abe"]
    page.take.setFocus()
    press(qtbot, KEY.Key_Return)
    settled()
    assert book.steps()[0].label == "Imported 3 meetings and 1 person from 2 files"


def test_a_calendar_may_be_dropped_on_the_window(file: Path) -> None:
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(file))])
    assert local_files(dropped) == [file]


def test_a_calendar_that_came_in_otherwise_is_not_brought_a_second_time(
    page, window: MainWindow, book: Book, file: Path, settled
) -> None:
    with book.work() as work:
        import_directly(work, book.read, [file], options=Options(today=window.context.today))
    settled()
    assert page.take.text() == "Nothing to import"
    assert len(meetings(book)) == 3


@pytest.fixture
def of_jo(window: MainWindow, book: Book, tmp_path: Path, settled):
    """The import of a calendar with jo@work.example in all four events, which the file does not call its owner."""
    ana_and_ben(book)
    guests = ("ana@ruiz.example", "ben@okafor.example", "ana@ruiz.example", "mei@tanaka.example")
    told = [
        event(f"e{day}", f":202611{day + 10}T090000", f"Day {day}", people=("jo@work.example", who))
        for day, who in enumerate(guests)
    ]
    settled()
    window.context.import_file(written(tmp_path, "".join(told), shape=OUTLOOK))
    settled()
    return window.stack.page


def test_this_is_me_takes_the_user_out_of_the_guests_and_can_be_undone(
    of_jo, window: MainWindow, book: Book, qtbot, settled
) -> None:
    line = of_jo.review.overview.events.owner_question
    assert line.isVisible()
    said = "jo@work.example is in all 4 events with several guests. Is that you?"
    assert line.words.text() == said
    assert of_jo.review.overview.events._names.text() == "jo@work.example, mei@tanaka.example"
    line.yes.setFocus()
    press(qtbot, KEY.Key_Space)
    settled()
    assert settings.value(book.read, settings.OWNER_EMAILS) == ["jo@lindqvist.example", "jo@work.example"]
    assert window.toast.accessibleName() == "Noted that jo@work.example is me"
    assert not line.isVisible()
    assert of_jo.review.overview.events._names.text() == "mei@tanaka.example"
    assert of_jo.take.text() == "Import 3 meetings"
    press(qtbot, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert settings.value(book.read, settings.OWNER_EMAILS) == ["jo@lindqvist.example"]
    assert line.isVisible()


def test_somebody_else_is_not_asked_about_again(of_jo, book: Book, qtbot, settled) -> None:
    line = of_jo.review.overview.events.owner_question
    line.no.click()
    assert not line.isVisible()
    of_jo.review.overview.events.others._buttons[True].click()
    settled()
    assert not of_jo.review.overview.events.owner_question.isVisible()
    assert settings.value(book.read, settings.OWNER_EMAILS) == ["jo@lindqvist.example"]
