"""The list of meetings: its order, its filters, and what keys do to the selected one."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from sqlalchemy import text

from crm.book import Book
from crm.meetings import planning
from tests.conftest import TODAY
from tests.crm import scenes
from tests.ui.meetings.conftest import day, spoken, state
from tests.ui.stories import CTRL, press, write
from ui.meetings.page import MeetingsPage
from ui.meetings.panel import MeetingPanel
from ui.planning.sheet import PlanSheet
from ui.shell.main_window import MainWindow
from ui.widgets.buttons import Button
from ui.widgets.day_choice import DayPopup
from ui.widgets.labels import PlainLabel
from ui.widgets.markdown_view import MarkdownView

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
KEY = Qt.Key
TODAYS, AHEAD, PROPOSED, PAST = 1, 2, 3, 4


def choose_in_menu(qtbot, words: str) -> None:
    """By the keyboard, as the open menu takes it."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    action = next(one for one in menu.actions() if one.text().startswith(words))
    while menu.activeAction() is not action:
        qtbot.keyClick(menu, KEY.Key_Down)
    qtbot.keyClick(menu, KEY.Key_Return)


def panel_words(page: MeetingsPage) -> list[str]:
    return [label.text() for label in shown_panel(page).findChildren(PlainLabel)]


def shown_panel(page: MeetingsPage) -> MeetingPanel:
    panel = page._body.panel_body.itemAt(0).widget()
    assert isinstance(panel, MeetingPanel)
    return panel


def test_coming_proposed_and_past_by_month_each_spoken_whole(page: MeetingsPage) -> None:
    assert spoken(page) == [
        "Coming",
        "Coffee with Lena Petrov, Saturday 21 November, 14:00, Blue Bottle, planned, Her second shop.",
        "Meal with Ben Okafor, Tuesday 1 December, planned",
        "Proposed by your calendar",
        "Call with Ana Ruiz, Thursday 19 November, proposed",
        "November 2026",
        "Coffee with Ana Ruiz and Ben Okafor, Friday 20 November, Brot, Redoing labels.",
        "October 2026",
        "Walk with Ana Ruiz, Monday 12 October",
    ]
    words = page._header.words.accessibleName()
    assert words == "Today at 14:00 Lena Petrov. One proposal from your calendar."


def test_the_panel_shows_what_was_noted_and_promised(page: MeetingsPage) -> None:
    page.list.choose(PAST)
    words = panel_words(page)
    assert "Friday 20 November, Brot" in words
    assert shown_panel(page).findChildren(MarkdownView)[0].toPlainText() == "Redoing labels."
    assert "Send Ana Ruiz the pricing article" in words
    page.list.choose(TODAYS)
    assert "Her second shop." in panel_words(page)


def test_m_moves_a_planned_one_and_undo_brings_it_back(page: MeetingsPage, met: Book, qtbot, settled) -> None:
    page.list.choose(AHEAD)
    press(qtbot, KEY.Key_M)
    choose_in_menu(qtbot, "Another day")
    popup = page.window().findChild(DayPopup)
    qtbot.keyClicks(popup.field, "3 December")
    qtbot.keyClick(popup.field, KEY.Key_Return)
    settled()
    assert day(met, AHEAD) == "2026-12-03"
    assert met.steps(1)[0].label == "Moved meal with Ben Okafor to 3 December"
    assert page.list.chosen_meeting().id == AHEAD
    page.context.undo()
    settled()
    assert day(met, AHEAD) == "2026-12-01"
    assert "Meal with Ben Okafor, Tuesday 1 December, planned" in spoken(page)


def test_a_plan_on_the_last_day_of_the_calendar_can_be_moved(
    page: MeetingsPage, met: Book, qtbot, settled
) -> None:
    with met.work() as work:
        planning.move(work, AHEAD, date.max)
    settled()
    page.list.choose(AHEAD)
    press(qtbot, KEY.Key_M)
    choose_in_menu(qtbot, "Tomorrow")
    settled()
    assert day(met, AHEAD) == "2026-11-22"


@pytest.mark.parametrize(("words", "left"), [("It was called off", "missed"), ("Delete the plan", "None")])
def test_c_calls_a_plan_off_in_one_step(
    page: MeetingsPage, met: Book, qtbot, settled, words: str, left: str
) -> None:
    page.list.choose(AHEAD)
    press(qtbot, KEY.Key_C)
    choose_in_menu(qtbot, words)
    settled()
    assert state(met, AHEAD) == left
    met.undo()
    assert state(met, AHEAD) == "planned"


def test_h_notes_that_it_happened_and_not_before_its_day(
    page: MeetingsPage, met: Book, qtbot, settled
) -> None:
    page.list.choose(AHEAD)
    press(qtbot, KEY.Key_H)
    assert state(met, AHEAD) == "planned"
    page.list.choose(TODAYS)
    press(qtbot, KEY.Key_H)
    settled()
    assert state(met, TODAYS) == "happened"
    assert page.list.chosen_meeting() is not None


@pytest.mark.parametrize(
    ("key", "left"), [(KEY.Key_Y, "happened"), (KEY.Key_N, "missed"), (KEY.Key_D, "None")]
)
def test_a_proposal_is_settled_by_one_key(
    page: MeetingsPage, met: Book, qtbot, settled, key: KEY, left: str
) -> None:
    page.list.choose(PROPOSED)
    assert page.buttons.put_aside.isVisible()
    press(qtbot, key)
    settled()
    assert state(met, PROPOSED) == left
    assert "Proposed by your calendar" not in spoken(page)
    assert page._header.words.accessibleName() == "Today at 14:00 Lena Petrov."


def test_of_many_proposals_a_line_leads_to_all(met: Book, window: MainWindow, settled, qtbot) -> None:
    with met.work() as work:
        ana = work.session.get_one(scenes.Person, 1)
        for number in range(9):
            scenes.meeting(work, TODAY - timedelta(days=30 + number), ana, state="proposed")
    window.open_page("meetings")
    settled()
    page = window.stack.page
    assert "5 more wait for your yes" in spoken(page)
    page.list.choose("5 more wait for your yes")
    press(qtbot, KEY.Key_Return)
    assert window.stack.place[0] == "proposals"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("kind:meal", ["Coming", "Meal with Ben Okafor, Tuesday 1 December, planned"]),
        (
            "label",
            [
                "November 2026",
                "Coffee with Ana Ruiz and Ben Okafor, Friday 20 November, Brot, Redoing labels.",
            ],
        ),
        ('with:"ana ruiz" before:2026-11-01', ["October 2026", "Walk with Ana Ruiz, Monday 12 October"]),
    ],
)
def test_slash_filters_by_words_and_terms(page: MeetingsPage, qtbot, text: str, left: list[str]) -> None:
    page.focus_first()
    press(qtbot, "/")
    write(qtbot, text)
    assert spoken(page) == left
    press(qtbot, KEY.Key_Return)
    assert page.list.hasFocus()
    press(qtbot, KEY.Key_Escape)
    assert len(spoken(page)) == 9


def test_an_unfinished_filter_keeps_the_list_and_says_what_it_needs(page: MeetingsPage, qtbot) -> None:
    page.focus_filter()
    write(qtbot, "kind:")
    assert len(spoken(page)) == 9
    assert "Filters are" in page.filters.problem.accessibleName()


def test_the_menus_write_their_terms_into_the_field(page: MeetingsPage, qtbot) -> None:
    page.filters.kind.setFocus()
    press(qtbot, KEY.Key_Return)
    choose_in_menu(qtbot, "Walk")
    assert page.filters.field.text() == 'kind:"walk" '
    page.filters.kind.setFocus()
    press(qtbot, KEY.Key_Return)
    choose_in_menu(qtbot, "Coffee")
    page.filters.place.setFocus()
    press(qtbot, KEY.Key_Return)
    choose_in_menu(qtbot, "Blue Bottle")
    assert page.filters.field.text() == 'kind:"coffee" place:"Blue Bottle" '
    assert spoken(page)[1].startswith("Coffee with Lena Petrov")
    page.filters.person.setFocus()
    press(qtbot, KEY.Key_Return)
    choose_in_menu(qtbot, "Another")
    assert page.filters.field.text() == 'kind:"coffee" place:"Blue Bottle" with:'


def test_nothing_that_fits_says_so_and_leads_back(page: MeetingsPage, qtbot) -> None:
    page.focus_filter()
    write(qtbot, "nothing-like-this")
    assert page._stack.currentWidget() is page._none_fits
    page._none_fits.button.setFocus()
    press(qtbot, KEY.Key_Return)
    assert len(spoken(page)) == 9
    assert page.list.hasFocus()


def test_an_empty_book_offers_to_plan(window: MainWindow, qtbot) -> None:
    window.open_page("meetings")
    page = window.stack.page
    assert page._none.button.hasFocus()
    assert page._header.words.accessibleName() == "Nothing is planned."
    press(qtbot, KEY.Key_Return)
    assert any(sheet.is_open for sheet in window.findChildren(PlanSheet))


def test_a_plan_appears_under_coming(page: MeetingsPage, qtbot, settled) -> None:
    press(qtbot, KEY.Key_M, CTRL | Qt.KeyboardModifier.ShiftModifier)
    write(qtbot, "walk with Ana on Tuesday at 9")
    press(qtbot, KEY.Key_Return)
    settled()
    assert spoken(page)[2] == "Walk with Ana Ruiz, Tuesday 24 November, 09:00, planned"


def test_scrolling_reads_page_after_page(met: Book, window: MainWindow, settled) -> None:
    with met.work() as work:
        ana = work.session.get_one(scenes.Person, 1)
        for number in range(350):
            scenes.meeting(work, TODAY - timedelta(days=100 + number), ana)
    window.open_page("meetings")
    settled()
    page = window.stack.page
    assert page.list.rows.rowCount() < 130
    for _ in range(12):
        page.list.verticalScrollBar().setValue(page.list.verticalScrollBar().maximum())
        settled()
    texts = spoken(page)
    assert sum("Coffee with Ana Ruiz" in text for text in texts) == 351
    assert len(texts) == len(set(texts))
    assert page.list.rowHeight(0) < page.list.rowHeight(1), "headings are lower"
    headings = [at for at, text in enumerate(texts) if text == "January 2026"]
    assert page.list.rowHeight(headings[0]) == page.list.rowHeight(0)
    page.list.choose_first()
    place = page.list.rows.place_of(6 + 300)
    page.list.setCurrentIndex(page.list.rows.index(place, 0))
    page.reload()
    assert page.list.chosen_meeting().id == 306


def test_a_person_leads_to_their_page(page: MeetingsPage, window: MainWindow, settled) -> None:
    page.list.choose(PAST)
    panel = shown_panel(page)
    link = next(one for one in panel.findChildren(Button) if one.accessibleName() == "Open Ben Okafor")
    link.click()
    assert window.stack.place == ("person", 2)


def test_proposals_behind_a_long_way_of_coming_ones_are_counted_too(
    met: Book, window: MainWindow, settled
) -> None:
    with met.work() as work:
        ana = work.session.get_one(scenes.Person, 1)
        for number in range(150):
            scenes.meeting(work, TODAY + timedelta(days=1 + number), ana, state="planned")
        for number in range(9):
            scenes.meeting(work, TODAY - timedelta(days=30 + number), ana, state="proposed")
    window.open_page("meetings")
    settled()
    page = window.stack.page
    for _ in range(8):
        page.list.verticalScrollBar().setValue(page.list.verticalScrollBar().maximum())
        settled()
    texts = spoken(page)
    assert texts.index("5 more wait for your yes") == texts.index("November 2026") - 1
    assert texts.index("Proposed by your calendar") == texts.index("5 more wait for your yes") - 6


def test_each_row_keeps_its_height_when_a_heading_goes(page: MeetingsPage, met: Book, settled) -> None:
    with met.work() as work:
        work.session.execute(text("UPDATE meeting SET held_on = '2026-11-01', state = 'happened'"))
        work.label = "All of it has been"
    settled()
    view, rows = page.list, page.list.rows
    low = [at for at in range(rows.rowCount()) if view.rowHeight(at) < view.rowHeight(1)]
    assert low == [0], "the one heading that is left"
