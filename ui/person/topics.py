"""Topics and tags as chips: press one to take it away, type to add one."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.context import Outcome
from ui.theme.look import look
from ui.widgets.chips import ChipButton
from ui.widgets.labels import restyle, set_tip
from ui.widgets.layout import FlowLayout


class ChipField(QLineEdit):
    """Enter adds what was typed, and leaving too; Esc drops it."""

    def __init__(
        self, name: str, placeholder: str, add: Callable[[str], Outcome], parent: QWidget | None = None
    ):
        super().__init__(parent)
        self._add = add
        self.setProperty("flat", "chip")
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)
        self.setFixedSize(look.px(96), look.px(22))
        self.returnPressed.connect(self._take)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._take()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def _take(self) -> None:
        if self.text().strip() and self._add(self.text().strip()):
            self.clear()


class EditableChips(QWidget):
    """`tone` as a chip's. `add` and `remove` keep the change at once."""

    def __init__(
        self,
        name: str,
        tone: str,
        add: Callable[[str], Outcome],
        remove: Callable[[str], Outcome],
        placeholder: str = "add",
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self._name, self._tone, self._remove = name, tone, remove
        self._words: Sequence[str] = ()
        self._flow = FlowLayout()
        self._leading = 0
        self.setLayout(self._flow)
        self.field = ChipField(f"Add to {name}", placeholder, add)
        self._flow.addWidget(self.field)

    def lead_with(self, *widgets: QWidget) -> None:
        """Chips of another kind that stand before these."""
        self._flow.takeAt(self._flow.count() - 1)
        for widget in widgets:
            self._flow.addWidget(widget)
        self._flow.addWidget(self.field)
        self._leading = len(widgets)

    def show_words(self, words: Sequence[str]) -> None:
        if list(words) == list(self._words):
            return
        self._words = list(words)
        self._flow.takeAt(self._flow.count() - 1)
        while self._flow.count() > self._leading:
            gone = self._flow.takeAt(self._leading)
            if gone is not None and (chip := gone.widget()) is not None:
                chip.hide()
                chip.deleteLater()
        for one in words:
            self._flow.addWidget(self._chip(one))
        self._flow.addWidget(self.field)
        self.updateGeometry()

    def _chip(self, words: str) -> ChipButton:
        chip = ChipButton(words, lambda: self._remove(words))
        chip.setProperty("tone", self._tone)
        chip.setAccessibleName(f"{words}, take away")
        set_tip(chip, f"Take “{words}” away")
        restyle(chip)
        return chip
