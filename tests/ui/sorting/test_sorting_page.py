"""Sorting by keys in the real window: each key decides and goes on, and every way back leads to the right person."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from crm.book import Book
from crm.people import adding, deleting, editing
from crm.sorting import queries
from tests.crm import scenes
from tests.ui.stories import CTRL, log, person_id, press
from ui.shell.main_window import MainWindow
from ui.theme.look import look

KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(window: MainWindow, book: Book, settled: Callable[[], None]):
    """Ana with two coffees, Ben with one, then Cleo and Dora, of whom only the names are known."""
    for words in (
        "Coffee with Ana Ruiz yesterday",
        "Coffee with Ana Ruiz in May",
        "Coffee with Ben Okafor in May",
    ):
        log(book, words)
    with book.work() as work:
        for name in ("Cleo Marsh", "Dora Lind"):
            adding.add(work, name)
    settled()
    window.open_page("sort")
    settled()
    return window.stack.page


def rhythm_of(book: Book, name: str) -> int | None:
    return book.read.value("SELECT rhythm_days FROM person WHERE full_name = :name", name=name)


def test_the_person_stands_there_with_what_is_known_and_has_the_keyboard(page, window: MainWindow) -> None:
    assert page._header.title.text() == "Who do you want to stay close to?"
    assert page._header.words.text().startswith("1 of 4. Stop whenever you like")
    assert page.card.name.text() == "Ana Ruiz"
    assert page.card.evidence.text() == "2 coffees, the last yesterday."
    assert QApplication.focusWidget() is page.card
    assert page.card.accessibleName() == "Ana Ruiz. 2 coffees, the last yesterday."
    assert window.sidebar.isVisible()
    assert page._load_words.text() == "Nobody has a rhythm yet. You have had 1 in the last three months."
    assert not page._back_button.isEnabled()


@pytest.mark.parametrize(
    ("key", "days", "standing"),
    [(KEY.Key_1, 21, "kept"), (KEY.Key_2, 60, "kept"), (KEY.Key_3, 182, "kept"), (KEY.Key_4, 365, "kept"),
     (KEY.Key_0, None, "kept"), (KEY.Key_R, None, "resting"), (KEY.Key_Space, None, "kept")],
)  # fmt: skip
def test_one_key_decides_and_the_next_person_comes(
    page, book: Book, qtbot, settled, key, days: int | None, standing: str
) -> None:
    before = len(book.steps())
    press(qtbot, key)
    settled()
    assert page.card.name.text() == "Ben Okafor"
    row = book.read.one("SELECT rhythm_days, standing FROM person WHERE full_name = 'Ana Ruiz'")
    assert tuple(row) == (days, standing)
    assert len(book.steps()) == before + 1
    assert person_id(book, "Ana Ruiz") not in queries.next_people(book.read, book.clock.today())[:3]


def test_the_meter_moves_with_every_rhythm(page, qtbot, settled) -> None:
    shares = [page.meter._load.planned_share]
    for key in (KEY.Key_1, KEY.Key_1, KEY.Key_2):
        press(qtbot, key)
        settled()
        shares.append(page.meter._load.planned_share)
    assert shares[0] == 0
    assert shares == sorted(set(shares))
    assert page._load_words.text().startswith("About 3 meetings or messages a month.")


def test_undo_goes_back_to_that_person_and_redo_past_them(
    page, window: MainWindow, book: Book, qtbot, settled
) -> None:
    for key in (KEY.Key_1, KEY.Key_Space, KEY.Key_R):
        press(qtbot, key)
    settled()
    assert page.card.name.text() == "Dora Lind"
    for name in ("Cleo Marsh", "Ben Okafor", "Ana Ruiz"):
        press(qtbot, KEY.Key_Z, CTRL)
        settled()
        assert page.card.name.text() == name
    assert rhythm_of(book, "Ana Ruiz") is None
    assert page.meter._load.planned == 0
    press(qtbot, KEY.Key_Z, CTRL | SHIFT)
    settled()
    assert page.card.name.text() == "Ben Okafor"
    assert rhythm_of(book, "Ana Ruiz") == 21
    press(qtbot, KEY.Key_2)
    settled()
    assert rhythm_of(book, "Ben Okafor") == 60


@pytest.mark.parametrize("key", [KEY.Key_Left, KEY.Key_Backspace])
def test_back_shows_what_was_chosen_and_lets_it_be_changed(page, book: Book, qtbot, settled, key) -> None:
    press(qtbot, KEY.Key_2)
    settled()
    press(qtbot, key)
    assert page.card.name.text() == "Ana Ruiz"
    assert [days for days, choice in page.choices.items() if choice.isChecked()] == [60]
    press(qtbot, key)
    assert page.card.name.text() == "Ana Ruiz", "before the first there is nobody"
    press(qtbot, KEY.Key_Space)
    settled()
    assert rhythm_of(book, "Ana Ruiz") == 60, "going on changes nothing"
    press(qtbot, key)
    press(qtbot, KEY.Key_0)
    settled()
    assert rhythm_of(book, "Ana Ruiz") is None
    press(qtbot, KEY.Key_Z, CTRL)
    settled()
    assert page.card.name.text() == "Ana Ruiz"
    assert rhythm_of(book, "Ana Ruiz") == 60


def test_cards_and_buttons_do_the_same_and_give_the_keyboard_back(page, book: Book, qtbot, settled) -> None:
    page.choices[182].click()
    settled()
    assert rhythm_of(book, "Ana Ruiz") == 182
    assert QApplication.focusWidget() is page.card
    page._rest_button.click()
    page._later_button.click()
    settled()
    assert page.card.name.text() == "Dora Lind"
    assert book.read.value("SELECT standing FROM person WHERE full_name = 'Ben Okafor'") == "resting"
    page._back_button.click()
    assert page.card.name.text() == "Cleo Marsh"


def test_the_space_bar_presses_the_button_that_has_the_keyboard(page, book: Book, qtbot, settled) -> None:
    assert page.choices[21].accessibleName() == "Closest, every 3 weeks"
    press(qtbot, KEY.Key_Tab)
    assert QApplication.focusWidget() is page.choices[21]
    press(qtbot, KEY.Key_Space)
    settled()
    assert rhythm_of(book, "Ana Ruiz") == 21
    press(qtbot, KEY.Key_Tab)
    press(qtbot, KEY.Key_Tab)
    press(qtbot, KEY.Key_Return)
    settled()
    assert rhythm_of(book, "Ben Okafor") == 60


def test_after_the_last_one_it_says_what_came_of_it(page, window: MainWindow, qtbot, settled) -> None:
    for key in (KEY.Key_1, KEY.Key_1, KEY.Key_R, KEY.Key_0):
        press(qtbot, key)
    settled()
    assert page._header.words.text() == "Everyone in your book has been looked at."
    assert page.ending.words.text().startswith(
        "2 people have a rhythm now, 1 rests, 1 stays in the book without one."
    )
    press(qtbot, KEY.Key_Left)
    assert page.card.name.text() == "Dora Lind"
    press(qtbot, KEY.Key_Space)
    assert QApplication.focusWidget() is page._finish_button
    press(qtbot, KEY.Key_Return)
    settled()
    assert window.stack.place[0] == "today"
    assert window.toast.accessibleName().startswith("2 people have a rhythm now")


def test_whoever_was_left_for_later_is_offered_again_at_the_end(page, qtbot, settled) -> None:
    for key in (KEY.Key_Space, KEY.Key_1, KEY.Key_1, KEY.Key_1):
        press(qtbot, key)
    settled()
    assert page._header.words.text() == "1 person is left to look at."
    assert page.ending.more.isVisible()
    assert page.ending.more.text() == "1 more"
    press(qtbot, KEY.Key_Return)
    assert page.card.name.text() == "Ana Ruiz"


def test_stopping_keeps_what_was_decided_and_coming_back_goes_on(
    page, window: MainWindow, qtbot, settled
) -> None:
    press(qtbot, KEY.Key_2)
    settled()
    press(qtbot, KEY.Key_Escape)
    assert window.stack.place[0] == "today"
    window.open_page("sort")
    assert page.card.name.text() == "Ben Okafor"
    assert page._header.words.text().startswith("2 of 4.")
    page._finish_button.click()
    assert window.stack.place[0] == "today"
    window.open_page("sort")
    assert page.card.name.text() == "Ben Okafor"
    assert page._header.words.text().startswith("1 of 3.")


def test_what_lies_below_the_person_stays_where_it_is(page, window: MainWindow, qtbot, settled) -> None:
    """Also from someone with a place of work to someone of whom only the name is known."""
    window.context.do(editing.set_text, page.round.ids[1], "organization", "Okafor Studio")
    settled()
    tops = set()
    for _ in range(4):
        settled()
        tops.add(page.choices[21].mapTo(page, page.choices[21].rect().topLeft()).y())
        press(qtbot, KEY.Key_0)
    assert len(tops) == 1


def test_who_is_deleted_meanwhile_is_left_out(page, window: MainWindow, book: Book, qtbot, settled) -> None:
    press(qtbot, KEY.Key_2)
    settled()
    for name in ("Ana Ruiz", "Ben Okafor"):
        window.context.do(deleting.delete, person_id(book, name))
    settled()
    assert page.card.name.text() == "Cleo Marsh"
    assert page._header.words.text().startswith("1 of 2.")


def test_the_next_thirty_come_by_enter(window: MainWindow, book: Book, qtbot, settled) -> None:
    with book.work() as work:
        for number in range(33):
            scenes.person(work, f"Person {number:02}")
    window.open_page("sort")
    page = window.stack.page
    for _ in range(30):
        press(qtbot, KEY.Key_0)
    settled()
    assert page._header.words.text() == "3 people are left to look at."
    assert page.ending.more.text() == "3 more"
    press(qtbot, KEY.Key_Return)
    assert page.card.name.text() == "Person 30"


def test_an_empty_book_says_how_people_come_in(window: MainWindow) -> None:
    window.open_page("sort")
    page = window.stack.page
    assert page.ending.words.text().startswith("Nobody is in your book yet.")
    assert page.ending.import_contacts.isVisible()
    assert not page._finish_button.isVisible()


def test_it_is_reached_from_the_list_of_people_and_from_the_menu(page, window: MainWindow, qtbot) -> None:
    window.open_page("people")
    window.stack.page._header.sort.click()
    assert window.stack.page is page
    window.open_page("today")
    window.actions_by_name["sort"].trigger()
    assert window.stack.page is page
    assert {action.text() for action in page.actions()} >= {
        "Closest: every 3 weeks",
        "Let rest",
        "Decide later",
    }


@pytest.mark.parametrize(("width", "percent", "across"), [(1280, 100, 5), (960, 100, 5), (1280, 200, 3)])
def test_no_card_is_cut_at_any_size(
    page, window: MainWindow, settled, width: int, percent: int, across: int
) -> None:
    window.resize(width, 640)
    window.context.open_page("sort")
    look.set_percent(percent)
    settled()
    page = window.stack.page
    cards = list(page.choices.values())
    assert len({card.y() for card in cards[:across]}) == 1
    assert all(card.width() >= card.minimumSizeHint().width() for card in cards)
    assert page._deciding.inside.width() <= page._deciding.viewport().width()
