"""The chip "Columns": which columns the list shows, and by which part of the name it is sorted."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from ui.people.columns import COLUMNS
from ui.people.saved_view import View
from ui.widgets.chips import ChipButton
from ui.widgets.menu import Menu


class ColumnsChip(ChipButton):
    """`now` returns the current view; `on_choice(view)` gets a new one."""

    def __init__(
        self, now: Callable[[], View], on_choice: Callable[[View], object], parent: QWidget | None = None
    ):
        super().__init__("Columns", self.open_menu, parent=parent)
        self.setAccessibleName("Choose columns")
        self._now, self._on_choice = now, on_choice

    def open_menu(self) -> Menu:
        view, menu = self._now(), Menu(self)
        for one in COLUMNS[1:]:
            action = menu.addAction(one.title)
            action.setCheckable(True)
            action.setChecked(one.name in view.columns)
            action.toggled.connect(partial(self._set_shown, one.name))
        menu.addSeparator()
        family = menu.addAction("By family name")
        family.setCheckable(True)
        family.setChecked(view.order.by_family)
        family.toggled.connect(self._turn_family)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        return menu

    def _set_shown(self, name: str, on: bool) -> None:
        view = self._now()
        names = {*view.columns, name} if on else set(view.columns) - {name}
        self._on_choice(view._replace(columns=tuple(one.name for one in COLUMNS if one.name in names)))

    def _turn_family(self, on: bool) -> None:
        view = self._now()
        self._on_choice(view._replace(order=view.order._replace(by_family=on)))
