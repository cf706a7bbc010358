"""Two lists of the import: what is added to whom, and what the user should know about the file."""

from typing import Any

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from crm.exchange.contact import Remark
from ui.importing import words
from ui.importing.possible import Numbered
from ui.theme.look import look
from ui.widgets.buttons import Button
from ui.widgets.row_delegate import RowDelegate, chip_width, paint_chip, paint_two_lines
from ui.widgets.row_list import RowList
from ui.widgets.row_model import RowModel

_ROWS_SHOWN = 5


class _Delegate(RowDelegate):
    height = 66

    def texts(self, row: Any) -> tuple[str, str, str]:
        """Strong line, quiet line, chip."""
        raise NotImplementedError

    def paint_row(self, painter: QPainter, rect: QRect, row: Any, selected: bool, hovered: bool) -> None:
        strong, quiet, chip = self.texts(row)
        paint_chip(painter, rect.right() + 1, rect.center().y() + 1, chip)
        taken = chip_width(chip) + look.px(12) if chip else 0
        paint_two_lines(painter, rect.adjusted(0, 0, -taken, 0), strong, quiet)


class _UpdateDelegate(_Delegate):
    def texts(self, row: Numbered) -> tuple[str, str, str]:
        _, card = row
        differs = words.differing(card)
        return (
            card.name,
            f"adds {words.added(card)}",
            f"{differs} differ" if differs > 1 else "1 differs" if differs else "",
        )


class _RemarkDelegate(_Delegate):
    def texts(self, row: tuple[int, Remark]) -> tuple[str, str, str]:
        return words.remark_title(row[1]), words.remark_name(row[1]), ""


class _ShortList(RowList):
    """As tall as its rows, up to a few; more of them scroll. `shown` asks to see one closely."""

    shown = Signal(object)

    def __init__(
        self, name: str, model: RowModel, delegate: RowDelegate, button: str, parent: QWidget | None = None
    ):
        super().__init__(name, model, delegate, parent=parent)
        self.set_actions(Button(button, clicked=lambda: self.shown.emit(self.chosen())))
        self.row_opened.connect(self.shown.emit)

    def show_rows(self, rows: list[Any]) -> None:
        self.set_rows(rows)
        self.setVisible(bool(rows))
        self.setFixedHeight(look.px(self._delegate.height) * min(len(rows), _ROWS_SHOWN))


def update_list() -> _ShortList:
    model = RowModel(lambda row: f"{row[1].name}, adds {words.added(row[1])}", lambda row: row[0])
    return _ShortList("Updates", model, _UpdateDelegate(), "Compare")


def remark_list() -> _ShortList:
    model = RowModel(
        lambda row: f"{words.remark_title(row[1])}, {words.remark_name(row[1])}", lambda row: row[0]
    )
    return _ShortList("Remarks", model, _RemarkDelegate(), "Show lines")
