"""Everything Today can do with a row beside done and snooze: by keyboard, told, and undone."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from crm.book import Book
from tests.crm import scenes
from tests.ui.stories import CTRL, press
from ui.shell.main_window import MainWindow
from ui.today.draft_sheet import DraftSheet
from ui.widgets.labels import PlainLabel

KEY = Qt.Key


@pytest.fixture
def page(window: MainWindow, book: Book, today, settled: Callable[[], None], qtbot):
    with book.work() as work:
        mei = scenes.person(work, "Mei Kobayashi", "mei@example.org")
        lena = scenes.person(work, "Lena Petrov")
        jonas = scenes.person(work, "Jonas Nyberg", rhythm_days=21)
        scenes.promise(work, "share", "the pricing article", mei)
        scenes.meeting(work, today - timedelta(days=1), lena, state="planned")
        scenes.meeting(work, today - timedelta(days=40), jonas, note="How did the move go?")
        scenes.meeting(work, today, mei, state="planned", held_at="14:00", purpose="Hear about retainers.")
        scenes.meeting(work, today + timedelta(days=3), lena, state="planned", purpose="The second shop.")
    settled()
    window.stack.page.focus_first()
    qtbot.waitUntil(lambda: window.stack.page.list.selectionModel().hasSelection())
    return window.stack.page


def words(page) -> str:
    return "\n".join(
        label.text() for label in page._panel.findChildren(PlainLabel) if label.isVisibleTo(page._panel)
    )


def keys(page) -> list[str]:
    return [row.key for row in page._shown.rows]


def take(page, place: int, qtbot) -> None:
    """An entry of the open menu; offscreen nobody else makes the window active again afterwards."""
    menu = next(menu for menu in page.findChildren(QMenu) if menu.isVisible())
    menu.actions()[place].trigger()
    menu.close()
    page.window().activateWindow()
    qtbot.waitActive(page.window())


def sheet(window) -> DraftSheet:
    return next(one for one in window.findChildren(DraftSheet) if one.is_open)


def test_w_says_why_and_the_rule_is_turned_off_from_there(page, window, book: Book, qtbot, settled) -> None:
    page.list.choose("stay_close-3")
    settled()  # the panel is laid out
    assert "Somebody with a rhythm" not in words(page)
    press(qtbot, KEY.Key_W)
    assert "Stay close: Somebody with a rhythm shows" in words(page)
    assert "Note of 12 October: “How did the move go?”" in words(page)
    assert "Last contact: coffee, 12 October" in words(page)
    press(qtbot, KEY.Key_Tab)
    press(qtbot, KEY.Key_Return)
    settled()
    assert "stay_close-3" not in keys(page)
    assert window.toast.accessibleName().startswith("Turned off on Today: Stay close")
    press(qtbot, KEY.Key_Z, CTRL)
    settled()
    assert "stay_close-3" in keys(page)


def test_my_own_word_has_no_switch(page, qtbot) -> None:
    page.list.choose("promise-1")
    press(qtbot, KEY.Key_W)
    assert "Your own promises stay on the list" in words(page)
    assert not hasattr(page._panel.why, "off")
    press(qtbot, KEY.Key_Return)
    assert not page._panel.why.is_open


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_t_moves_a_promise_and_offers_the_line_that_says_so(
    page, window, book: Book, qtbot, settled, today
) -> None:
    page.list.choose("promise-1")
    press(qtbot, KEY.Key_T)
    take(page, 1, qtbot)  # next week
    settled()
    assert book.read.value("SELECT due_on FROM promise") == "2026-11-23"
    assert "promise-1" not in keys(page)
    shown = sheet(window)
    assert "it will take me until Monday" in shown.draft.body.toPlainText()
    assert window.focusWidget() is shown.draft.open_mail
    press(qtbot, KEY.Key_Escape)
    press(qtbot, KEY.Key_Z, CTRL)
    settled()
    assert "promise-1" in keys(page)


def test_l_lets_go_and_the_draft_says_it_honestly(page, window, book: Book, qtbot, settled) -> None:
    page.list.choose("promise-1")
    press(qtbot, KEY.Key_L)
    settled()
    assert book.read.value("SELECT state FROM promise") == "released"
    assert "I will not get to it" in sheet(window).draft.body.toPlainText()
    sheet(window).draft.mark.click()
    assert not window.findChildren(DraftSheet) or not window.findChildren(DraftSheet)[0].is_open
    press(qtbot, KEY.Key_Z, CTRL)
    settled()
    assert book.read.value("SELECT state FROM promise") == "open"


@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize(
    ("key", "state"), [(KEY.Key_D, "happened"), (KEY.Key_N, "missed"), (KEY.Key_M, "planned")]
)
def test_did_it_happen_is_answered_yes_no_or_moved(page, book: Book, qtbot, settled, key, state: str) -> None:
    page.list.choose("meeting-1")
    press(qtbot, key)
    if key == KEY.Key_D:
        press(qtbot, KEY.Key_Return)
    elif key == KEY.Key_M:
        take(page, 0, qtbot)  # tomorrow
    settled()
    assert "meeting-1" not in keys(page)
    found = book.read.one("SELECT state, held_on FROM meeting WHERE id = 1")
    assert found["state"] == state
    assert found["held_on"] == ("2026-11-22" if state == "planned" else "2026-11-20")
    press(qtbot, KEY.Key_Z, CTRL)
    settled()
    assert "meeting-1" in keys(page)


def test_the_meeting_of_the_day_opens_its_brief(page, window, qtbot, settled) -> None:
    page.list.choose("meeting-3")
    settled()
    assert page.list.row_actions.main.accessibleName() == "Open brief"
    assert "Hear about retainers." in words(page)
    assert "Send Mei Kobayashi the pricing article, Monday" in words(page)
    press(qtbot, KEY.Key_Return)
    settled()
    assert window.stack.page.purpose.purpose.field.toPlainText() == "Hear about retainers."


def test_b_opens_the_brief_of_the_next_meeting_planned_with_the_people_of_a_row(page, window, qtbot) -> None:
    page.list.choose("meeting-1")
    press(qtbot, KEY.Key_B)
    assert window.stack.page.purpose.purpose.field.toPlainText() == "The second shop."
    press(qtbot, KEY.Key_Escape)
    page.list.setFocus()
    page.list.choose("stay_close-3")
    press(qtbot, KEY.Key_B)
    assert window.toast.accessibleName() == "No meeting is planned with them."


def test_the_keys_do_only_what_fits_the_row(page, window, book: Book, qtbot) -> None:
    before = len(book.steps())
    page.list.choose("stay_close-3")
    for key, said in (
        (KEY.Key_T, "Only a promise of yours can be told later."),
        (KEY.Key_M, "Only a meeting can be moved to another day."),
        (KEY.Key_L, "Only a promise of yours can be told later or let go."),
    ):
        press(qtbot, key)
        assert window.toast.accessibleName() == said
    assert len(book.steps()) == before


def test_every_key_stands_in_the_list_of_keys(page) -> None:
    listed = {action.text(): action.shortcut().toString() for action in page.actions()}
    assert listed == {
        "Done": "D", "Snooze": "S", "Not this": "N", "Let rest": "R", "Tell them later": "T", "Let it go": "L",
        "Moved to another day": "M", "Why this?": "W", "Look back on a meeting": "V", "Open brief": "B", "What came in": "P",
        "Edit": "E", "No to what came in": "X", "Open the meeting": "O",
    }  # fmt: skip


def test_a_calm_day_names_the_next_meeting_and_opens_its_brief(
    window, book: Book, today, qtbot, settled
) -> None:
    page = window.stack.page
    with book.work() as work:
        lena = scenes.person(work, "Lena Petrov")
        scenes.meeting(work, today + timedelta(days=3), lena, state="planned", purpose="The second shop.")
    settled()
    assert page._empty_day.next.text() == "Next: coffee with Lena Petrov, Tuesday 24 November."
    page._empty_day.brief.click()
    assert window.stack.page.purpose.purpose.field.toPlainText() == "The second shop."
