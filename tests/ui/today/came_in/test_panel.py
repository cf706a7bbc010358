"""The panel of what came in: one key settles each, files move only then, and Ctrl+Z takes it back."""

import os
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from crm import settings
from crm.book import Book
from tests.crm import scenes
from tests.ui.stories import CTRL, press
from tests.ui.today.came_in.conftest import ISLA, MORNING, WALK, look, lying, met, shown
from ui.shell.main_window import MainWindow
from ui.today.came_in.card import EntryCard
from ui.widgets.labels import PlainLabel

KEY = Qt.Key


def test_while_a_row_is_selected_one_line_says_what_came_in(page, put, settled) -> None:
    assert page.came_in.entries == ()
    put("walk.txt", WALK)
    put("isla.vcf", ISLA)
    look(page, settled)
    line = page.inside.itemAt(0).widget()
    assert (line.isVisible(), line.words.accessibleName()) == (True, "Two proposals came in.")
    assert line.look.text() == "Look at them"
    assert page._header.words.accessibleName().endswith(" Two proposals came in.")
    assert page.list.chosen() is not None
    assert not page.came_in.is_shown


def test_a_single_proposal_is_spoken_of_as_one(page, put, settled) -> None:
    put("walk.txt", WALK)
    look(page, settled)
    line = page.inside.itemAt(0).widget()
    assert (line.words.accessibleName(), line.look.text()) == ("One proposal came in.", "Look at it")


def test_the_panel_opens_by_key_and_one_key_settles_each(
    page, book: Book, phone: Path, put, settled, qtbot
) -> None:
    put("walk.txt", WALK)
    put("isla.vcf", ISLA, MORNING - timedelta(hours=1))
    put("milk.txt", "milk and bread", MORNING - timedelta(hours=2))
    look(page, settled)
    press(qtbot, KEY.Key_P)
    assert page.list.chosen() is None
    assert shown(page) == [WALK, "Isla Brodie is new", "milk and bread"]
    assert QApplication.focusWidget().entry.quote == WALK
    press(qtbot, KEY.Key_Return)
    settled()
    assert met(book)[1:] == ["walk 2026-11-21 happened"]
    assert shown(page) == ["Isla Brodie is new", "milk and bread"]
    press(qtbot, KEY.Key_Return)
    settled()
    assert "Isla Brodie" in book.read.values("SELECT full_name FROM person")
    assert QApplication.focusWidget().entry.quote == "milk and bread"
    press(qtbot, KEY.Key_X)
    settled()
    assert lying(phone) == ["done/isla.vcf", "done/milk.txt", "done/walk.txt"]
    assert not page.came_in.is_shown
    assert page.list.hasFocus()
    assert page.list.chosen() is not None


def test_undo_brings_the_proposal_and_the_file_back(
    page, book: Book, phone: Path, put, settled, qtbot
) -> None:
    put("walk.txt", WALK)
    look(page, settled)
    press(qtbot, KEY.Key_P)
    for answer in (KEY.Key_Return, KEY.Key_X):
        press(qtbot, answer)
        settled()
        assert lying(phone) == ["done/walk.txt"]
        press(qtbot, KEY.Key_Z, CTRL)
        settled()
        assert (lying(phone), len(met(book))) == (["walk.txt"], 1)
        assert [entry.quote for entry in page.came_in.entries] == [WALK]
        press(qtbot, KEY.Key_P)


def test_up_and_down_choose_and_the_chosen_one_shows_its_keys_as_buttons(page, put, settled, qtbot) -> None:
    put("walk.txt", WALK)
    put("call.txt", "Call with Ben Okafor", MORNING - timedelta(hours=1))
    look(page, settled)
    press(qtbot, KEY.Key_P)
    first, second = page.came_in.panel.cards
    press(qtbot, KEY.Key_Up)
    assert QApplication.focusWidget() is first
    press(qtbot, KEY.Key_Down)
    assert QApplication.focusWidget() is second
    settled()
    visible = [button.accessibleName() for button in second.findChildren(QPushButton) if button.isVisible()]
    assert visible == ["Log it", "Edit", "No"]
    assert not any(button.isVisible() for button in first.findChildren(QPushButton))
    assert all(button.height() >= 24 for button in second.findChildren(QPushButton))
    press(qtbot, KEY.Key_K)
    assert QApplication.focusWidget() is first
    assert first.accessibleName() == (
        f"walk.txt, from your phone at 09:12. {WALK}. Walk with Ana Ruiz, today. Send Ana Ruiz the label sheet, Monday. "
        "Enter: Log it. E: Edit. X: No"
    )


def test_the_chosen_one_is_always_in_view(page, put, settled, qtbot) -> None:
    for number in range(12):
        put(f"{number}.txt", f"Walk with Ana Ruiz in park {number}", MORNING - timedelta(minutes=number))
    look(page, settled)
    press(qtbot, KEY.Key_P)
    for _ in range(11):
        settled()
        press(qtbot, KEY.Key_Down)
    settled()
    card, view = QApplication.focusWidget(), page._body.panel.viewport()
    assert card is page.came_in.panel.cards[-1]
    assert card.mapTo(view, card.rect().topLeft()).y() >= 0
    assert card.mapTo(view, card.rect().bottomLeft()).y() <= view.height()
    assert "4 more follow." in [label.text() for label in page.came_in.panel.findChildren(PlainLabel)]


def test_esc_goes_from_a_row_to_what_came_in_and_back(page, put, settled, qtbot) -> None:
    put("walk.txt", WALK)
    look(page, settled)
    press(qtbot, KEY.Key_Escape)
    assert isinstance(QApplication.focusWidget(), EntryCard)
    press(qtbot, KEY.Key_Escape)
    assert page.list.hasFocus()
    assert page.list.chosen() is not None
    assert not page.came_in.is_shown


def test_a_key_for_an_entry_that_is_not_in_view_settles_nothing(
    page, book: Book, put, settled, qtbot
) -> None:
    put("walk.txt", WALK)
    look(page, settled)
    steps = len(book.steps())
    press(qtbot, KEY.Key_X)
    settled()
    assert (len(book.steps()), page.came_in.is_shown) == (steps, True)


def test_meetings_from_a_calendar_stand_there_too_and_take_the_same_keys(
    page, book: Book, put, settled, qtbot
) -> None:
    with book.work() as work:
        dev = scenes.person(work, "Dev Chandra")
        for day, what in ((18, "Glasgow shelves"), (17, "Stand-up")):
            scenes.meeting(work, date(2026, 11, day), dev, state="proposed", purpose=what)
    settled()
    put("walk.txt", WALK)
    look(page, settled)
    press(qtbot, KEY.Key_P)
    assert shown(page) == [WALK, "Did “Glasgow shelves” happen?", "Did “Stand-up” happen?"]
    assert page.came_in.panel.cards[1].entry.source == "your calendar, Wednesday"
    press(qtbot, KEY.Key_Down)
    press(qtbot, KEY.Key_Return)
    settled()
    press(qtbot, KEY.Key_X)
    settled()
    assert met(book)[1:] == ["coffee 2026-11-18 happened", "coffee 2026-11-17 missed"]
    assert shown(page) == [WALK]


def test_edit_of_a_meeting_leads_to_it_among_all_that_are_proposed(
    page, window: MainWindow, book: Book, settled, qtbot
) -> None:
    with book.work() as work:
        dev = scenes.person(work, "Dev Chandra")
        for day in (18, 17):
            scenes.meeting(work, date(2026, 11, day), dev, state="proposed", purpose=f"Of the {day}th")
    settled()
    press(qtbot, KEY.Key_P)
    press(qtbot, KEY.Key_Down)
    press(qtbot, KEY.Key_E)
    settled()
    assert window.stack.place[0] == "proposals"
    assert window.stack.page.list.chosen().what == "Of the 17th"


def test_on_a_day_without_rows_what_came_in_is_beside_it_at_once(
    window: MainWindow, book: Book, tmp_path: Path, settled, qtbot
) -> None:
    with book.work() as work:
        settings.change(work, settings.INBOX_FOLDER, str(tmp_path))
    path = tmp_path / "call.txt"
    path.write_text("Call with Ben Okafor")
    os.utime(path, (MORNING.timestamp(), MORNING.timestamp()))
    settled()
    look(window.stack.page, settled)
    assert shown(window.stack.page) == ["Call with Ben Okafor"]
    press(qtbot, KEY.Key_P)
    press(qtbot, KEY.Key_Return)
    settled()
    assert met(book) == ["call 2026-11-21 happened"]


def test_a_selected_row_has_the_panel(page, put, settled, qtbot) -> None:
    put("walk.txt", WALK)
    look(page, settled)
    press(qtbot, KEY.Key_P)
    page.list.choose_first()
    assert not page.came_in.is_shown
    assert page._panel is not None
    look(page, settled)
    assert page._panel is not None


def test_in_a_narrow_window_it_opens_over_the_list(
    page, window: MainWindow, book: Book, put, settled, qtbot
) -> None:
    window.resize(960, 640)
    settled()
    put("walk.txt", WALK)
    look(page, settled)
    press(qtbot, KEY.Key_P)
    assert page._body.panel.isVisible()
    press(qtbot, KEY.Key_Escape)
    assert not page._body.panel.isVisible()
    press(qtbot, KEY.Key_P)
    press(qtbot, KEY.Key_Return)
    settled()
    assert met(book)[1:] == ["walk 2026-11-21 happened"]
    assert page.list.hasFocus()
