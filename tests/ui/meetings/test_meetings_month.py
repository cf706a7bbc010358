"""The month: what is painted and spoken, the way through it by keys, moving meetings by dragging and by key."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from crm.book import Book
from tests.conftest import TODAY
from tests.crm import scenes
from tests.ui.meetings.conftest import day
from tests.ui.stories import press, write
from ui.meetings.month_cells import entries
from ui.meetings.page import MeetingsPage
from ui.planning.sheet import PlanSheet
from ui.shell.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
KEY = Qt.Key
TODAYS, AHEAD, PROPOSED, PAST = 1, 2, 3, 4


@pytest.fixture
def month(page: MeetingsPage, qtbot) -> MeetingsPage:
    page.focus_first()
    press(qtbot, KEY.Key_V)
    assert page.month.isVisible()
    return page


def spoken(page: MeetingsPage, on: date) -> str:
    model = page.month.grid.model()
    return str(model.index_of(on).data(Qt.ItemDataRole.AccessibleTextRole))


def centre(page: MeetingsPage, on: date, entry: int | None = None) -> QPoint:
    """Of a day, or of one of its chips."""
    grid = page.month.grid
    rect = grid.visualRect(grid.model().index_of(on))
    return rect.center() if entry is None else entries(rect, grid.model().filled(on))[entry].rect.center()


def drag(page: MeetingsPage, start: QPoint, end: QPoint) -> None:
    seen = page.month.grid.viewport()
    QTest.mousePress(seen, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(seen, start + QPoint(30, 30))
    QTest.mouseMove(seen, end)
    QTest.mouseRelease(seen, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)


def test_each_day_is_spoken_with_its_meetings(month: MeetingsPage) -> None:
    assert month.month.name.text() == "November 2026"
    assert spoken(month, TODAY) == (
        "Saturday 21 November, today, 1 meeting: 14:00 Coffee with Lena Petrov, planned"
    )
    assert (
        spoken(month, date(2026, 11, 19)) == "Thursday 19 November, 1 meeting: Call with Ana Ruiz, proposed"
    )
    assert spoken(month, date(2026, 11, 3)) == "Tuesday 3 November, no meetings"
    assert month.month.grid.day == TODAY


def test_the_view_is_remembered(month: MeetingsPage, window: MainWindow, met: Book, settled) -> None:
    made = MeetingsPage(window.context)
    assert made.switch.value == "month"
    made.deleteLater()
    month.switch.buttons["list"].click()
    assert month.list.isVisible()


def test_arrows_move_the_day_and_page_keys_the_month(month: MeetingsPage, qtbot) -> None:
    grid = month.month.grid
    assert grid.hasFocus()
    press(qtbot, KEY.Key_Left)
    press(qtbot, KEY.Key_Down)
    assert grid.day == TODAY + timedelta(days=6)
    press(qtbot, KEY.Key_Down)
    assert (grid.day, month.month.name.text()) == (date(2026, 12, 4), "December 2026")
    press(qtbot, KEY.Key_PageUp)
    press(qtbot, KEY.Key_PageUp)
    assert (grid.day, month.month.name.text()) == (date(2026, 10, 4), "October 2026")
    press(qtbot, KEY.Key_Home)
    assert (grid.day, month.month.name.text()) == (TODAY, "November 2026")
    month.month.after.click()
    assert grid.day == date(2026, 12, 21)


def test_enter_opens_the_day_and_a_meeting_can_be_planned_on_it(
    month: MeetingsPage, window, met: Book, qtbot, settled
) -> None:
    press(qtbot, KEY.Key_Right)
    press(qtbot, KEY.Key_Return)
    assert month._body.day_panel.plan.hasFocus()
    press(qtbot, KEY.Key_Return)
    sheet = next(one for one in window.findChildren(PlanSheet) if one.isVisible())
    assert sheet.day.text() == "22 November"
    write(qtbot, "walk with Ana")
    press(qtbot, KEY.Key_Return)
    settled()
    assert "1 meeting: Walk with Ana Ruiz, planned" in spoken(month, TODAY + timedelta(days=1))
    assert month.month.grid.day == TODAY + timedelta(days=1)


def test_the_list_of_a_day_is_left_by_esc_and_its_meetings_take_keys(
    month: MeetingsPage, met: Book, qtbot, settled
) -> None:
    press(qtbot, KEY.Key_Return)
    assert month._body.day_panel.list.hasFocus()
    assert month.chosen_meeting().id == TODAYS
    press(qtbot, KEY.Key_H)
    settled()
    assert "Coffee with Lena Petrov" in spoken(month, TODAY)
    assert "planned" not in spoken(month, TODAY)
    assert month._body.day_panel.list.hasFocus(), "the next key goes on there"
    press(qtbot, KEY.Key_Escape)
    assert month.month.grid.hasFocus()


def test_a_planned_one_is_dragged_to_another_day_in_one_step(month: MeetingsPage, met: Book, settled) -> None:
    drag(month, centre(month, TODAY, 0), centre(month, date(2026, 11, 26)))
    settled()
    assert day(met, TODAYS) == "2026-11-26"
    assert met.steps(1)[0].label == "Moved coffee with Lena Petrov to Thursday"
    month.context.undo()
    settled()
    assert day(met, TODAYS) == "2026-11-21"


def test_the_selection_goes_with_a_meeting_that_is_dragged(month: MeetingsPage, met: Book, settled) -> None:
    busy = date(2026, 11, 26)
    with met.work() as work:
        for name in ("Kofi Mensah", "Noor Haddad"):
            scenes.meeting(work, busy, scenes.person(work, name), state="planned")
    settled()
    drag(month, centre(month, TODAY, 0), centre(month, busy))
    settled()
    assert (month.month.grid.day, month.chosen_meeting().id) == (busy, TODAYS)
    assert month.month.grid.hasFocus()


def test_what_happened_is_not_dragged_and_a_click_moves_nothing(
    month: MeetingsPage, met: Book, settled
) -> None:
    steps = met.steps(1)[0].id
    drag(month, centre(month, date(2026, 11, 20), 0), centre(month, date(2026, 11, 26)))
    drag(month, centre(month, date(2026, 11, 19), 0), centre(month, date(2026, 11, 26)))
    drag(month, centre(month, TODAY, 0), centre(month, TODAY))
    settled()
    assert met.steps(1)[0].id == steps


def test_space_steps_through_the_meetings_of_a_day_and_m_moves_the_one_selected(
    month: MeetingsPage, met: Book, qtbot, settled
) -> None:
    with met.work() as work:
        ana = work.session.get_one(scenes.Person, 1)
        second = scenes.meeting(work, TODAY, ana, state="planned", held_at="16:00").id
    settled()
    month.month.show_day(TODAY, 0)
    month.month.grid.setFocus()
    chosen = []
    for _ in range(3):
        press(qtbot, KEY.Key_Space)
        chosen.append(month.chosen_meeting().id)
    assert chosen == [TODAYS, second, TODAYS] or chosen == [second, TODAYS, second]
    month.month.show_day(TODAY, second)
    press(qtbot, KEY.Key_M)
    menu = QApplication.activePopupWidget()
    qtbot.keyClick(menu, KEY.Key_Down)
    qtbot.keyClick(menu, KEY.Key_Return)
    settled()
    assert day(met, second) == "2026-11-22"


def test_what_does_not_fit_in_a_day_is_counted(month: MeetingsPage, met: Book, settled) -> None:
    with met.work() as work:
        ana = work.session.get_one(scenes.Person, 1)
        for hour in range(9, 21):
            scenes.meeting(work, date(2026, 11, 10), ana, held_at=f"{hour:02}:00")
    settled()
    grid = month.month.grid
    rect = grid.visualRect(grid.model().index_of(date(2026, 11, 10)))
    shown = entries(rect, grid.model().filled(date(2026, 11, 10)))
    assert shown[-1].words == f"{12 - (len(shown) - 1)} more"
    assert shown[-1].rect.bottom() <= rect.bottom()
    assert spoken(month, date(2026, 11, 10)).endswith("4 more")


def test_the_filter_holds_for_the_month_too(month: MeetingsPage, qtbot) -> None:
    press(qtbot, "/")
    write(qtbot, "with:lena")
    assert "no meetings" in spoken(month, date(2026, 11, 20))
    assert "Lena Petrov" in spoken(month, TODAY)


def test_a_double_click_beside_the_meetings_opens_the_day(month: MeetingsPage, settled) -> None:
    seen = month.month.grid.viewport()
    QTest.mouseDClick(
        seen, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, centre(month, date(2026, 11, 27))
    )
    assert month._body.day_panel.day == date(2026, 11, 27)
    assert month._body.day_panel.plan.hasFocus()
