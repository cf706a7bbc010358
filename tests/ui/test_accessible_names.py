"""What a screen reader is told: each control's role, name and state, as Qt's own accessibility says them."""

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from crm.book import Book
from crm.people import editing
from tests.crm.storage.test_journal import add_person
from ui.shell.main_window import MainWindow

Role, Text = QAccessible.Role, QAccessible.Text


def spoken(widget: QWidget) -> tuple[QAccessible.Role, str]:
    found = QAccessible.queryAccessibleInterface(widget)
    return found.role(), found.text(Text.Name)


def test_a_page_of_the_sidebar_is_a_button_that_says_whether_it_is_open(window: MainWindow) -> None:
    nav = window.sidebar._nav
    window.open_page("people")
    assert spoken(nav["people"]) == (Role.Button, "People")
    assert nav["people"].accessibleDescription() == "open now"
    window.open_page("history")
    assert nav["people"].accessibleDescription() == ""
    assert nav["history"].accessibleDescription() == "open now"


def test_one_of_several_is_a_radio_button_and_on_or_off_a_check_box(window: MainWindow) -> None:
    window.open_page("settings")
    page = window.stack.page
    assert spoken(page._look.theme._buttons["dark"]) == (Role.RadioButton, "dark")
    switch = page._rules.switches["dates"]
    assert spoken(switch) == (Role.CheckBox, "Dates")
    assert QAccessible.queryAccessibleInterface(switch).state().checked
    names = page._reminders.names
    assert spoken(names) == (Role.CheckBox, "Names: hidden in the notification and the calendar")
    assert not QAccessible.queryAccessibleInterface(names).state().checked


def test_a_contact_field_is_named_by_its_kind_and_label(window: MainWindow, book: Book) -> None:
    person = add_person(book, "Ana Ruiz")
    with book.work() as work:
        editing.add_point(work, person, "email", "ana@ruizsauce.example")
        editing.add_point(work, person, "email", "ana@home.example")
    second = book.read.value("SELECT max(id) FROM contact_point")
    with book.work() as work:
        editing.change_point(work, second, "ana@home.example", "home")
    window.context.open_person(person)
    names = [one.field.accessibleName() for one in window.stack.page.panel.details.fields.values()]
    assert "e-mail" in names
    assert "home e-mail" in names
    assert len(names) == len(set(names))


def test_the_two_of_a_possible_duplicate_are_read_out_side_by_side(window: MainWindow, book: Book) -> None:
    for title in ("Founder", "CEO"):
        person = add_person(book, "Ana Ruiz")
        with book.work() as work:
            editing.set_text(work, person, "title", title)
            editing.add_point(work, person, "email", "ana@ruizsauce.example")
    window.open_page("duplicates")
    table = window.stack.page.table
    assert "works at: Founder and nothing, keep." in table.accessibleDescription()
    assert "e-mail: ana@ruizsauce.example, same." in table.accessibleDescription()
