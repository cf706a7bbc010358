"""Opening and using the Export sheet."""

from PySide6.QtCore import Qt

from tests.ui.stories import press
from ui.exporting.format_descriptions import FORMATS
from ui.exporting.sheet import ExportSheet
from ui.shell.main_window import MainWindow

KEY = Qt.Key


def open_sheet(window: MainWindow) -> ExportSheet:
    (found,) = [one for one in window.findChildren(ExportSheet) if one.is_open]
    return found


def choose_format(qtbot, sheet: ExportSheet, name: str) -> None:
    assert sheet.list.hasFocus()
    press(qtbot, KEY.Key_Home)
    for _ in range([one.id for one in FORMATS].index(name)):
        press(qtbot, KEY.Key_Down)
    assert sheet.list.chosen().id == name
