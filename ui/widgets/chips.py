"""Chips: small rounded labels and buttons for due dates, topics, filters, and removable tags."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from crm.text.outside_text import shown
from ui.theme.look import look
from ui.widgets.buttons import IconButton, clicked_by_return
from ui.widgets.labels import restyle, set_tip
from ui.widgets.menu import Menu
from ui.widgets.read_only_controls import mark_reading


class Chip(QLabel):
    """`tone`: plain, good, warn, danger, ok, info. Colour never carries meaning alone: the text says the
    same."""

    def __init__(self, text: str, tone: str = "plain", parent: QWidget | None = None):
        super().__init__(shown(text), parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("chip", tone)
        self.setIndent(0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


class ChipButton(QPushButton):
    """A clickable chip: a filter if checkable, else a suggestion."""

    def __init__(
        self,
        text: str,
        clicked: Callable[[], object] | None = None,
        checkable: bool = False,
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self.set_text(text)
        self.setProperty("chip", "true")
        self.setCheckable(checkable)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if clicked is not None:
            self.clicked.connect(lambda _checked=False: clicked())

    def set_text(self, text: str) -> None:
        """Shown literally: an ampersand in a name is no mnemonic."""
        self.setText(shown(text).replace("&", "&&"))
        self.setAccessibleName(shown(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not clicked_by_return(self, event):
            super().keyPressEvent(event)


class RemovableChip(QWidget):
    """Opens what it names; its × or Del removes it. One Tab stop: the × is for the mouse.

    With `on_edit`, E edits it, and a context menu offers all three.
    """

    def __init__(
        self,
        text: str,
        on_open: Callable[[], object],
        on_remove: Callable[[], object],
        open_words: str = "",
        remove_words: str = "",
        tone: str = "plain",
        on_edit: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self._on_open, self._on_remove, self._on_edit = on_open, on_remove, on_edit
        self.body = ChipButton(text, on_open)
        self.cross = IconButton("x", "", clicked=on_remove, role="text3", size=24)
        self.show_words(text, open_words, remove_words)
        mark_reading(self.body)
        self.cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.cross.setIconSize(QSize(look.px(14), look.px(14)))
        self._lay_out()
        self._set_style(tone)

    def show_words(self, text: str, open_words: str = "", remove_words: str = "") -> None:
        """The text, what opening does, and what removing does."""
        self.words = text
        self._open_words, self._remove_words = open_words, remove_words or f"Take “{text}” away"
        removal = f"Del: {self._remove_words}"
        self.body.set_text(text)
        self.body.setAccessibleDescription(shown(f"E: Edit. {removal}" if self._on_edit else removal))
        keys = f"{self._remove_words}: Del"
        tip = f"{open_words} ({f'Edit: E, {keys}' if self._on_edit else keys})"
        set_tip(self.body, tip if open_words else f"{self._remove_words} (Del)")
        self.cross.setAccessibleName(shown(self._remove_words))
        set_tip(self.cross, self._remove_words)

    def _lay_out(self) -> None:
        layout = QHBoxLayout()
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.body)
        layout.addWidget(self.cross)
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _set_style(self, tone: str) -> None:
        self.body.setProperty("part", "body")
        self.cross.setProperty("chip", "cross")
        for button in (self.body, self.cross):
            button.setProperty("tone", tone)
            restyle(button)

    def event(self, event: QEvent) -> bool:
        """E edits the chip, not what the page would edit."""
        if event.type() == QEvent.Type.ShortcutOverride and self._edits(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Gets the keys that the inner button ignores."""
        if event.key() == Qt.Key.Key_Delete and self.cross.isEnabled():
            self._on_remove()
        elif self._on_edit is not None and self._edits(event):
            self._on_edit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._on_edit is None:
            super().contextMenuEvent(event)
            return
        menu = Menu(self)
        menu.add(self._open_words, self._on_open)
        menu.add("Edit", self._on_edit)
        menu.add(self._remove_words, self._on_remove).setEnabled(self.cross.isEnabled())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    def _edits(self, event: QEvent) -> bool:
        return (
            self._on_edit is not None
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_E
            and event.modifiers() == Qt.KeyboardModifier.NoModifier
        )
