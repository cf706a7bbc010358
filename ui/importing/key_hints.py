"""Hints for keyboard shortcuts: key caps with a short text each."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ui.widgets.buttons import KeyHint
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import Flow, column, row


class KeyRow(QWidget):
    def __init__(self, hints: Sequence[tuple[str, str]], parent: QWidget | None = None):
        """`hints` are (keys, text)."""
        super().__init__(parent)
        self._hints = {keys: _hint(keys, does) for keys, does in hints}
        self.setLayout(column(Flow(*self._hints.values(), gap=12), margins=(32, 8, 32, 10)))

    def show_hint(self, keys: str, is_shown: bool) -> None:
        """Hides keys that would do nothing now."""
        if (hint := self._hints.get(keys)) is not None:
            hint.setVisible(is_shown)


def _hint(keys: str, does: str) -> QWidget:
    one = QWidget()
    one.setLayout(row(*(KeyHint(key) for key in keys.split(", ")), PlainLabel(does, "caption"), gap=5))
    return one
