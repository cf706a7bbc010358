"""Base class of trouble pages: a headline, a scrolling column, and one background job at a time."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from crm.errors import GoodturnError
from ui import background
from ui.collector_pause import thread_gc_paused
from ui.lazy_qt import Qt
from ui.theme.look import look
from ui.widgets.buttons import Button
from ui.widgets.labels import PlainLabel, in_scroll
from ui.widgets.layout import TEXT_WIDTH, Scroll, clear, column, paint_background, row
from ui.widgets.tab_order import in_reading_order

Value = TypeVar("Value")


class TroublePage(QWidget):
    """Fill it with `show_ways`. While a job runs, its text is shown and the buttons are disabled."""

    def __init__(self, title: str, words: str, *right: Button, parent: QWidget | None = None):
        super().__init__(parent)
        paint_background(self, "window")
        self.title = in_scroll(PlainLabel(title, "page", wrap=True))
        self.words = in_scroll(PlainLabel(words, "quiet", wrap=True))
        self.status = PlainLabel("", "quiet", wrap=True)  # running job, or error
        self.status.hide()
        head = row(gap=16)
        head.addLayout(column(self.title, self.words, gap=2), 1)
        for button in right:
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._right = right
        self.ways = QWidget()
        self._column = column(gap=12)
        self.ways.setLayout(self._column)
        scroll = Scroll(width=TEXT_WIDTH, margins=(32, 24, 32, 24))
        scroll.body.setSpacing(look.px(16))
        scroll.body.addLayout(head)
        for widget in (self.status, self.ways):
            scroll.body.addWidget(widget)
        self.setLayout(column(scroll, gap=0))
        self._is_busy = False

    def show_ways(self, *widgets: QWidget, lead: str = "") -> None:
        """Replaces the former content; focuses the first button."""
        clear(self._column)
        if lead:
            self._column.addWidget(in_scroll(PlainLabel(lead, "body", wrap=True)))
        for widget in widgets:
            self._column.addWidget(widget)
            widget.show()
        self.put_focus()

    def put_focus(self) -> None:
        """Focuses the recommended way: its first button, or else the one beside the headline."""
        buttons = [one for one in in_reading_order(self.ways) if isinstance(one, Button)]
        if buttons or self._right:
            (buttons or list(self._right))[0].setFocus()

    def run(
        self,
        words: str,
        job: Callable[[], Value],
        on_done: Callable[[Value], object],
        only_looks: bool = False,
    ) -> None:
        """Runs `job` in a thread and shows `words` meanwhile; a refusal is shown on the page.

        During an `only_looks` job the buttons beside the headline stay enabled.
        """
        if self._is_busy:
            return
        self._is_busy = True
        self.show_status(words)
        for widget in (self.ways, *(() if only_looks else self._right)):
            widget.setEnabled(False)

        def run_with_gc_paused() -> Callable[[], object]:
            with thread_gc_paused():
                return partial(on_done, job())

        background.run_in_background(run_with_gc_paused, self._on_done, self._on_failed)

    def show_status(self, words: str) -> None:
        self.status.setText(words)
        self.status.setVisible(bool(words))
        self.status.setAccessibleName(words)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.put_focus()

    def _on_done(self, show_result: Callable[[], object]) -> None:
        self._end_job("")
        show_result()

    def _on_failed(self, fault: Exception) -> None:
        self._end_job(str(fault) if isinstance(fault, GoodturnError) else "That failed; nothing was changed.")
        self.put_focus()

    def _end_job(self, words: str) -> None:
        self._is_busy = False
        for widget in (self.ways, *self._right):
            widget.setEnabled(True)
        self.show_status(words)
