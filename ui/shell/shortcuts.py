"""The F1 sheet: all keyboard shortcuts, read from the actions."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractSlider, QGridLayout, QWidget

from ui.shell.actions import ACTIONS, MENUS
from ui.theme.look import look
from ui.widgets.buttons import Button, KeyHint
from ui.widgets.labels import PlainLabel, section
from ui.widgets.layout import Scroll, row
from ui.widgets.read_only_controls import mark_reading
from ui.widgets.sheet import Sheet

IN_LISTS = (
    ("Up and Down in a list", "Up, Down, J, K"),
    ("Open what is selected", "Return"),
    ("Close, or back", "Esc"),
)
_SCROLLING: dict[int, QAbstractSlider.SliderAction] = {
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
}


class ShortcutsSheet(Sheet):
    def __init__(self, window: QWidget, actions: Mapping[str, QAction], page: QWidget | None):
        super().__init__(window, "Keyboard shortcuts", width=560, top=64)
        mark_reading(self)
        self.body.addWidget(PlainLabel("Keyboard shortcuts", "title"))
        self._scroll = scroll = Scroll(margins=(0, 4, 8, 8))
        self._grid = QGridLayout()
        self._grid.setColumnStretch(0, 1)
        self._grid.setVerticalSpacing(look.px(6))
        scroll.body.addLayout(self._grid)
        scroll.setMinimumHeight(min(look.px(480), window.height() - look.px(200)))
        self.body.addWidget(scroll)
        for menu in MENUS:
            self._add_part(menu, [actions[entry.name] for entry in ACTIONS if entry.menu == menu])
        self._add_part("This page", list(page.actions()) if page is not None else [])
        self._add_heading("In lists")
        for words, keys in IN_LISTS:
            self._add_line(words, keys.split(", "))
        foot = row()
        foot.addStretch(1)
        self._close = Button("Close", clicked=self.close_sheet, keys="Esc")
        foot.addWidget(self._close)
        self.body.addLayout(foot)
        self.closed.connect(self.deleteLater)

    def open(self) -> None:
        super().open()
        self._close.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _SCROLLING.get(event.key())
        if step is not None:
            self._scroll.verticalScrollBar().triggerAction(step)
        else:
            super().keyPressEvent(event)

    def _add_part(self, title: str, actions: list[QAction]) -> None:
        keyed = [action for action in actions if action.shortcuts()]
        if keyed:
            self._add_heading(title)
        for action in keyed:
            keys = [key.toString(QKeySequence.SequenceFormat.NativeText) for key in action.shortcuts()]
            self._add_line(action.text().replace("&&", "&"), keys)

    def _add_heading(self, title: str) -> None:
        heading = section(title)
        heading.setContentsMargins(0, look.px(10), 0, 0)
        self._grid.addWidget(heading, self._grid.rowCount(), 0, 1, 2)

    def _add_line(self, words: str, keys: list[str]) -> None:
        at = self._grid.rowCount()
        self._grid.addWidget(PlainLabel(words), at, 0)
        hints = row(*(KeyHint(key) for key in keys), gap=4)
        hints.insertStretch(0, 1)
        self._grid.addLayout(hints, at, 1)
