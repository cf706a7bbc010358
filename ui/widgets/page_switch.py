"""The switch between two pages that share one entry of the sidebar: Asks | Advice."""

from PySide6.QtWidgets import QWidget

from ui.context import Context
from ui.widgets.read_only_controls import mark_reading
from ui.widgets.segments import Segments

ASKS_AND_ADVICE = (("asks", "Asks"), ("advice", "Advice"))


class PageSwitch(Segments[str]):
    """`page` is the name of the page it stands on."""

    def __init__(self, context: Context, page: str, parent: QWidget | None = None):
        super().__init__("Asks or advice", ASKS_AND_ADVICE, self._open, parent)
        self._context, self._page = context, page
        mark_reading(self)
        for button in self.buttons.values():
            mark_reading(button)
        self.show_value(page)

    def _open(self, page: str) -> None:
        self.show_value(self._page)  # it stays on its page, for the way back
        self._context.open_page(page)
