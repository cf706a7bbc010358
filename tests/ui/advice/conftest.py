"""The page of advice over a small book: two pieces received, one given, and a promise by somebody else."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from crm.advice import noting
from crm.book import Book
from tests.conftest import TODAY
from tests.crm import scenes
from ui.advice.page import AdvicePage
from ui.shell.main_window import MainWindow


@pytest.fixture
def advised(book: Book) -> Book:
    with book.work() as work:
        tom = scenes.person(work, "Tom Sandberg", "tom@example.com", uid="u-tom", pronouns="he/him")
        hana = scenes.person(work, "Hana Abe", "hana@example.com", uid="u-hana", pronouns="she/her")
        noting.note(work, tom.id, noting.NewAdvice("received", "raise the day rate by a fifth"))
        noting.note(
            work,
            tom.id,
            noting.NewAdvice("received", "drop the smallest client", try_by=TODAY + timedelta(days=100)),
        )
        noting.note(
            work,
            hana.id,
            noting.NewAdvice(
                "given", "write the job as outcomes", "She meant to post it by the 15th.", TODAY
            ),
        )
        scenes.promise(
            work,
            "favour",
            "she'll check the market dates",
            by_person_id=hana.id,
            due_on=TODAY - timedelta(days=1),
        )
    return book


@pytest.fixture
def page(advised: Book, window: MainWindow, settled: Callable[[], None]) -> AdvicePage:
    window.open_page("advice")
    settled()
    shown = window.stack.page
    assert isinstance(shown, AdvicePage)
    return shown


def spoken(page: AdvicePage) -> list[str]:
    rows = page.list.rows
    return [rows.index(at, 0).data(Qt.ItemDataRole.AccessibleTextRole) for at in range(rows.rowCount())]
