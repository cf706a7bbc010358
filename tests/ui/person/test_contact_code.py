"""A person's QR code on the screen: the same squares as the code, dark on light in either theme."""

import importlib.util
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from crm.exporting.contact_code import QUIET_ZONE, contact_code
from ui.person.code_sheet import CodeSheet
from ui.person.page import PersonPage
from ui.shell.main_window import MainWindow
from ui.theme.look import look

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("segno") is None, reason="segno draws the code, and is not installed here"
)


@pytest.fixture(params=["light", "dark"])
def theme(request: pytest.FixtureRequest) -> Iterator[str]:
    look.set_theme(request.param)
    yield request.param
    look.set_theme("light")


def test_by_one_key_the_code_stands_there_and_esc_takes_it_away(
    theme: str, page: PersonPage, ana: int, window: MainWindow, settled: Callable[[], None], qtbot: QtBot
) -> None:
    page.story.setFocus()
    qtbot.keyClick(page.story, Qt.Key.Key_Q)
    settled()
    sheet = window.findChild(CodeSheet)
    assert sheet.isVisible()
    assert sheet.picture.accessibleName() == "QR code with the contact details of Ana Ruiz"
    assert squares_of(sheet) == contact_code(window.context.read, ana).rows
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    settled()
    assert not sheet.isVisible()
    assert page.story.hasFocus()


def squares_of(sheet: CodeSheet) -> tuple[tuple[bool, ...], ...]:
    """Read back from the pixels; the quiet zone is light all around."""
    image = sheet.picture.grab().toImage()
    count = len(sheet.picture._rows) + 2 * QUIET_ZONE
    side = image.width() // count
    found = [
        [
            QColor(image.pixel(across * side + side // 2, down * side + side // 2)).lightness() < 128
            for across in range(count)
        ]
        for down in range(count)
    ]
    edge = slice(QUIET_ZONE, -QUIET_ZONE)
    assert not any(any(row) for row in [*found[:QUIET_ZONE], *found[-QUIET_ZONE:]])
    assert not any(any(row[:QUIET_ZONE]) or any(row[-QUIET_ZONE:]) for row in found)
    return tuple(tuple(row[edge]) for row in found[edge])
