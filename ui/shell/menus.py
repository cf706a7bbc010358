"""The menu of the menu button: all actions of the shell, and those of the open page."""

from collections.abc import Mapping

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ui.shell.actions import ACTIONS, MENUS
from ui.widgets.menu import Menu


def build_menu(parent: QWidget, actions: Mapping[str, QAction], page: QWidget | None) -> Menu:
    menu = Menu(parent)
    menu.setAccessibleName("Menu")
    for title in MENUS:
        part = menu.add_part(title)
        for entry in ACTIONS:
            if entry.menu == title and entry.name != "menu":
                part.addAction(actions[entry.name])
    of_page = page.actions() if page is not None else []
    if of_page:
        menu.add_part("This page").addActions(of_page)
    menu.aboutToHide.connect(menu.deleteLater)
    return menu
