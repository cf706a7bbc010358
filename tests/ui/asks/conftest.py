"""The page of asks over a small book: one open, one not now, one draft, one answered."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from crm.asks import asking
from crm.book import Book
from tests.conftest import TODAY
from tests.crm import scenes
from ui.asks.page import AsksPage
from ui.shell.main_window import MainWindow

DRAFT = (
    "You moved the studio to retainers. Could we have a quick chat about how you told your oldest client? "
    "I can bring our survey. If it is a bad month, just say so."
)


@pytest.fixture
def asked(book: Book) -> Book:
    with book.work() as work:
        mei = scenes.person(work, "Mei Kobayashi", email="mei@example.org", uid="u-mei")
        tom = scenes.person(work, "Tom Sandberg", uid="u-tom")
        yusuf = scenes.person(work, "Yusuf Farah", uid="u-yusuf")
        rosa = scenes.person(work, "Rosa Weiss", uid="u-rosa")
        scenes.person(work, "Lena Petrov", uid="u-lena")
        scenes.meeting(work, TODAY - timedelta(days=3), mei)
        scenes.promise(work, "share", "send Mei the pricing article", mei)
        asking.ask(
            work,
            tom.id,
            "Could you tell me how you told old clients? 20 minutes. A no is fine.",
            size="20 min",
        )
        asking.answer_not_now(
            work, asking.ask(work, yusuf.id, "What did your first year cost?"), TODAY + timedelta(days=91), "after the harvest"
        )  # fmt: skip
        asking.answer_no(
            work,
            asking.ask(work, rosa.id, "Would you look at our accounts?"),
            "I keep friends and books apart",
        )
        asking.draft(work, mei.id, DRAFT, why_you="Nobody else has moved a whole studio.")
    return book


@pytest.fixture
def page(asked: Book, window: MainWindow, settled: Callable[[], None]) -> AsksPage:
    window.open_page("asks")
    settled()
    shown = window.stack.page
    assert isinstance(shown, AsksPage)
    return shown


def spoken(page: AsksPage) -> list[str]:
    rows = page.list.rows
    return [rows.index(at, 0).data(Qt.ItemDataRole.AccessibleTextRole) for at in range(rows.rowCount())]


def state(book: Book, name: str) -> str:
    """Of the newest ask to this person."""
    of_person = "SELECT state FROM ask a JOIN person p ON p.id = a.person_id WHERE full_name = :name ORDER BY a.id DESC LIMIT 1"
    return str(book.read.value(of_person, name=name))
