"""Ana Ruiz with a coffee, what came of it, and the sheet of one of her things."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from crm.book import Book
from crm.things.key import parse_key
from tests.ui.stories import log, person_id
from ui.shell.main_window import MainWindow
from ui.thing_fields.sheet import ThingSheet

Opens = Callable[[str], ThingSheet]


@pytest.fixture
def ana(book: Book) -> int:
    log(book, "Coffee with Ana Ruiz yesterday at Blue Bottle. I'll send her the pricing article by Friday")
    log(book, "Ana Ruiz is looking for a designer. She advised me to raise my prices")
    log(book, "Intro Ana Ruiz to Ben Okafor by Monday")
    log(book, "Asked Ana Ruiz for 15 minutes on pricing")
    log(book, "Ana Ruiz will check the market dates")
    log(book, "Ana Ruiz has a new kiln")
    return person_id(book, "Ana Ruiz")


@pytest.fixture
def opens(window: MainWindow, ana: int, settled: Callable[[], None]) -> Opens:
    """`opens("promise-1")` on the page of Ana; gives its sheet."""
    settled()
    window.context.open_person(ana)
    settled()

    def open_key(key: str) -> ThingSheet:
        window.context.open_thing(parse_key(key))
        settled()
        return sheet_of(window)

    return open_key


def sheet_of(window: MainWindow) -> ThingSheet:
    assert window.sheets is not None
    sheet = window.sheets._thing
    assert sheet is not None
    return sheet


def is_open(sheet: ThingSheet) -> bool:
    """A closed sheet is deleted soon after."""
    return isValid(sheet) and sheet.is_open


def focused() -> QWidget | None:
    return QApplication.focusWidget()


def type_into(sheet: ThingSheet, name: str, text: str) -> None:
    """Types a text into a field and leaves it for Done, as Tab would."""
    field = sheet.fields.rows[name].field
    field.setFocus()
    field.setText(text) if hasattr(field, "setText") else field.setPlainText(text)
    sheet.done.setFocus()
