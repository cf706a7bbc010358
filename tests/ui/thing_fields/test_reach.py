"""What is written about a person opens where it is shown: by Enter, by E, by a click, and back where the focus was."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

from crm.book import Book
from crm.people import adding, editing, full_records
from crm.things.key import Key
from tests.ui.stories import press, write
from tests.ui.thing_fields.conftest import focused, is_open, sheet_of, type_into
from ui.asks.answer_panel import AnswerPanel
from ui.asks.page import AsksPage
from ui.shell.main_window import MainWindow

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton
Settled = Callable[[], None]


@pytest.fixture
def page(window: MainWindow, ana: int, settled: Settled):
    settled()
    window.context.open_person(ana)
    settled()
    return window.stack.page


def place_of(page, kind: str) -> int:
    return next(at for at in range(page.story.rows.rowCount()) if page.story.rows.row_at(at).id[0] == kind)


def click_entry(page, kind: str, qtbot) -> None:
    index = page.story.rows.index(place_of(page, kind), 0)
    page.story.scrollTo(index)
    qtbot.mouseClick(page.story.viewport(), LEFT, pos=page.story.visualRect(index).center())


@pytest.mark.parametrize("kind", ["note", "advice", "ask"])
def test_a_click_on_an_entry_of_the_story_opens_it(
    page, window: MainWindow, qtbot, settled: Settled, kind: str
) -> None:
    click_entry(page, kind, qtbot)
    settled()
    assert sheet_of(window).fields.key.kind == kind


def test_enter_opens_an_entry_and_esc_leads_back_to_it(
    page, window: MainWindow, qtbot, settled: Settled
) -> None:
    page.story.setFocus()
    page.story.choose_first()
    row = page.story.chosen()
    spoken = page.story.rows.data(page.story.currentIndex(), Qt.ItemDataRole.AccessibleDescriptionRole)
    assert spoken == "Enter opens it"
    press(qtbot, KEY.Key_Return)
    settled()
    sheet = sheet_of(window)
    assert sheet.fields.key == row.key
    press(qtbot, KEY.Key_Escape)
    settled()
    assert not is_open(sheet)
    assert focused() is page.story
    assert page.story.chosen() == row


def test_an_entry_under_the_pointer_is_marked_as_one_that_opens(page, qtbot, settled: Settled) -> None:
    page.story.setFocus()
    before = page.story.viewport().grab().toImage()
    page.story._hover(place_of(page, "note"))
    settled()
    assert page.story.viewport().grab().toImage() != before
    assert page.story.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor


def test_the_second_click_of_a_double_click_does_not_close_the_sheet(
    page, window: MainWindow, qtbot, settled: Settled
) -> None:
    click_entry(page, "note", qtbot)
    settled()
    sheet = sheet_of(window)
    qtbot.mouseDClick(sheet, LEFT, pos=QPoint(4, 4))
    assert is_open(sheet)
    qtbot.mouseClick(sheet, LEFT, pos=QPoint(4, 4))
    assert not is_open(sheet)


def test_a_meeting_of_the_story_asks_for_its_page(page, window: MainWindow, qtbot, settled: Settled) -> None:
    went: list[tuple[str, object]] = []
    window.context.page_requested.connect(lambda name, target: went.append((name, target)))
    click_entry(page, "meeting", qtbot)
    assert went == [("meeting", 1)]


def test_an_open_promise_opens_and_the_focus_comes_back_to_its_line(
    page, window: MainWindow, qtbot, settled: Settled
) -> None:
    line = page.panel.open._words[1]
    line.setFocus()
    press(qtbot, KEY.Key_Return)
    settled()
    sheet = sheet_of(window)
    type_into(sheet, "what", "the price list")
    settled()
    press(qtbot, KEY.Key_Escape)
    settled()
    assert focused() is page.panel.open._words[1]
    assert page.panel.open._words[1].accessibleName() == "Send Ana the price list"


def test_the_last_ask_opens_on_its_page_and_all_of_it_in_its_sheet(
    page, window: MainWindow, settled: Settled
) -> None:
    page.panel.asks.open.click()
    settled()
    assert isinstance(window.stack.page, AsksPage)
    assert isinstance(window.stack.page.panel, AnswerPanel)
    window.stack.page.panel.open()
    settled()
    assert sheet_of(window).title.text() == "You asked Ana Ruiz on 21 November"


def test_a_topic_is_edited_by_e_and_from_its_menu_and_is_then_of_another_kind(
    page, window: MainWindow, book: Book, ana: int, qtbot, settled: Settled
) -> None:
    chip = page.panel.topics["looking_for"]._chips[0]
    chip.body.setFocus()
    press(qtbot, KEY.Key_E)
    settled()
    sheet = sheet_of(window)
    assert sheet.title.text() == "Ana Ruiz is looking for designer"
    type_into(sheet, "topic", "packaging designer")
    settled()
    assert chip.body.text() == "packaging designer"
    sheet.close_sheet()
    assert focused() is chip.body
    press(qtbot, KEY.Key_E)
    settled()
    sheet = sheet_of(window)
    sheet.fields.rows["kind"].choice._buttons["can_help_with"].click()
    settled()
    assert full_records.person(book.read, ana).topics_of("can_help_with") == ["packaging designer"]
    sheet.close_sheet()
    settled()
    chip = page.panel.topics["can_help_with"]._chips[0]
    QApplication.sendEvent(chip, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint()))
    menu = chip.findChild(QMenu)
    assert [one.text() for one in menu.actions()] == [
        "Who else has “packaging designer”", "Edit", "Take “packaging designer” away",
    ]  # fmt: skip
    menu.actions()[1].trigger()
    menu.close()
    settled()
    assert sheet_of(window).title.text() == "Ana Ruiz can help with packaging designer"


@pytest.mark.parametrize(("row", "kind"), [("promise-1", "promise"), ("promise-3", "introduction")])
def test_e_on_a_row_of_today_opens_what_it_is_about(
    window: MainWindow, ana: int, qtbot, settled: Settled, row: str, kind: str
) -> None:
    window.open_page("today")
    settled()
    page = window.stack.page
    page.list.setFocus()
    assert page.list.choose(row)
    press(qtbot, KEY.Key_E)
    settled()
    sheet = sheet_of(window)
    assert sheet.fields.key.kind == kind
    press(qtbot, KEY.Key_Escape)
    settled()
    assert focused() is page.list


def test_a_row_about_a_person_opens_the_person(
    window: MainWindow, book: Book, ana: int, qtbot, settled: Settled
) -> None:
    with book.work() as work:
        zoe = adding.add(work, "Zoe Quinn").id
        editing.set_text(work, zoe, "birthday", "--11-22")
    window.open_page("today")
    settled()
    page = window.stack.page
    page.list.setFocus()
    assert page.list.choose(f"birthday-{zoe}")
    press(qtbot, KEY.Key_E)
    settled()
    assert window.stack.place == ("person", zoe)


def test_a_hit_is_opened_put_right_and_found_by_its_new_words(
    page, window: MainWindow, qtbot, settled: Settled
) -> None:
    for words in ("raise my prices", "ask for a deposit"):
        window.open_box()
        write(qtbot, words)
        settled()
        press(qtbot, KEY.Key_Down)
        box = window.sheets._box
        row = next(
            row
            for at in range(box.list.rows.rowCount())
            if (row := box.list.rows.row_at(at)).key is not None and row.key.kind == "advice"
        )
        box.list.choose(row.id)
        press(qtbot, KEY.Key_Return)
        settled()
        sheet = sheet_of(window)
        assert sheet.fields.key == Key("advice", 1)
        type_into(sheet, "words", "ask for a deposit")
        settled()
        sheet.close_sheet()
        settled()
