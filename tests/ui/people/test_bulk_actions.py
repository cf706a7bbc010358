"""Actions on several people at once: rhythm, standing, tags, merging, deleting."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from crm.book import Book
from crm.people import editing
from tests.ui.people.rows_and_menus import names
from tests.ui.stories import person_id, press
from ui.people.merge_sheet import MergeSheet
from ui.shell.main_window import MainWindow

KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


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
