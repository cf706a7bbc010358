"""A person who was joined from two entries is taken apart from their page, and from History."""

from collections.abc import Callable

import pytest

from crm.book import Book
from crm.people import adding, editing
from crm.people.merging import merge
from tests.ui.stories import person_id
from ui.shell.main_window import MainWindow
from ui.widgets.buttons import Button


@pytest.fixture
def joined(book: Book) -> int:
    with book.work() as work:
        ana, other = adding.add(work, "Ana Ruiz").id, adding.add(work, "Ana M. Ruiz").id
    with book.work() as work:
        merge(work, ana, other)
    with book.work() as work:
        editing.set_standing(work, ana, "resting")
        editing.add_tag(work, ana, "food")
    with book.work() as work:
        work.connection.execute("UPDATE note SET words = words || '.'")
        work.label = "Changed a note"
    return ana


def test_the_page_says_from_whom_and_takes_apart(
    window: MainWindow, book: Book, joined: int, settled: Callable[[], None]
) -> None:
    settled()
    window.open_page("person", joined)
    part = window.stack.page.panel.joined
    assert part.isVisibleTo(part.parentWidget())
    (button,) = part.findChildren(Button)
    assert button.accessibleName() == "Take Ana M. Ruiz apart from Ana Ruiz"
    button.click()
    settled()
    assert person_id(book, "Ana M. Ruiz") == joined + 1
    assert not part.isVisibleTo(part.parentWidget())
    assert "Took Ana M. Ruiz and Ana Ruiz apart" in book.steps(1)[0].label


def test_history_offers_it_where_later_steps_rest_on_the_merge(
    window: MainWindow, book: Book, joined: int, settled: Callable[[], None]
) -> None:
    settled()
    window.open_page("history")
    page = window.stack.page
    step = next(one for one in book.steps() if one.label.startswith("Merged"))
    page.list.choose(step.id)
    page.take_back()
    settled()
    assert page._notice.apart.isVisible()
    page._notice.apart.click()
    settled()
    assert person_id(book, "Ana M. Ruiz") == joined + 1
    assert not page._notice.isVisible()
