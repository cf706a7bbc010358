"""Columns of the people list: sorting by headings, choosing columns, narrow windows."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from crm.book import Book
from crm.people.list_order import Order
from tests.ui.people.rows_and_menus import names
from tests.ui.stories import press
from ui.people import saved_view
from ui.people.choosing_columns import ColumnsChip
from ui.shell.main_window import MainWindow

KEY = Qt.Key


def test_a_narrow_page_gives_its_room_to_the_people(page, window: MainWindow, settled) -> None:
    assert page._header.search.isVisible()
    window.resize(700, 640)
    settled()
    assert not page._header.search.isVisible()
    assert page._header.sizeHint().width() <= page.width()
    menu = page._header.others
    menu.click()
    (offered,) = menu.findChildren(QMenu)
    assert [one.text() for one in offered.actions()] == ["Import", "Duplicates"]
    offered.actions()[1].trigger()
    assert window.stack.place[0] == "duplicates"


def heading(page, name: str):
    return page.heading._buttons[name]


def test_a_heading_sorts_by_its_column_and_says_so_and_the_next_window_remembers(
    page, book: Book, window: MainWindow, qtbot
) -> None:
    heading(page, "last_spoke").setFocus()
    press(qtbot, KEY.Key_Space)
    assert names(page) == ["Ana Ruiz", "Ben Okafor", "Zoë Söğüt"]
    press(qtbot, KEY.Key_Return)
    assert names(page) == ["Ben Okafor", "Ana Ruiz", "Zoë Söğüt"], "whom I never met comes last either way"
    assert heading(page, "last_spoke").accessibleName() == "Last spoke, sorted upwards"
    assert saved_view.load_view(book.folder).order == Order("last_spoke")
    assert book.steps(1)[0].label == "Set Ana Ruiz to every 2 months"
    next(one for one in page.actions() if one.text() == "Sort by name").trigger()
    assert names(page)[0] == "Ana Ruiz"


def test_columns_are_chosen_and_the_name_always_stays(page, book: Book) -> None:
    page._show_view(page.view._replace(columns=("city", "birthday")))
    assert list(page.heading._buttons) == ["name", "city", "birthday"]
    chip = next(one for one in page.chips.findChildren(ColumnsChip))
    menu = chip.open_menu()
    next(one for one in menu.actions() if one.text() == "Tags").trigger()
    next(one for one in menu.actions() if one.text() == "By family name").trigger()
    assert list(page.heading._buttons) == ["name", "city", "tags", "birthday"]
    assert names(page) == ["Ben Okafor", "Ana Ruiz", "Zoë Söğüt"]
    kept = saved_view.load_view(book.folder)
    assert (kept.columns, kept.order.by_family) == (("city", "tags", "birthday"), True)
    (book.folder / saved_view.FILE_NAME).write_text('{"columns": 7}')
    assert saved_view.load_view(book.folder) == saved_view.View()
