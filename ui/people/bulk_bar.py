"""Bulk actions: the bar that replaces the filters while several people are selected."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from crm import rhythm
from ui.standing_labels import STANDING_LABELS
from ui.theme.look import look
from ui.widgets.buttons import Button
from ui.widgets.choice import open_menu
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import row
from ui.widgets.read_only_controls import mark_reading


class BulkBar(QWidget):
    """Shows how many people are selected, and buttons for actions on all of them."""

    standing_requested = Signal(str)
    rhythm_requested = Signal(object)  # days, or None
    tag_requested = Signal(str)
    export_requested = Signal()
    delete_requested = Signal()
    clear_requested = Signal()
    merge_requested = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._count = PlainLabel("", "strong")
        self._rhythm = Button("Rhythm", clicked=self._ask_rhythm)
        self._standing = Button("Standing", clicked=self._ask_standing)
        self.tag = QLineEdit()
        self.tag.setPlaceholderText("Tag them")
        self.tag.setAccessibleName("Tag them")
        self.tag.setMinimumWidth(look.px(64))
        self.tag.setMaximumWidth(look.px(140))
        self.tag.returnPressed.connect(self._on_tag_given)
        export = mark_reading(Button("Export", clicked=self.export_requested.emit))
        delete = Button("Delete", clicked=self.delete_requested.emit)
        none = mark_reading(Button("Choose none", "quiet", clicked=self.clear_requested.emit))
        self.merge = Button("Merge", clicked=self.merge_requested.emit)
        whole = row(self._count, self._rhythm, self._standing, self.tag, self.merge, export, delete, none)
        whole.setStretch(3, 2)  # the field shrinks first
        whole.addStretch(1)
        self.setLayout(whole)

    def show_count(self, many: int) -> None:
        self._count.setText(f"{many:,} chosen")
        self.merge.setVisible(many == 2)

    def _ask_rhythm(self) -> None:
        options = [(days, rhythm.describe(days)) for days in (*rhythm.MENU_DAYS, None)]
        open_menu(self._rhythm, options, self.rhythm_requested.emit)

    def _ask_standing(self) -> None:
        open_menu(self._standing, STANDING_LABELS, self.standing_requested.emit)

    def _on_tag_given(self) -> None:
        if self.tag.text().strip():
            self.tag_requested.emit(self.tag.text().strip())
            self.tag.clear()
