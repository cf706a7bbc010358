"""Editable chips for topics and tags: click to see who else has it, × or Del to remove it, type to add one."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.action_result import ActionResult
from ui.drafts import Drafts
from ui.field_draft import FieldDraft
from ui.theme.look import look
from ui.widgets.chips import RemovableChip
from ui.widgets.layout import FlowLayout
from ui.widgets.typing_undo import TypingField


class ChipField(TypingField):
    """Enter and leaving add the typed text; Esc discards it."""

    def __init__(
        self,
        name: str,
        placeholder: str,
        add: Callable[[str], ActionResult[object]],
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self._add = add
        self.setProperty("flat", "chip")
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)
        self.setFixedSize(look.px(96), look.px(24))
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
            self.setText("")  # unlike `clear`, it empties the undo history, too


class EditableChips(QWidget):
    """`tone` as for Chip. `on_open` is called with a chip's text; `add` and `remove` save at once.

    `draft` keeps the text being added. `open_words` says what opening does: "Who else has “pricing”".
    `on_edit` is offered by the key E and the context menu.
    """

    def __init__(
        self,
        name: str,
        tone: str,
        on_open: Callable[[str], object],
        add: Callable[[str], ActionResult[object]],
        remove: Callable[[str], ActionResult[object]],
        drafts: Drafts,
        placeholder: str = "add",
        open_words: str = "Who else has “{}”",
        on_edit: Callable[[str], object] | None = None,
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self._open_words, self._on_edit = open_words, on_edit
        self._tone, self._on_open, self._remove = tone, on_open, remove
        self._words: Sequence[str] = ()
        self._chips: list[RemovableChip] = []
        self._flow = FlowLayout()
        self._leading = 0
        self.setLayout(self._flow)
        self.field = ChipField(f"Add to {name}", placeholder, add)
        self.draft = FieldDraft(self.field, drafts, "Enter adds it, Esc drops it.")
        self._flow.addWidget(self.field)

    def lead_with(self, *widgets: QWidget) -> None:
        """Adds chips of another kind before these."""
        self._flow.takeAt(self._flow.count() - 1)
        for widget in widgets:
            self._flow.addWidget(widget)
        self._flow.addWidget(self.field)
        self._leading = len(widgets)

    def show_words(self, words: Sequence[str]) -> None:
        if list(words) == list(self._words):
            return
        self._words = list(words)
        if len(words) == len(self._chips):  # put right: the focus stays, or comes back from a sheet
            for chip, text in zip(self._chips, words, strict=True):
                chip.show_words(text, self._open_words.format(text))
            self.updateGeometry()
            return
        focused = next((at for at, chip in enumerate(self._chips) if chip.body.hasFocus()), None)
        self._flow.takeAt(self._flow.count() - 1)
        while self._flow.count() > self._leading:
            gone = self._flow.takeAt(self._leading)
            if gone is not None and (before := gone.widget()) is not None:
                before.hide()
                before.deleteLater()
        self._chips = [self._chip(one) for one in words]
        for chip in self._chips:
            self._flow.addWidget(chip)
        self._flow.addWidget(self.field)
        self._focus_again(focused)
        self.updateGeometry()

    def _focus_again(self, at: int | None) -> None:
        """After a removal by key: focuses the chip now at that place, so that Del can be repeated."""
        if at is not None and self._chips:
            chip = self._chips[min(at, len(self._chips) - 1)]
            chip.show()  # a hidden chip cannot get the focus
            chip.body.setFocus()
        elif at is not None:
            self.field.setFocus()

    def _chip(self, words: str) -> RemovableChip:
        edit = self._on_edit
        chip = RemovableChip(
            words,
            lambda: self._on_open(chip.words),
            lambda: self._remove(chip.words),
            self._open_words.format(words),
            tone=self._tone,
            on_edit=None if edit is None else lambda: edit(chip.words),
        )
        return chip
