"""An event by keyboard in the real window: prepared, then a pasted list, five chosen, and the promises on Today."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from crm.book import Book
from crm.briefs.brief import of_meeting
from crm.briefs.sections import Section, sections
from crm.events import preparing
from crm.events.whole_event import whole_event
from crm.meetings import planning
from crm.meetings.plan import Plan
from crm.people import adding
from crm.things.key import Key
from tests.ui.stories import log, press, write
from ui.context import Context
from ui.event import attendee_sheet
from ui.event.attendee_sheet import AttendeeSheet
from ui.event.page import EventPage
from ui.meeting_pages import open_brief, open_look_back
from ui.paper import printing
from ui.shell.main_window import MainWindow

KEY = Qt.Key
Settled = Callable[[], None]
LIST = "\n".join(["Ana Ruiz, Hot Sauce", *(f"Guest {letter}ov, Firm Ltd" for letter in "ABCDEFGHIJ")])


def test_an_event_is_begun_in_words_and_prepared_by_keyboard(
    qtbot, page: EventPage, book: Book, settled: Settled
) -> None:
    log(book, "Coffee with Dev Chandra on 1 October")
    assert QApplication.focusWidget() is page.choice.field
    write(qtbot, "Leith fair on 3 December at 18:00")
    press(qtbot, KEY.Key_Return)
    settled()
    assert page._header.title.text() == "Leith fair"
    assert page._header.words.text() == "Thursday 3 December at 18:00. In 12 days."
    assert QApplication.focusWidget() is page.before.why
    write(qtbot, "Find two stallholders who would try our labels")
    press(qtbot, KEY.Key_Tab)
    settled()
    assert page.before.specific.isVisible()
    page.before.questions.focus_new()
    for words in ("What did you stop selling?", "Who helped?", "What would make it twice as good?"):
        write(qtbot, words)
        press(qtbot, KEY.Key_Return)
        settled()
    assert not page.before.questions.new.isVisible()
    assert QApplication.focusWidget() is page.before.questions.rows[-1].kept.field
    press(qtbot, KEY.Key_Escape)
    page.setFocus()
    press(qtbot, KEY.Key_H)
    write(qtbot, "Dev Chandra")
    press(qtbot, KEY.Key_Return)
    settled()
    event = whole_event(book.read, book.read.value("SELECT max(id) FROM meeting"))
    assert event.why == "Find two stallholders who would try our labels"
    assert event.questions[0].words == "What did you stop selling?"
    assert [one.person.name for one in event.hopes] == ["Dev Chandra"]


def test_vague_words_are_named_instead_of_specific(page: EventPage, breakfast: int, settled: Settled) -> None:
    page.switch()
    page.before.why.setPlainText("Pick some brains and network with people")
    page.before.why.save()
    settled()
    assert not page.before.specific.isVisible() or not page.before.why_words.isVisible()


def test_only_the_ticked_of_a_pasted_list_are_taken_in(
    qtbot, page: EventPage, breakfast: int, book: Book, window: MainWindow, settled: Settled
) -> None:
    press(qtbot, KEY.Key_L)
    settled()
    sheet = window.findChildren(AttendeeSheet)[-1]
    sheet.text.setPlainText(LIST)
    settled()
    assert len(sheet.boxes) == 11
    assert sheet.boxes[0].accessibleName() == "Ana Ruiz, Hot Sauce, in your book"
    assert not sheet.take_button.isEnabled()
    for box in sheet.boxes[:9]:
        box.setFocus()
        press(qtbot, KEY.Key_Space)
    assert sheet.take_button.text() == "Take in 9 people"
    press(qtbot, KEY.Key_Return)
    settled()
    assert page._header.words.text().startswith("Nine people met.")
    assert book.read.value("SELECT count(*) FROM person") == 9
    assert len(page.after.quiet.chips) == 9
    assert page.after.cards == {}
    book.undo()
    settled()
    assert book.read.value("SELECT count(*) FROM person") == 1


def test_chips_are_chosen_by_enter_and_what_is_typed_is_kept(
    qtbot, page: EventPage, breakfast: int, book: Book, settled: Settled
) -> None:
    press(qtbot, KEY.Key_P)
    write(qtbot, "Ana Ruiz, Kofi Mensah and Fay Wong")
    press(qtbot, KEY.Key_Return)
    settled()
    assert [chip.body.text() for chip in page.after.quiet.chips.values()] == [
        "Ana Ruiz",
        "Kofi Mensah",
        "Fay Wong",
    ]
    press(qtbot, KEY.Key_Escape)
    page.setFocus()
    press(qtbot, KEY.Key_C)
    press(qtbot, KEY.Key_Return)
    settled()
    ana = next(iter(page.after.cards.values()))
    assert QApplication.focusWidget() is ana.said
    write(qtbot, "labels are due")
    press(qtbot, KEY.Key_Tab)
    settled()
    assert QApplication.focusWidget() is ana.can_do
    write(qtbot, "introduce her to Kofi Mensah")
    press(qtbot, KEY.Key_Return)
    settled()
    met = whole_event(book.read, breakfast).chosen[0]
    assert (met.person.name, met.heard) == ("Ana Ruiz", "labels are due")
    assert [one.words for one in met.promises] == ["introduce Ana Ruiz to Kofi Mensah"]
    write(qtbot, "send her the survey")
    press(qtbot, KEY.Key_Return)
    settled()
    assert whole_event(book.read, breakfast).chosen[0].promises[1].title == "Send Ana Ruiz the survey"
    assert ana.can_do.text() == ""
    chip = next(iter(page.after.quiet.chips.values()))
    chip.body.setFocus()
    press(qtbot, KEY.Key_Delete)
    settled()
    assert len(whole_event(book.read, breakfast).met) == 2


def test_the_sixth_is_refused_with_a_sentence(
    page: EventPage, breakfast: int, book: Book, window: MainWindow, settled: Settled
) -> None:
    page.after.names.edited_text.emit("A Ash, B Bay, C Cox, D Dow, E Eve, F Fox")
    settled()
    for one in whole_event(book.read, breakfast).quiet:
        page.after.choose(one.person.id or 0)
        settled()
    assert len(page.after.cards) == 5
    assert [chip.body.text() for chip in page.after.quiet.chips.values()] == ["F Fox"]
    assert "Five are chosen already" in window.toast._words.text()


def test_a_key_opens_an_event_on_its_page(
    page: EventPage, breakfast: int, window: MainWindow, settled: Settled
) -> None:
    assert window.context is not None
    window.open_page("today")
    window.context.open_thing(Key("meeting", breakfast))
    settled()
    assert window.stack.page is page


def test_a_narrow_window_has_one_column_of_cards(
    page: EventPage, breakfast: int, window: MainWindow, settled: Settled
) -> None:
    window.resize(760, 640)
    page.after.names.edited_text.emit("A Ash, B Bay")
    settled()
    while page.after.quiet.chips:  # each choice shows the rest anew
        next(iter(page.after.quiet.chips.values())).body.click()
        settled()
    left = {card.mapTo(page, card.rect().topLeft()).x() for card in page.after.cards.values()}
    assert len(left) == 1


def test_what_was_prepared_is_saved_as_one_page(
    qtbot, page: EventPage, book: Book, window: MainWindow, settled: Settled, tmp_path, monkeypatch
) -> None:
    with book.work() as work:
        fair = preparing.begin(work, "Leith fair", date(2026, 12, 3))
    with book.work() as work:
        preparing.hope(work, fair, "Isla Brodie", "Runs the fair")
    window.open_page("event", fair)
    settled()
    file = tmp_path / "fair.pdf"
    monkeypatch.setattr(printing, "ask_where_to_save", lambda *_: str(file))
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    press(qtbot, KEY.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert file.read_bytes().count(b"/Type /Page\n") == 1
    prepared = of_meeting(book.read, fair, book.clock.today())
    assert prepared is not None
    assert Section("Whom you hope to meet", ("Isla Brodie: Runs the fair",)) in sections(prepared)


def test_the_people_of_the_book_are_read_once_for_a_list_that_is_typed(
    qtbot, page: EventPage, breakfast: int, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.open_list()
    sheet = window.findChildren(AttendeeSheet)[-1]
    write(qtbot, "Ana ")
    monkeypatch.setattr(attendee_sheet, "load_people_index", None)  # it is not called again
    write(qtbot, "Ruiz")
    sheet.boxes[0].setChecked(True)
    press(qtbot, KEY.Key_Return)
    write(qtbot, "Ben O")
    assert sheet.boxes[0].isChecked()
    sheet.text.setPlainText("Ana Ruiz")
    assert [box.accessibleName() for box in sheet.boxes] == ["Ana Ruiz, in your book"]


def test_what_is_being_typed_is_offered_again(
    qtbot, page: EventPage, breakfast: int, book: Book, settled: Settled
) -> None:
    page.after.names.setFocus()
    write(qtbot, "Ana Ruiz, Zed")
    page.context.drafts.write_now()
    again = EventPage(Context(book))
    qtbot.addWidget(again)
    again.open_at(breakfast)
    again.reload()
    assert again.after.names.text() == "Ana Ruiz, Zed"
    press(qtbot, KEY.Key_Return)
    settled()
    assert (page.after.names.text(), len(page.after.quiet.chips)) == ("", 2)
    page.context.drafts.write_now()
    assert Context(book).drafts.text(f"names met at event {page._event.uid}") == ""


def test_a_name_that_fits_several_stays_with_the_reason_beside_it(
    qtbot, page: EventPage, breakfast: int, book: Book, settled: Settled
) -> None:
    with book.work() as work:
        adding.add(work, "Ana Ruiz")
    page.after.names.setFocus()
    write(qtbot, "Ana Ruiz")
    press(qtbot, KEY.Key_Return)
    settled()
    assert page.after.names.text() == "Ana Ruiz"
    assert "fits 2 people" in page.after.names.accessibleDescription()


def test_brief_and_looking_back_lead_to_the_page_of_the_event(
    page: EventPage, breakfast: int, window: MainWindow, settled: Settled
) -> None:
    for open_it in (open_brief, open_look_back):
        window.open_page("today")
        settled()
        open_it(window.context, breakfast)
        settled()
        assert window.stack.page is page


def test_moving_it_names_another_plan_with_someone_hoped_for(
    qtbot, page: EventPage, book: Book, window: MainWindow, settled: Settled
) -> None:
    with book.work() as work:
        ana = adding.add(work, "Ana Ruiz").id
    with book.work() as work:
        planning.plan(work, Plan((ana,), date(2026, 12, 3), "coffee", "10:00"))
    with book.work() as work:
        fair = preparing.begin(work, "Winter fair", date(2026, 12, 1))
        preparing.hope(work, fair, "Ana Ruiz")
    window.open_page("event", fair)
    settled()
    said: list[str] = []
    page.context.message_requested.connect(lambda words, _changes: said.append(words))
    press(qtbot, KEY.Key_M)
    write(qtbot, "3 December")
    press(qtbot, KEY.Key_Return)
    settled()
    assert said[0].endswith("Also planned that day: Coffee with Ana Ruiz at 10:00.")
    assert whole_event(book.read, fair).on == date(2026, 12, 3)
