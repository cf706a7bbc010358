"""What comes between the turns in which a preview is made: a changed book, an early key, a window laid out anew."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from crm.book import Book
from crm.people import adding
from tests.ui.stories import CTRL, press
from ui import event_loop_slices
from ui.importing import page as importing
from ui.shell.main_window import MainWindow
from ui.theme.look import look

KEY = Qt.Key


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Callable[[], object]]]:
    """The turns to come, which the test takes one by one."""
    waiting: list[Callable[[], object]] = []

    def hold(owner: object, do: Callable[[], object]) -> None:
        waiting.append(lambda: do() if event_loop_slices.isValid(owner) else None)

    monkeypatch.setattr(event_loop_slices, "run_in_next_slice", hold)
    monkeypatch.setattr(importing, "run_in_next_slice", hold)
    yield waiting
    waiting.clear()


def take(waiting: list[Callable[[], object]], count: int = 100) -> None:
    while waiting and count:
        waiting.pop(0)()
        count -= 1


@pytest.mark.parametrize("turn", range(9))
def test_answers_stay_though_the_book_changes_twice(
    page, book: Book, held: list[Callable[[], object]], settled: Callable[[], None], turn: int
) -> None:
    page.review.answer(True)
    answers = dict(page.review.choices)
    assert answers
    for name in ("Rosa Weiss", "Hal Green"):
        with book.work() as work:
            adding.add(work, name)
        settled()
        take(held, turn)
    take(held)
    settled()
    take(held)
    assert page.review.isVisible()
    assert page.review.choices == answers


def test_nothing_comes_in_before_it_is_seen(
    page, book: Book, qtbot, held: list[Callable[[], object]], settled: Callable[[], None]
) -> None:
    people, steps = book.read.value("SELECT count(*) FROM person"), len(book.steps())
    page.window().context.import_file(page._places[0])
    settled()
    was_ready = False
    while not page.review.isVisible():
        was_ready = was_ready or page._loaded is not None
        press(qtbot, KEY.Key_Return, CTRL)
        settled()
        assert len(book.steps()) == steps
        take(held, 1)
    assert was_ready, "read and laid out, and only the last turn away from being shown"
    press(qtbot, KEY.Key_Return, CTRL)
    take(held)
    settled()
    take(held)
    assert book.read.value("SELECT count(*) FROM person") > people


@pytest.mark.parametrize("turn", range(9))
def test_a_window_laid_out_anew_meanwhile_hears_of_no_fault(
    page, window: MainWindow, looked: QApplication, held: list[Callable[[], object]], settled, turn: int
) -> None:
    window.context.import_file(page._places[0])
    settled()
    take(held, turn)
    look.set_percent(125)
    settled()
    take(held)
    settled()
    assert window.stack.page is not page


@pytest.mark.parametrize("turn", range(9))
def test_cancelled_between_the_turns_nothing_is_shown(
    page, window: MainWindow, qtbot, held: list[Callable[[], object]], settled: Callable[[], None], turn: int
) -> None:
    window.context.import_file(page._places[0])
    settled()
    take(held, turn)
    page._cancel()
    take(held)
    settled()
    assert not page.review.isVisible()
    assert page._loaded is None
    assert page._pending is None
