"""A page's body with a panel at its right, which overlays the list in a narrow window."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.event_loop_slices import run_in_next_slice
from ui.theme.look import look
from ui.widgets.layout import Scroll, clear, paint_background, row

OVERLAY_BELOW = 1100


class WithPanel(QWidget):
    """`main` takes the width; `panel_body` is the panel's column. Wide: always visible. Narrow: `open_panel`
    shows it, Esc closes."""

    def __init__(self, main: QWidget, width: int = 356, parent: QWidget | None = None):
        super().__init__(parent)
        self._width = width
        self._has_content = False
        self._opened = False
        self.main = main
        self.panel = Scroll(margins=(24, 24, 24, 24), parent=self)
        paint_background(self.panel, "panel")
        self.panel.setAccessibleName("Details")
        self.panel_body: QVBoxLayout = self.panel.body
        self._row = row(main, gap=0)
        self.setLayout(self._row)
        self._place()

    @property
    def is_overlay(self) -> bool:
        """Whether the window is so narrow that the panel covers the list."""
        return self.window().width() < look.px(OVERLAY_BELOW)

    def clear_panel(self) -> None:
        clear(self.panel_body)
        self._has_content = False
        self.close_panel()

    def show_in_panel(self, widget: QWidget) -> None:
        """Replaces the panel's content and scrolls to its top. In a narrow window it stays closed until
        `open_panel`."""
        clear(self.panel_body)
        self.panel_body.addWidget(widget)
        self.to_top()
        self._has_content = True
        self._place()

    def to_top(self) -> None:
        """Called when the panel shows another person."""
        self.panel.verticalScrollBar().setValue(0)

    def show_focus(self) -> None:
        """Scrolls to the focused widget after the next layout: Qt does so for Tab only."""
        run_in_next_slice(self, self._show_focus)

    def _show_focus(self) -> None:
        if (field := self.window().focusWidget()) is not None and self.panel.isAncestorOf(field):
            self.panel.ensureWidgetVisible(field)

    def open_panel(self) -> None:
        self._opened = True
        self._place()

    def close_panel(self) -> None:
        had_focus = self.panel.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self._opened = False
        self._place()
        if had_focus and self.is_overlay:
            self.main.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_overlay and self.panel.isVisible():
            self.close_panel()
        else:
            super().keyPressEvent(event)

    def _place(self) -> None:
        over = self.is_overlay
        if over and self._row.indexOf(self.panel) >= 0:
            self._row.removeWidget(self.panel)
        elif not over and self._row.indexOf(self.panel) < 0:
            self._row.addWidget(self.panel)
        width = min(look.px(self._width), self.width())
        self.panel.setFixedWidth(width)
        if over:
            self.panel.setGeometry(self.width() - width, 0, width, self.height())
            self.panel.raise_()
        self.panel.setVisible(self._has_content and (self._opened or not over))
