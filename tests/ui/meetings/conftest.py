"""The page of meetings over a small book: two ahead, a proposal, and a past."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from crm.book import Book
from tests.conftest import TODAY
from tests.crm import scenes
from ui.meetings.page import MeetingsPage
from ui.shell.main_window import MainWindow


@pytest.fixture
def met(book: Book) -> Book:
    with book.work() as work:
        ana, ben = (
            scenes.person(work, "Ana Ruiz", uid="u-ana"),
            scenes.person(work, "Ben Okafor", uid="u-ben"),
        )
        lena = scenes.person(work, "Lena Petrov", uid="u-lena")
        more = {"place": "Blue Bottle", "purpose": "Her second shop."}
        scenes.meeting(work, TODAY, lena, state="planned", held_at="14:00", **more)
        scenes.meeting(work, TODAY + timedelta(days=10), ben, kind="meal", state="planned")
        scenes.meeting(work, TODAY - timedelta(days=2), ana, state="proposed", kind="call")
        labels = scenes.meeting(
            work, TODAY - timedelta(days=1), ana, ben, place="Brot", note="Redoing labels."
        )
        scenes.meeting(work, TODAY - timedelta(days=40), ana, kind="walk")
        scenes.promise(work, "share", "send Ana the pricing article", ana, meeting_id=labels.id)
    return book


@pytest.fixture
def page(met: Book, window: MainWindow, settled: Callable[[], None]) -> MeetingsPage:
    window.open_page("meetings")
    settled()
    shown = window.stack.page
    assert isinstance(shown, MeetingsPage)
    return shown


def spoken(page: MeetingsPage) -> list[str]:
    rows = page.list.rows
    return [rows.index(at, 0).data(Qt.ItemDataRole.AccessibleTextRole) for at in range(rows.rowCount())]


def state(book: Book, meeting_id: int) -> str:
    return str(book.read.value("SELECT state FROM meeting WHERE id = :id", id=meeting_id))


def day(book: Book, meeting_id: int) -> str:
    return str(book.read.value("SELECT held_on FROM meeting WHERE id = :id", id=meeting_id))


@pytest.fixture
def asked_for(window: MainWindow) -> list[tuple[str, object]]:
    """The pages asked for from now on; none of them is opened."""
    found: list[tuple[str, object]] = []
    window.context.page_requested.disconnect(window.open_page)
    window.context.page_requested.connect(lambda name, target: found.append((name, target)))
    return found
