"""Contents of the capture sheet."""

from PySide6.QtWidgets import QLabel

from ui.shell.capture.sheet import CaptureSheet
from ui.widgets.buttons import Button
from ui.widgets.chips import ChipButton


def shown(sheet: CaptureSheet) -> str:
    """Every word of the lines, as someone reading the sheet sees them."""
    widgets = [
        *sheet.lines.findChildren(QLabel),
        *sheet.lines.findChildren(Button),
        *sheet.lines.findChildren(ChipButton),
    ]
    return " | ".join(widget.accessibleName() or widget.text() for widget in widgets if widget.isVisible())
