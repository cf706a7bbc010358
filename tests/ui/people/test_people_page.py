"""The list of everyone: filtering, moving, and what is done with one or with several."""

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from crm.book import Book
from crm.people import adding, editing
from crm.people.list_order import Order
from tests.ui.stories import log, person_id, press, write
from ui.people import saved_view
from ui.people.choosing_columns import ColumnsChip
from ui.people.merge_sheet import MergeSheet
from ui.shell.main_window import MainWindow

KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(window: MainWindow, book: Book, settled: Callable[[], None]):
    log(book, "Coffee with Ana Ruiz 3 days ago. I'll send her the pricing article")
    log(book, "Call with Ben Okafor in March")
    with book.work() as work:
        adding.add(work, "Zoë Söğüt", standing="parked")
        editing.set_rhythm(work, person_id(book, "Ana Ruiz"), 60)
    settled()
    window.open_page("people")
    return window.stack.page


def names(page) -> list[str]:
    return [page.list.rows.row_at(place).name for place in range(page.list.rows.rowCount())]


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


def test_several_at_once_are_one_step(page, book: Book, qtbot, settled) -> None:
    press(qtbot, KEY.Key_Down, SHIFT)
    assert page.many.isVisible()
    assert page.many._count.text() == "2 chosen"
    page.many.rhythm_requested.emit(21)
    settled()
    assert book.steps()[0].label == "Set the rhythm of 2 people"
    assert book.read.values("SELECT rhythm_days FROM person WHERE standing = 'kept'") == [21, 21]
    page.many.tag.setText("makers")
    page.many.tag.returnPressed.emit()
    settled()
    assert book.steps()[0].label == "Tagged 2 people makers"
    page.many.standing_requested.emit("resting")
    settled()
    assert book.read.value("SELECT count(*) FROM person WHERE standing = 'resting'") == 2
    press(qtbot, KEY.Key_Escape)
    assert not page.many.isVisible()


def pick(page, *words: str) -> None:
    """Goes down the menu of filters by its words, as clicks would."""
    menu = part = page.more.open_menu()
    for word in words[:-1]:
        part = next(action.menu() for action in part.actions() if action.text() == word)
    next(action for action in part.actions() if action.text() == words[-1]).trigger()
    menu.close()
    page.window().activateWindow()  # as a window manager does when the menu has closed
    QApplication.processEvents()


def test_everyone_with_a_tag_gets_a_rhythm_in_one_step(
    page, window: MainWindow, book: Book, qtbot, settled
) -> None:
    with book.work() as work:
        for name in ("Ana Ruiz", "Zoë Söğüt"):
            editing.add_tag(work, person_id(book, name), "Fine & food")
    settled()
    pick(page, "Tag", "Fine && food")
    assert page.filter.text() == 'tag:"Fine & food" '
    assert names(page) == ["Ana Ruiz", "Zoë Söğüt"]
    assert page.all.isVisible()
    assert page.all.accessibleName() == "Choose all 2"
    page.all.click()
    assert page.many._count.text() == "2 chosen"
    page.many.rhythm_requested.emit(21)
    settled()
    assert book.steps()[0].label == "Set the rhythm of 2 people"
    assert book.read.values("SELECT rhythm_days FROM person WHERE full_name != 'Ben Okafor'") == [21, 21]
    assert book.read.value("SELECT standing FROM person WHERE full_name = 'Zoë Söğüt'") == "kept"
    press(qtbot, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled()
    found = book.read.rows("SELECT rhythm_days, standing FROM person ORDER BY full_name")
    assert [tuple(row) for row in found] == [(60, "kept"), (None, "kept"), (None, "parked")]


def test_a_rhythm_and_a_standing_are_picked_together_and_taken_away_again(page, qtbot) -> None:
    pick(page, "Rhythm", "Close: every 2 months")
    pick(page, "Standing", "Kept")
    assert page.filter.text() == "rhythm:close standing:kept "
    assert names(page) == ["Ana Ruiz"]
    assert not page.all.isVisible(), "one person is chosen by being there"
    press(qtbot, KEY.Key_Escape)
    assert len(names(page)) == 3
    pick(page, "Rhythm", "No rhythm")
    assert names(page) == ["Ben Okafor", "Zoë Söğüt"]


def test_a_book_without_tags_offers_none(page) -> None:
    parts = {action.text(): action.menu() for action in page.more.open_menu().actions()}
    assert parts["Standing"].isEnabled()
    assert not parts["Tag"].isEnabled()


def test_ctrl_a_chooses_everyone_shown_and_types_nothing(page, qtbot) -> None:
    press(qtbot, KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert page.many._count.text() == "3 chosen"


def test_sorting_is_what_comes_next_while_nobody_has_a_rhythm(
    page, window: MainWindow, book: Book, settled
) -> None:
    assert page._header.sort.property("kind") == "quiet"
    window.context.do(editing.set_rhythm, person_id(book, "Ana Ruiz"), None)
    settled()
    assert page._header.sort.property("kind") == "primary"


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


def test_two_chosen_people_are_looked_at_side_by_side_and_made_one(
    page, book: Book, window: MainWindow, settled: Callable[[], None], qtbot
) -> None:
    page.merge_chosen()
    assert window.toast.accessibleName() == "Choose two people to make them one."
    page.list.setFocus()
    page.list.choose_first()
    press(qtbot, KEY.Key_Down, SHIFT)
    assert page.many.merge.isVisible()
    qtbot.mouseClick(page.many.merge, Qt.MouseButton.LeftButton)
    (sheet,) = window.findChildren(MergeSheet)
    assert sheet._title.text() == "Ana Ruiz and Ben Okafor"
    assert QApplication.focusWidget() is sheet._one
    press(qtbot, KEY.Key_Return)
    settled()
    assert names(page) == ["Ana Ruiz", "Zoë Söğüt"]
    book.undo()
    page.reload()
    assert len(names(page)) == 3


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
