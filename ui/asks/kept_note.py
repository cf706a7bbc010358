"""A note field that Esc leaves without dropping what was typed: all of it is kept as a draft anyway."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.theme.look import look
from ui.widgets.fields import InlineNote

_FRAME = 8  # design pixels by which a framed field is higher than a flat one


class KeptNote(InlineNote):
    def __init__(self, placeholder: str, is_framed: bool = False, parent: QWidget | None = None):
        self._is_framed = is_framed
        super().__init__("", placeholder, flat="false" if is_framed else "true", parent=parent)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys with Alt are shortcuts of the page."""
        if event.key() == Qt.Key.Key_Escape or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        super()._fit()
        if self._is_framed:
            self.setFixedHeight(self.height() + look.px(_FRAME))
