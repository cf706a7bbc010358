"""Nothing on a page is too small to hit, covered by the toast, or cut off without a sign of it."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from crm.book import Book
from crm.clock import Clock
from crm.people import editing
from crm.sample.book import open_sample
from tests.crm.storage.test_journal import add_person
from tools.screenshots import NOW, TODAY
from ui.context import Context
from ui.shell.main_window import MainWindow
from ui.shell.pages import PAGES
from ui.widgets.elided_field import ElidedField

LEAST = 24  # pixels, WCAG 2.2, 2.5.8
CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit)
SIZES = ((1280, 800), (960, 640))
SHOWN = {
    "person": "SELECT min(id) FROM person",
    "meeting": "SELECT min(meeting_id) FROM promise",
    "debrief": "SELECT min(meeting_id) FROM promise",
    "brief": "SELECT min(id) FROM meeting WHERE state = 'planned'",
    "event": "SELECT max(id) FROM meeting WHERE kind = 'event'",
}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    opened = open_sample(tmp_path_factory.mktemp("sample"), Clock(TODAY, lambda: NOW))
    yield opened
    opened.close()


@pytest.fixture
def context(sample: Book) -> Context:
    return Context(sample)


def _place(window: MainWindow, widget: QWidget) -> QRect:
    """What of it can be seen, in the window."""
    seen = widget.visibleRegion().boundingRect()
    return QRect(widget.mapTo(window, seen.topLeft()), seen.size())


def _controls(window: MainWindow) -> list[QWidget]:
    return [one for kind in CONTROLS for one in window.stack.page.findChildren(kind) if one.isVisible()]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("page", [entry.name for entry in PAGES])
def test_every_control_is_large_enough_and_none_is_under_the_toast(
    window: MainWindow, page: str, size: tuple[int, int], settled: Callable[[], None]
) -> None:
    window.resize(*size)
    window.open_page(page, window.context.read.value(SHOWN[page]) if page in SHOWN else None)
    settled()
    found = _controls(window)
    assert found
    small = [one for one in found if min(one.width(), one.height()) < LEAST]
    assert not small, [(one, one.accessibleName(), one.size()) for one in small]
    window.toast.show_message("Logged coffee with Ana Ruiz", lambda: None)
    settled()
    toast = window.toast.geometry()
    assert window.stack.geometry().contains(QPoint(toast.center().x(), toast.top()))
    assert not [one for one in _controls(window) if _place(window, one).intersects(toast)]
    for area in window.stack.page.findChildren(QAbstractScrollArea):
        assert not (area.isVisible() and _place(window, area.viewport()).intersects(toast))
    window.toast.hide()
    settled()
    assert window.stack.contentsMargins().bottom() == 0


class TestAFieldTooNarrowForItsText:
    LONG = "a.very.long.address.of.somebody@international-department.harbour-authority.example"

    @pytest.fixture
    def context(self, book: Book) -> Context:
        return Context(book)

    def test_it_ends_in_an_ellipsis_until_the_keyboard_is_in_it(
        self, window: MainWindow, book: Book, settled: Callable[[], None]
    ) -> None:
        person = add_person(book, "Ana Ruiz")
        with book.work() as work:
            editing.add_point(work, person, "email", self.LONG)
            editing.add_point(work, person, "phone", "+44 20 7")
        window.context.open_person(person)
        settled()
        fields = {one.text(): one for one in window.stack.page.findChildren(ElidedField)}
        address, number = fields[self.LONG], fields["+44 20 7"]
        assert address.is_elided
        assert address.toolTip() == self.LONG
        assert (number.is_elided, number.toolTip()) == (False, "")
        before = address.grab().toImage()
        address.setFocus()
        assert not address.is_elided
        assert address.grab().toImage() != before
