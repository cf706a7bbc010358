"""Where meetings ahead are shown outside of their page, and what opens a meeting."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from crm.book import Book
from crm.people.list_order import Order
from tests.conftest import TODAY
from tests.crm import scenes
from tests.ui.meetings.conftest import spoken
from tests.ui.people.rows_and_menus import names
from tests.ui.stories import press, write
from ui.meetings.month_cells import entries
from ui.meetings.panel import MeetingPanel
from ui.shell.main_window import MainWindow
from ui.widgets.labels import PlainLabel

KEY = Qt.Key
TODAYS, AHEAD, PAST = 1, 2, 4


def test_enter_opens_the_selected_meeting(page, asked_for, qtbot) -> None:
    page.list.choose(PAST)
    page.list.setFocus()
    press(qtbot, KEY.Key_Return)
    assert asked_for == [("meeting", PAST)]


def test_the_panel_opens_it_too(page, asked_for) -> None:
    page.list.choose(PAST)
    panel = page._body.panel_body.itemAt(0).widget()
    assert isinstance(panel, MeetingPanel)
    panel.opening.click()
    assert asked_for == [("meeting", PAST)]


def test_a_double_click_on_an_entry_of_the_month_opens_it(page, asked_for, qtbot) -> None:
    page.show_view("month")
    grid = page.month.grid
    rect = grid.visualRect(grid.model().index_of(TODAY))
    point = entries(rect, grid.model().filled(TODAY))[0].rect.center()
    QTest.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
    assert asked_for == [("meeting", TODAYS)]


def test_enter_in_the_list_of_a_day_opens_the_meeting(page, asked_for, qtbot) -> None:
    page.show_view("month")
    press(qtbot, KEY.Key_Return)
    press(qtbot, KEY.Key_Return)
    assert asked_for == [("meeting", TODAYS)]


def test_on_the_page_of_a_person_the_next_meetings_open_by_enter(
    met: Book, window: MainWindow, settled, qtbot, asked_for
) -> None:
    window.open_page("person", 2)
    settled()
    coming = window.stack.page.panel.coming
    assert coming.isVisible()
    assert [one.text() for one in coming.buttons] == ["Meal on Tuesday 1 December"]
    coming.buttons[0].setFocus()
    press(qtbot, KEY.Key_Return)
    assert asked_for == [("meeting", AHEAD)]
    window.open_page("person", 1)
    settled()
    assert not coming.isVisible(), "nothing is planned with Ana"


def test_the_list_of_people_has_a_column_of_the_next_meeting_to_sort_by(
    met: Book, window: MainWindow, settled
) -> None:
    window.open_page("people")
    page = window.stack.page
    page._show_view(page.view._replace(columns=("next_meeting",), order=Order("next_meeting")))
    settled()
    assert names(page) == ["Lena Petrov", "Ben Okafor", "Ana Ruiz"]
    column = next(one for one in page._delegate.columns if one.name == "next_meeting")
    told = [column.text(page.list.rows.row_at(at), TODAY) for at in range(3)]
    assert told == ["today 14:00", "1 December", ""]
    page.sort_by("next_meeting")
    assert names(page) == ["Ben Okafor", "Lena Petrov", "Ana Ruiz"], "whom nothing is planned with comes last"


def test_today_names_the_meetings_of_the_week_and_leads_to_them(
    met: Book, window: MainWindow, settled, qtbot
) -> None:
    today = window.stack.page
    settled()
    week = today._surroundings.week
    assert not week.isVisible(), "the next one after today is in ten days"
    with met.work() as work:
        lena, ben = (work.session.get_one(scenes.Person, one) for one in (3, 2))
        scenes.meeting(work, TODAY + timedelta(days=3), lena, kind="walk", state="planned")
        scenes.meeting(work, TODAY + timedelta(days=6), ben, kind="call", state="planned")
    settled()
    assert week.words.accessibleName() == (
        "This week: walk with Lena Petrov on Tuesday and call with Ben Okafor on Friday"
    )
    week.look.setFocus()
    press(qtbot, KEY.Key_Return)
    settled()
    assert window.stack.place[0] == "meetings"
    assert spoken(window.stack.page)[1].startswith("Coffee with Lena Petrov, Saturday 21 November")


def test_the_line_of_the_week_shows_the_list_from_its_beginning_whatever_was_shown(
    page, window, settled, qtbot
) -> None:
    page.focus_filter()
    write(qtbot, "walk")
    page.show_view("month")
    window.open_page("meetings", "coming")
    settled()
    assert page.list.isVisible()
    assert len(spoken(page)) == 9
    assert page.list.currentIndex().row() == 1


@pytest.mark.parametrize("size", [(1280, 800), (960, 640)])
def test_the_panel_of_a_narrow_window_is_closed_by_esc(page, window, settled, qtbot, size) -> None:
    window.resize(*size)
    page.show_view("month")
    settled()
    press(qtbot, KEY.Key_Return)
    settled()
    assert page._body.panel.isVisible()
    press(qtbot, KEY.Key_Escape)
    assert page.month.grid.hasFocus()
    assert page._body.panel.isVisible() == (size[0] > 1100)


def test_b_opens_the_brief_from_the_list_and_from_the_page_of_a_meeting(
    page, window: MainWindow, qtbot, settled
) -> None:
    page.list.choose(AHEAD)
    page.list.setFocus()
    press(qtbot, KEY.Key_B)
    settled()
    assert window.stack.place.page == "brief"
    window.open_page("meeting", AHEAD)
    settled()
    assert window.stack.page.brief_button.isVisible()
    press(qtbot, KEY.Key_B)
    settled()
    assert window.stack.place.page == "brief"


def test_the_panel_of_many_says_how_many_more_there_were(page, met: Book, settled) -> None:
    with met.work() as work:
        many = [scenes.person(work, f"Guest {letter}ov") for letter in "ABCDE"]
        made = scenes.meeting(work, TODAY, *many, kind="event").id
    settled()
    page.list.choose(made)
    assert "and 2 others" in [one.text() for one in page._body.panel.findChildren(PlainLabel)]
