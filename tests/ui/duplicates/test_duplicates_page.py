"""Possible duplicates in the real window: settled by keys, taken back, told apart for good."""

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QRadioButton

from crm.book import Book
from crm.people import adding, fields
from crm.people.duplicates import duplicates
from crm.people.full_records import person
from tests.ui.stories import CTRL, press
from ui import background
from ui.duplicates import page as duplicates_page
from ui.shell.main_window import MainWindow

KEY = Qt.Key


def add(book: Book, name: str, *changes: str) -> int:
    with book.work() as work:
        one = adding.add(work, name).id
        fields.set_fields(work, one, [fields.parse_assignment(change) for change in changes])
    return one


@pytest.fixture
def pairs(book: Book) -> list[tuple[int, int]]:
    """Three pairs, the surest first."""
    return [
        (
            add(book, "Benjamin Okafor", "email+=ben@okafor.example", "birthday=1980-05-02"),
            add(
                book, "Ben Okafor", "email+=ben@okafor.example", "birthday=--05-02", "phone+=+44 131 496 0988"
            ),
        ),
        (add(book, "Ana Ruiz", "organization=Fig Tree"), add(book, "Ruiz, Ana", "organization=Fig Tree")),
        (add(book, "Cleo Marsh"), add(book, "Cleo Marsh")),
    ]


@pytest.fixture
def page(window: MainWindow, pairs: list[tuple[int, int]], settled: Callable[[], None]):
    settled()
    window.open_page("duplicates")
    settled()
    return window.stack.page


def names(book: Book) -> list[str]:
    return book.read.values("SELECT full_name FROM person ORDER BY id")


def test_the_pair_stands_there_with_what_speaks_for_it_side_by_side(page) -> None:
    assert page._header.words.text() == "3 pairs, the surest first. Nothing is joined until you say so."
    assert page._name.text() == "Benjamin Okafor and Ben Okafor"
    assert page._why.text() == "Same e-mail ben@okafor.example."
    assert page._place.text() == "1 of 3"
    choices = [option.accessibleName() for option in page.table.findChildren(QRadioButton)]
    assert choices == [
        "name: Benjamin Okafor", "name: Ben Okafor", "birthday: 2 May 1980", "birthday: 2 May",
    ]  # fmt: skip
    assert QApplication.focusWidget() is page.card
    assert page.card.accessibleName().startswith("Benjamin Okafor and Ben Okafor. Same e-mail")


def test_keys_settle_the_pairs_and_ctrl_z_brings_the_last_one_back(
    page, qtbot, book: Book, pairs: list[tuple[int, int]], settled: Callable[[], None]
) -> None:
    press(qtbot, KEY.Key_1)
    settled()
    assert (page._name.text(), page._place.text()) == ("Ana Ruiz and Ruiz, Ana", "1 of 2")
    assert [point.value for point in person(book.read, pairs[0][0]).points_of("phone")] == [
        "+44 131 496 0988"
    ]
    press(qtbot, KEY.Key_2)
    settled()
    assert (page._name.text(), page._place.text()) == ("Cleo Marsh and Cleo Marsh", "1 of 1")
    press(qtbot, KEY.Key_Z, CTRL)
    settled()
    assert (page._name.text(), page._place.text()) == ("Ana Ruiz and Ruiz, Ana", "1 of 2")
    press(qtbot, KEY.Key_Z, CTRL)
    settled()
    assert (page._name.text(), page._place.text()) == ("Benjamin Okafor and Ben Okafor", "1 of 3")
    assert len(names(book)) == 6


def test_arrows_walk_and_skipping_leaves_a_pair_for_another_time(
    page, qtbot, book: Book, settled: Callable[[], None]
) -> None:
    press(qtbot, KEY.Key_Right)
    assert page._place.text() == "2 of 3"
    press(qtbot, KEY.Key_Left)
    press(qtbot, KEY.Key_Left)
    assert (page._name.text(), page._place.text()) == ("Cleo Marsh and Cleo Marsh", "3 of 3")
    for key in (KEY.Key_S, KEY.Key_3, KEY.Key_3):
        press(qtbot, key)
    settled()
    assert page._end.sentence.text() == (
        "No two entries look like one person any more. 3 pairs were left for another time."
    )
    assert len(book.steps()) == 6
    page._again.click()
    settled()
    assert page._place.text() == "1 of 3"


def test_a_chosen_value_stays_and_the_other_becomes_a_note(
    page, qtbot, book: Book, pairs: list[tuple[int, int]], settled: Callable[[], None]
) -> None:
    options = {option.accessibleName(): option for option in page.table.findChildren(QRadioButton)}
    options["name: Ben Okafor"].click()
    press(qtbot, KEY.Key_1)
    settled()
    one = person(book.read, pairs[0][0])
    assert (one.full_name, one.given, one.birthday) == ("Ben Okafor", "Ben", "1980-05-02")
    assert one.note == "Name: Benjamin Okafor\nBirthday: --05-02"


def test_nothing_to_tell_apart_is_said_calmly_and_the_count_stands_on_people(
    window: MainWindow, qtbot, book: Book, pairs: list[tuple[int, int]], settled: Callable[[], None]
) -> None:
    window.open_page("people")
    people = window.stack.page
    people._header.twice.click()
    settled()
    assert window.stack.place == ("duplicates", None)
    assert people._header.twice.text() == "Duplicates 3"
    for _ in range(3):
        press(qtbot, KEY.Key_2)
        settled()
    assert window.stack.page._end.sentence.text() == "No two entries look like one person."
    assert people._header.twice.text() == "Duplicates"
    assert duplicates(book.read) == []


def test_the_one_box_knows_the_page(window: MainWindow, settled: Callable[[], None]) -> None:
    window.actions_by_name["duplicates"].trigger()
    settled()
    assert window.stack.place == ("duplicates", None)


def test_the_book_is_looked_through_in_a_thread_and_the_window_answers_meanwhile(
    window: MainWindow,
    pairs: list[tuple[int, int]],
    monkeypatch: pytest.MonkeyPatch,
    qtbot,
    settled: Callable[[], None],
) -> None:
    asked, go_on = [], threading.Event()

    def slow(read):
        asked.append(threading.current_thread())
        go_on.wait(10)
        return duplicates(read)

    monkeypatch.setattr(duplicates_page, "duplicates", slow)
    monkeypatch.setattr(background, "runner", _IN_A_THREAD)
    settled()
    window.open_page("duplicates")
    settled()
    page = window.stack.page
    assert page._header.words.text() == "Looking through the book."
    window.open_page("people")
    window.open_page("duplicates")
    go_on.set()
    qtbot.waitUntil(lambda: page._place.text() == "1 of 3")
    assert asked[0] is not threading.main_thread()


_IN_A_THREAD = background.run_in_thread
