"""One person's page: the story, what is open, and details that save themselves where they stand."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from crm.book import Book
from crm.model import Person
from crm.people import editing
from crm.people import full_records as stored
from tests.crm import scenes
from tests.ui.stories import log, press, write
from ui.person.story_text import accessible_text
from ui.shell.main_window import MainWindow
from ui.widgets.buttons import IconButton

KEY = Qt.Key


def story(page) -> list[str]:
    return [accessible_text(page.story.rows.row_at(place)) for place in range(page.story.rows.rowCount())]


def test_the_story_is_told_newest_first_and_can_be_narrowed(page) -> None:
    assert page.header.about.text() == "Met 3 May at Blue Bottle"
    assert [line.split(",")[0] for line in story(page)] == ["20 November", "3 May"]
    page.filters._on_pressed("notes")
    assert story(page) == []
    assert page._empty.isVisible()


def test_a_meeting_from_a_calendar_is_told_by_its_title(page, book: Book, ana: int, settled) -> None:
    with book.work() as work:
        who = work.session.get_one(Person, ana)
        more = {"source_uid": "a 0", "purpose": "Quarterly review", "note": "Prices first"}
        scenes.meeting(work, date(2026, 11, 19), who, kind="meeting", **more)
    settled()
    assert story(page)[1] == "19 November, meeting. Quarterly review. Prices first"


def test_an_event_is_told_by_its_name_as_a_title_and_its_note_without_signs(
    page, book: Book, ana: int, settled
) -> None:
    with book.work() as work:
        who = work.session.get_one(Person, ana)
        more = {
            "purpose": "spring fair\nFind a printer",
            "note": "She **wants** the [market](market.example)",
        }
        scenes.meeting(work, date(2026, 11, 19), who, kind="event", **more)
    settled()
    assert story(page)[1] == "19 November, event. Spring fair. She wants the market"


def test_a_note_is_written_where_the_story_stands(page, book: Book, ana: int, qtbot, settled) -> None:
    page.box.field.setFocus()
    write(qtbot, "Kids started at Leith Primary")
    press(qtbot, KEY.Key_Return)
    settled()
    assert story(page)[0] == "21 November, note. Kids started at Leith Primary"
    assert page.box.field.text() == ""


def test_what_happened_is_logged_with_the_person_filled_in(page, book: Book, qtbot, settled) -> None:
    page.box.field.setFocus()
    write(qtbot, "Coffee today at Fjord Foods. Send her the lease checklist")
    press(qtbot, KEY.Key_Return)
    settled()
    assert story(page)[0].startswith("21 November, coffee at Fjord Foods")
    assert book.read.value("SELECT count(*) FROM promise WHERE kind = 'share'") == 1


def test_i_says_in_touch_today(page, book: Book, ana: int, qtbot, settled) -> None:
    press(qtbot, KEY.Key_I)
    settled()
    assert book.read.value("SELECT last_contact_on FROM person WHERE id = :id", id=ana) == "2026-11-21"
    assert story(page)[0] == "21 November, message"


def test_the_real_rhythm_stands_beside_the_chosen_one(
    page, window: MainWindow, book: Book, ana: int, qtbot, settled
) -> None:
    assert page.header.pace.isHidden(), "two meetings say nothing about a rhythm"
    log(book, "Coffee with Ana Ruiz in August")
    window.context.do(editing.set_rhythm, ana, 60)
    settled()
    assert page.header.pace.isVisible()
    assert page.header.pace.accessibleName().startswith("Close: every 2 months. Lately about every")
    window.context.do(editing.set_rhythm, ana, None)
    settled()
    assert page.header.pace.accessibleName().startswith("No rhythm. Lately about every")


def test_open_promises_both_ways_can_be_ticked(page, book: Book, settled) -> None:
    assert page.panel.open._nothing.isHidden()
    buttons = {button.accessibleName(): button for button in page.panel.open.findChildren(IconButton)}
    assert sorted(buttons) == [
        "Done: Ana Ruiz promised to check the market dates",
        "Done: Introduce Ana Ruiz to Ben Okafor",
    ]
    for button in buttons.values():
        button.click()
    settled()
    assert not page.panel.open._nothing.isHidden()
    assert book.read.values("SELECT state FROM promise") == ["kept", "kept"]


def test_topics_and_tags_come_and_go_as_chips(page, book: Book, ana: int, qtbot, settled) -> None:
    page.panel.topics["looking_for"].field.setFocus()
    write(qtbot, "packaging designer")
    press(qtbot, KEY.Key_Return)
    page.header.tags.field.setFocus()
    write(qtbot, "food")
    press(qtbot, KEY.Key_Return)
    settled()
    found = stored.person(book.read, ana)
    assert (found.topics_of("looking_for"), found.tags) == (["packaging designer"], ("food",))
    page.header.tags._remove("food")
    settled()
    assert stored.person(book.read, ana).tags == ()


def test_the_name_is_edited_in_place_and_never_emptied(page, book: Book, ana: int, settled) -> None:
    page.header.name.setFocus()
    page.header.name.setText("")
    page.story.setFocus()
    assert page.header.problem.text() == "A person needs a name."
    page.header.name.setFocus()
    page.header.name.setText("Ana María Ruiz")
    page.story.setFocus()
    settled()
    assert stored.person(book.read, ana).full_name == "Ana María Ruiz"
    assert not page.header.problem.isVisible()


def test_e_opens_the_details_also_in_a_narrow_window(page, window: MainWindow, qtbot, settled) -> None:
    window.resize(960, 640)
    settled()
    assert not page._body.panel.isVisible()
    press(qtbot, KEY.Key_E)
    assert page._body.panel.isVisible()
    assert page.panel.details.isAncestorOf(QApplication.focusWidget())


def test_a_deleted_person_is_left_and_undo_brings_everything_back(
    page, window: MainWindow, book: Book, ana: int, settled
) -> None:
    window.open_page("people")
    window.context.open_person(ana)
    page.delete()
    settled()
    assert window.stack.place[0] == "people"
    window.context.undo()
    window.context.open_person(ana)
    settled()
    assert len(story(page)) == 2


def test_a_person_gone_meanwhile_is_said_in_words(page, book: Book, ana: int, settled) -> None:
    with book.work() as work:
        work.connection.execute("DELETE FROM person WHERE id = ?", (ana,))
    settled()
    assert page.content.missing.isVisible()
    assert page.content.missing.sentence.text() == "This person is no longer in the book."
