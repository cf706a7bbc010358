"""The one menu behind the menu button: every action of the shell, and what the open page adds."""

from collections.abc import Mapping

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from ui.shell.actions import ACTIONS, MENUS


def build_menu(parent: QWidget, actions: Mapping[str, QAction], page: QWidget | None) -> QMenu:
    menu = QMenu(parent)
    menu.setAccessibleName("Menu")
    for title in MENUS:
        part = menu.addMenu(title)
        for entry in ACTIONS:
            if entry.menu == title and entry.name != "menu":
                part.addAction(actions[entry.name])
    of_page = page.actions() if page is not None else []
    if of_page:
        menu.addMenu("This page").addActions(of_page)
    menu.aboutToHide.connect(menu.deleteLater)
    return menu
