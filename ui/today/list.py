"""The list of Today: headings, rows, and buttons on the current and the hovered row."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.theme.look import look
from ui.today.delegate import TodayDelegate
from ui.today.list_lines import Folded, Heading, Item, accessible_text, key
from ui.today.row_actions import RowActions
from ui.widgets.row_list import RowList
from ui.widgets.row_model import RowModel


class TodayRowList(RowList[Item]):
    main_action_requested = Signal(object)
    done_requested = Signal(object)
    snooze_requested = Signal(object)
    meeting_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None):
        self._painted = TodayDelegate()
        model = RowModel(accessible_text, key, lambda item: not isinstance(item, Heading))
        super().__init__("Today", model, self._painted, varied=True, parent=parent)
        self.primary = True
        self._hovered: Item | None = None
        self.row_actions = RowActions()
        self._connect_buttons(self.row_actions, self.chosen)
        self.set_actions(self.row_actions)
        self._hovered_row_actions = RowActions(by_keyboard=False, parent=self.viewport())
        self._hovered_row_actions.hide()
        self._connect_buttons(self._hovered_row_actions, self._take_hovered)
        self.row_chosen.connect(lambda item: self.show_actions())
        self.row_opened.connect(self.main_action_requested.emit)
        self.entered.connect(self._on_entered)
        self.verticalScrollBar().valueChanged.connect(self._hide_hovered)

    def show_actions(self) -> None:
        self.row_actions.show_item(self.chosen(), self.primary)
        self.place_actions()
        self._hide_hovered()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.chosen() is not None:
            self.done_requested.emit(self.chosen())
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        item = self.rows.row_at(self.indexAt(event.position().toPoint()).row())
        if isinstance(item, Folded) and event.button() == Qt.MouseButton.LeftButton:
            self.main_action_requested.emit(item)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hide_hovered()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hide_hovered()

    def _connect_buttons(self, actions: RowActions, item: Callable[[], Item | None]) -> None:
        actions.main_pressed.connect(lambda: self.main_action_requested.emit(item()))
        actions.done_pressed.connect(lambda: self.done_requested.emit(item()))
        actions.snooze_pressed.connect(lambda: self.snooze_requested.emit(item()))
        actions.open_pressed.connect(lambda: self.meeting_requested.emit(item()))

    def _take_hovered(self) -> Item | None:
        item = self._hovered
        if item is not None:
            self.choose(key(item))
        return item

    def _on_entered(self, index: QModelIndex) -> None:
        item = self.rows.row_at(index.row())
        if index == self.currentIndex() or isinstance(item, Heading | Folded):
            self._hide_hovered()
            return
        self._hovered = item
        actions = self._hovered_row_actions
        actions.show_item(item, primary=False)
        self._painted.reserved_on_hover = actions.width()
        rect = self.visualRect(index)
        top = rect.top() + (rect.height() - look.px(self._painted.gap) - actions.height()) // 2
        actions.move(QPoint(rect.right() - actions.width() - look.px(12) + 1, top))
        actions.show()

    def _hide_hovered(self) -> None:
        self._hovered = None
        self._painted.reserved_on_hover = 0
        self._hovered_row_actions.hide()
