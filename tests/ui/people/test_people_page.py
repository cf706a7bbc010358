"""The list of everyone: filtering, moving, and what is done with one or with several."""

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from crm.book import Book
from crm.people import editing
from tests.ui.people.rows_and_menus import names
from tests.ui.stories import person_id, press, write
from ui.shell.main_window import MainWindow

KEY = Qt.Key


def slash(window: MainWindow) -> None:
    """The shortcut's own action: QTest knows no key for it."""
    assert window.actions_by_name["filter"].shortcut().toString() == "/"
    window.actions_by_name["filter"].trigger()


def spoken(page, place: int) -> str:
    model = page.list.model()
    return model.data(model.index(place, 0), Qt.ItemDataRole.AccessibleTextRole)


def test_kept_people_first_then_by_name_and_each_row_in_words(page) -> None:
    assert page._header.words.text() == "3 people, 1 with a rhythm"
    assert names(page) == ["Ana Ruiz", "Ben Okafor", "Zoë Söğüt"]
    assert spoken(page, 0) == "Ana Ruiz, every 2 months, last spoke 3 days ago, 1 owed"
    assert spoken(page, 2) == "Zoë Söğüt, last spoke not yet, parked"


def test_slash_filters_by_name_without_accents_as_you_type(page, window: MainWindow, qtbot) -> None:
    slash(window)
    write(qtbot, "sogut")
    assert names(page) == ["Zoë Söğüt"]
    press(qtbot, KEY.Key_Return)
    assert QApplication.focusWidget() is page.list
    press(qtbot, KEY.Key_Escape)
    assert len(names(page)) == 3


def test_half_a_filter_leaves_the_list_and_nobody_fitting_is_said(page, window: MainWindow) -> None:
    slash(window)
    page.filter.setText("tag:")
    assert len(names(page)) == 3
    page.filter.setText("nobody of this name")
    assert page._none_fit.isVisible()
    page._show_everyone()
    assert len(names(page)) == 3


@pytest.mark.parametrize(
    ("chip", "shown"),
    [
        ("rhythm", ["Ana Ruiz"]),
        ("owe", ["Ana Ruiz"]),
        ("met:month", ["Ana Ruiz"]),
        ("no-next-step", ["Ben Okafor"]),
    ],
)
def test_each_chip_narrows_the_list(page, chip: str, shown: list[str]) -> None:
    page.chips._on_pressed(chip)
    assert names(page) == shown


def test_enter_opens_the_person_and_esc_comes_back_to_the_same_row(page, window: MainWindow, qtbot) -> None:
    press(qtbot, KEY.Key_Down)
    press(qtbot, KEY.Key_Return)
    assert window.stack.place[0] == "person"
    assert window.stack.page.header.name.text() == "Ben Okafor"
    press(qtbot, KEY.Key_Escape)
    assert window.stack.place[0] == "people"
    assert page.list.chosen().name == "Ben Okafor"


def test_n_adds_someone_and_a_missing_name_is_said_beside_the_field(
    page, window: MainWindow, book: Book, qtbot
) -> None:
    press(qtbot, KEY.Key_N)
    write(qtbot, " ")
    press(qtbot, KEY.Key_Return)
    assert page._new.is_open
    assert page._new._problem.text() == "A person needs a name."
    assert page._new._name.text() == " "
    page._new._name.setText("Hana Abe")
    press(qtbot, KEY.Key_Return)
    assert window.stack.place == ("person", person_id(book, "Hana Abe"))
    assert not page._new.is_open


def test_delete_takes_the_row_and_undo_brings_it_back(page, window: MainWindow, qtbot, settled) -> None:
    press(qtbot, KEY.Key_Delete)
    settled()
    assert "Ana Ruiz" not in names(page)
    assert window.toast.accessibleName() == "Deleted Ana Ruiz"
    window.context.undo()
    settled()
    assert names(page)[0] == "Ana Ruiz"


def test_sorting_is_what_comes_next_while_nobody_has_a_rhythm(
    page, window: MainWindow, book: Book, settled
) -> None:
    assert page._header.sort.property("kind") == "quiet"
    window.context.do(editing.set_rhythm, person_id(book, "Ana Ruiz"), None)
    settled()
    assert page._header.sort.property("kind") == "primary"


def test_an_empty_book_says_how_people_come_in(window: MainWindow) -> None:
    window.open_page("people")
    page = window.stack.page
    assert page._nobody.isVisible()
    assert page._header.words.text() == "0 people, 0 with a rhythm"


@pytest.mark.endure
def test_a_hundred_thousand_people_are_listed_and_scrolled_quickly(
    window: MainWindow, book: Book, settled
) -> None:
    rows = [(f"uid-{n}", f"Person {n:06}", f"person {n:06}") for n in range(100_000)]
    with book.work() as work:
        columns = [
            "uid",
            "full_name",
            "name_key",
            "given",
            "additional",
            "family",
            "prefix",
            "suffix",
            "nickname",
        ]
        columns += ["pronouns", "how_we_met", "blurb", "standing"]
        work.insert_many("person", columns, [(*one, *[""] * 9, "kept") for one in rows])
    settled()
    window.open_page("people")
    page = window.stack.page
    assert page.list.rows.rowCount() == 100_000
    started = time.perf_counter()
    page.reload()
    page.list.scrollToBottom()
    settled()
    assert page.list.rows.row_at(99_999).name == "Person 099999"
    assert time.perf_counter() - started < 2


def test_organisation_city_and_topic_are_filters_of_the_menu(page, book: Book) -> None:
    ana = person_id(book, "Ana Ruiz")
    with book.work() as work:
        editing.set_text(work, ana, "organization", "Ruiz Hot Sauce")
        editing.add_topic(work, ana, "looking_for", "a second shop")
        editing.add_point(work, ana, "address", "1 Shore\nEdinburgh EH6 6QU")
    menu = page.more.open_menu()
    offered = {part.title(): [one.text() for one in part.actions()] for part in menu.findChildren(QMenu)}
    assert offered["Organisation"] == ["Ruiz Hot Sauce"]
    assert offered["Topic"] == ["a second shop"]
    organisation = next(part for part in menu.findChildren(QMenu) if part.title() == "Organisation")
    organisation.actions()[0].trigger()
    assert page.filter.text().strip() == 'organisation:"Ruiz Hot Sauce"'
    assert names(page) == ["Ana Ruiz"]


def test_a_new_person_is_a_button(page, qtbot) -> None:
    qtbot.mouseClick(page._header.new_person, Qt.MouseButton.LeftButton)
    assert page._new is not None
    assert page._new.is_open


def test_keys_in_an_open_menu_do_nothing_to_the_people_behind_it(page, qtbot) -> None:
    """Del would take away who is chosen, N ask for a new name, behind the menu's back."""
    page.list.choose_first()
    menu = page.more.open_menu()
    qtbot.keyClick(menu, KEY.Key_Down)
    qtbot.keyClick(menu, KEY.Key_Right)
    (inner,) = (part for part in menu.findChildren(QMenu) if part.isVisible())
    for here, key in ((inner, KEY.Key_Delete), (inner, KEY.Key_N), (menu, KEY.Key_Delete)):
        qtbot.keyClick(here, key)
    assert names(page) == ["Ana Ruiz", "Ben Okafor", "Zoë Söğüt"]
    assert page._new is None
    menu.close()
