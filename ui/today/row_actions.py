"""The buttons of the current row: its main action, done, and snooze; of a meeting also its page."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from crm.today.row import MeetingToday, Row
from ui.today.list_lines import Folded, Item
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import restyle, set_tip
from ui.widgets.layout import row
from ui.widgets.read_only_controls import mark_reading

# Kinds of rows whose main action writes; other main actions open the panel.
_WRITING = ("did_it_happen", "not_now_over")


class RowActions(QWidget):
    """Shown at the right end of a row. `show_item` sets the row it acts on."""

    main_pressed = Signal()
    done_pressed = Signal()
    snooze_pressed = Signal()
    open_pressed = Signal()

    def __init__(self, by_keyboard: bool = True, parent: QWidget | None = None):
        super().__init__(parent)
        self.main = Button("", "primary", clicked=self.main_pressed.emit)
        self.done = IconButton("check", "Done", clicked=self.done_pressed.emit, keys="D")
        self.snooze = IconButton("clock", "Snooze", clicked=self.snooze_pressed.emit, keys="S")
        self.open = mark_reading(Button("Open", clicked=self.open_pressed.emit))
        self.open.setAccessibleName("Open the meeting")
        set_tip(self.open, "Open the meeting (O)")
        for button in (self.main, self.open, self.done, self.snooze):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if by_keyboard else Qt.FocusPolicy.NoFocus)
        self.setLayout(row(self.main, self.open, self.done, self.snooze, gap=4))

    def show_item(self, item: Item | None, primary: bool) -> None:
        """`primary` is off while the panel has the view's one primary button."""
        self.main.setProperty("kind", "primary" if primary else "plain")
        restyle(self.main)
        is_row = isinstance(item, Row)
        self.done.setVisible(is_row)
        self.snooze.setVisible(is_row)
        self.open.setVisible(isinstance(item, MeetingToday))
        self.main.setVisible(not isinstance(item, Folded))
        self.main.set_text(main_action(item))
        mark_reading(self.main, not isinstance(item, Row) or item.kind not in _WRITING)
        self.adjustSize()


def main_action(item: Item | None) -> str:
    if isinstance(item, MeetingToday):
        return "Open brief"
    return item.action if isinstance(item, Row) else ""
