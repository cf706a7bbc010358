"""Advice through the real window, by keyboard: noted, tried, told, asked about; and what others promised."""

from PySide6.QtCore import Qt

from crm.book import Book
from tests.conftest import TODAY
from tests.ui.advice.conftest import spoken
from tests.ui.stories import press, write
from ui.advice.note_sheet import NoteAdviceSheet
from ui.advice.owed_panel import OwedPanel
from ui.advice.page import AdvicePage
from ui.advice.panel import AdvicePanel
from ui.shell.main_window import MainWindow

KEY = Qt.Key


def advice(book: Book, number: int, column: str) -> str:
    return str(book.read.value(f"SELECT {column} FROM advice WHERE id = :id", id=number))


def chosen(page: AdvicePage, key: str) -> AdvicePanel:
    assert page.list.choose(key)
    assert isinstance(page.panel, AdvicePanel)
    return page.panel


def test_the_list_says_the_next_step_of_each_loop_and_the_page_those_to_close(page: AdvicePage) -> None:
    assert page._header.words.accessibleName() == "One loop to close: ask Hana how it went."
    rows = spoken(page)
    assert rows[0] == "What you were told"
    assert rows[1].startswith(
        "Tom Sandberg advised, drop the smallest client, Does it apply to me?, not tried, try by 1 March"
    )
    assert rows[2].startswith(
        "Tom Sandberg advised, raise the day rate by a fifth, Does it apply to me?, decide when you like"
    )
    assert rows[3] == "What you told others"
    assert rows[4].startswith(
        "You advised Hana Abe, write the job as outcomes, Said today; she meant to post it by the 15th., ask how it went"
    )
    assert rows[5] == "What others promised you, asked about once, when late"
    assert rows[6].startswith("Hana Abe promised to check the market dates, Said today, since yesterday")


def test_advice_is_tried_and_told_by_keyboard(page: AdvicePage, advised: Book, qtbot, settled) -> None:
    panel = chosen(page, "advice-1")
    page.list.setFocus()
    press(qtbot, KEY.Key_Return)
    assert panel.applies.field.hasFocus()
    write(qtbot, "New clients only")
    press(qtbot, KEY.Key_Tab)
    settled()
    assert advice(advised, 1, "applies") == "New clients only"
    assert panel.tried.buttons["yes"].hasFocus()
    assert panel.mail.draft is None
    press(qtbot, KEY.Key_Space)
    settled()
    assert advice(advised, 1, "tried") == "yes"
    assert page.panel is panel, "the panel stays, with the keyboard in it"
    panel.came_of.field.setFocus()
    write(qtbot, "Both stayed")
    press(qtbot, KEY.Key_Tab)
    settled()
    assert panel.mail.draft is not None
    assert "I tried it, and this is what came of it: Both stayed." in panel.mail.draft.body.toPlainText()
    panel.mail.draft.mark.click()
    settled()
    assert advice(advised, 1, "told_on") == TODAY.isoformat()
    assert advised.read.value("SELECT state FROM promise WHERE advice_id = 1") == "kept"
    assert (
        advised.read.value("SELECT label FROM step ORDER BY id DESC")
        == "Told Tom Sandberg what came of the advice"
    )
    assert "1 closed, the last “raise the day rate by a fifth”: tried, told today. show" in spoken(page)


def test_given_advice_is_asked_about_and_one_key_closes_it(
    page: AdvicePage, advised: Book, qtbot, settled
) -> None:
    panel = chosen(page, "advice-3")
    assert panel.mail.draft is not None
    assert panel.mail.draft._draft.to == ("hana@example.com",)
    assert "You meant to post it by the 15th. I have been wondering" in panel.mail.draft.body.toPlainText()
    page.list.setFocus()
    press(qtbot, KEY.Key_D)
    settled()
    assert advice(advised, 3, "told_on") == TODAY.isoformat()
    page.context.undo()
    settled()
    assert advised.read.value("SELECT told_on FROM advice WHERE id = 3") is None


def test_a_day_that_is_none_is_refused_beside_the_field_and_stays_there(
    page: AdvicePage, advised: Book, qtbot
) -> None:
    panel = chosen(page, "advice-1")
    panel.try_by.field.setFocus()
    write(qtbot, "when pigs fly")
    press(qtbot, KEY.Key_Return)
    assert "is no day" in panel.try_by.problem.text()
    assert panel.try_by.field.text() == "when pigs fly"
    assert advised.read.value("SELECT try_by FROM advice WHERE id = 1") is None


def test_closed_advice_is_folded_and_shown_by_enter(page: AdvicePage, qtbot, settled) -> None:
    chosen(page, "advice-3").close_loop()
    settled()
    assert not any("write the job" in row and row.startswith("You advised") for row in spoken(page))
    assert page.list.choose("closed-given")
    page.list.setFocus()
    press(qtbot, KEY.Key_Return)
    assert any(row.startswith("You advised Hana Abe") and "asked today" in row for row in spoken(page))


def test_advice_is_noted_from_anywhere_with_someone_new(
    window: MainWindow, book: Book, qtbot, settled
) -> None:
    window.open_page("advice")
    settled()
    press(qtbot, KEY.Key_N)
    sheet = window.findChild(NoteAdviceSheet)
    assert sheet is not None
    assert sheet.people.field.hasFocus()
    write(qtbot, "Vera Lindqvist")
    press(qtbot, KEY.Key_Return)
    press(qtbot, KEY.Key_Return)
    assert sheet._problem.text() == "Advice needs words: what was advised?"
    sheet.words.setFocus()
    write(qtbot, "answer within a day")
    sheet.try_by.setFocus()
    write(qtbot, "1 March")
    press(qtbot, KEY.Key_Return)
    settled()
    assert tuple(book.read.rows("SELECT words, try_by FROM advice")[0]) == (
        "answer within a day",
        "2027-03-01",
    )
    assert book.read.value("SELECT full_name FROM person") == "Vera Lindqvist"
    page = window.stack.page
    assert isinstance(page, AdvicePage)
    assert page.list.hasFocus()
    assert page.list.chosen_card().id == "advice-1", "the next key goes on with it"
    book.undo()
    assert book.read.value("SELECT count(*) FROM person") == 0, "one step"


def test_an_empty_page_has_one_sentence_and_one_button(window: MainWindow, qtbot, settled) -> None:
    window.actions_by_name["advice"].trigger()
    settled()
    page = window.stack.page
    assert isinstance(page, AdvicePage)
    assert page._none.button is not None
    assert page._none.button.hasFocus()
    press(qtbot, KEY.Key_Return)
    assert window.findChild(NoteAdviceSheet) is not None


def test_what_is_owed_is_asked_about_once(page: AdvicePage, advised: Book, settled) -> None:
    assert page.list.choose("owed-4")
    panel = page.panel
    assert isinstance(panel, OwedPanel)
    assert panel.draft is not None
    panel.draft.mark.click()
    settled()
    assert advised.read.value("SELECT state FROM promise WHERE id = 4") == "open"
    assert spoken(page)[-1].startswith(
        "Hana Abe promised to check the market dates, Said today; you reminded Hana today, asked, since yesterday"
    )
    again = page.panel
    assert isinstance(again, OwedPanel)
    assert again.draft is None, "never offered again"
    again.mark_kept()
    settled()
    assert advised.read.value("SELECT state FROM promise WHERE id = 4") == "kept"


def test_the_note_action_opens_the_sheet_over_the_page(window: MainWindow, settled) -> None:
    window.actions_by_name["note_advice"].trigger()
    settled()
    assert isinstance(window.stack.page, AdvicePage)
    assert window.findChild(NoteAdviceSheet) is not None
