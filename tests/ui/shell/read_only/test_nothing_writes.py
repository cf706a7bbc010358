"""Where a book can only be read, no control that can be used writes: every one is pressed, on every page."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from crm.book import Book
from crm.things.key import Key
from crm.today.row import Row
from tests.ui.shell.read_only.conftest import WHY
from tests.ui.stories import CTRL, NONE, press
from ui.exporting.sheet import ExportSheet
from ui.paper import printing
from ui.shell.main_window import MainWindow
from ui.thing_fields.sheet import ThingSheet
from ui.today.page import TodayPage
from ui.widgets import mail
from ui.widgets.buttons import Button
from ui.widgets.chips import RemovableChip
from ui.widgets.sheet import Sheet

PAGES = (
    "today", "people", "person", "meetings", "meeting", "brief", "event", "debrief", "history", "settings", "proposals",
    "duplicates", "shelf", "introductions", "asks", "advice", "templates",
)  # fmt: skip
_SHOWN = {
    "person": "SELECT id FROM person WHERE full_name = 'Ana Ruiz'",
    "meeting": "SELECT min(meeting_id) FROM promise",
    "debrief": "SELECT min(meeting_id) FROM promise",
    "brief": "SELECT max(id) FROM meeting WHERE state = 'planned' AND kind <> 'event'",
    "event": "SELECT max(id) FROM meeting WHERE state = 'planned' AND kind = 'event'",
}
_KEYS = "DSNRTLMWBPIAEXUYFOHQGV123JK/ "
_MORE_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Left, Qt.Key.Key_Right)
_WITH_CTRL = "LNIZYVA"


class Tried:
    """What was asked of the book that it had to refuse."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, window: MainWindow):
        self.writes: list[str] = []
        self.refusals = 0
        for name in ("work", "undo", "redo", "restore", "backup", "begin_backup", "seal", "accept_damage"):
            monkeypatch.setattr(Book, name, self._noting(name, getattr(Book, name)))
        assert window.context is not None
        monkeypatch.setattr(window.context, "may_write", self._may_write)

    def _noting(self, name: str, whole: Callable[..., object]) -> Callable[..., object]:
        def noted(*args: object, **named: object) -> object:
            self.writes.append(name)
            return whole(*args, **named)

        return noted

    def _may_write(self) -> bool:
        self.refusals += 1
        return False


@pytest.fixture
def tried(read_only_window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Tried:
    monkeypatch.setattr(ExportSheet, "choose_place", lambda sheet: None)  # the system's own dialog
    monkeypatch.setattr(printing, "ask_where_to_save", lambda *_: "")
    monkeypatch.setattr(printing, "print_brief", lambda *_: None)  # the system's own, too
    monkeypatch.setattr(mail.QDesktopServices, "openUrl", lambda _link: True)
    return Tried(monkeypatch, read_only_window)


def everything_in(folder: Path) -> dict[str, bytes]:
    files = {str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*") if one.is_file()}
    files.pop("goodturn.lock", None)  # of this process
    return files


@pytest.mark.parametrize("page", PAGES)
def test_every_button_that_can_be_pressed_only_reads(
    page: str, read_only_window: MainWindow, sample: Path, tried: Tried, settled: Callable[[], None]
) -> None:
    before = everything_in(sample)
    pressed: set[str] = set()
    for _ in range(200):
        _open(read_only_window, page, settled)
        button = next((one for one in _buttons(read_only_window) if _told(one) not in pressed), None)
        if button is None:
            break
        pressed.add(_told(button))
        button.click()
        settled()
        pressed |= _press_all_in_sheets(read_only_window, settled)
        _close_all(read_only_window)
        assert (tried.writes, tried.refusals) == ([], 0), f"{button.accessibleName()} on {page} writes"
    assert len(pressed) > 5
    assert everything_in(sample) == before


@pytest.mark.parametrize("page", PAGES)
def test_every_action_that_can_be_triggered_only_reads(
    page: str, read_only_window: MainWindow, sample: Path, tried: Tried, settled: Callable[[], None]
) -> None:
    before = everything_in(sample)
    _open(read_only_window, page, settled)
    actions = [
        one for one in (*read_only_window.actions(), *_page(read_only_window).actions()) if one.isEnabled()
    ]
    for action in actions:
        if action is not read_only_window.actions_by_name["quit"]:
            _open(read_only_window, page, settled)
            action.trigger()
            settled()
            _close_all(read_only_window)
            assert (tried.writes, tried.refusals) == ([], 0), f"{action.text()} on {page} writes"
    assert len(actions) > 10
    assert everything_in(sample) == before


@pytest.mark.parametrize("page", PAGES)
def test_no_key_writes(
    page: str, read_only_window: MainWindow, sample: Path, tried: Tried, qtbot, settled: Callable[[], None]
) -> None:
    before = everything_in(sample)
    keys = [(key, NONE) for key in (*_KEYS, *_MORE_KEYS)] + [(key, CTRL) for key in _WITH_CTRL]
    for key, modifiers in keys:
        _open(read_only_window, page, settled)
        press(qtbot, key, modifiers)
        settled()
        _close_all(read_only_window)
        assert not set(tried.writes), f"{key} on {page} writes"
    assert everything_in(sample) == before


@pytest.mark.parametrize("page", PAGES)
def test_fields_that_write_take_no_letters(
    page: str, read_only_window: MainWindow, tried: Tried, qtbot, settled: Callable[[], None]
) -> None:
    _open(read_only_window, page, settled)
    fields = [
        one for kind in (QLineEdit, QPlainTextEdit, QTextEdit) for one in read_only_window.findChildren(kind)
    ]
    for field in fields:
        if not field.isVisible() or field.isReadOnly():
            continue
        field.setFocus()
        qtbot.keyClicks(field, "xyz")
        qtbot.keyClick(field, Qt.Key.Key_Return)
        read_only_window.setFocus()
        settled()
        assert (tried.writes, tried.refusals) == ([], 0), f"{field.accessibleName()} on {page} writes"


def test_what_is_greyed_says_why(read_only_window: MainWindow, settled: Callable[[], None]) -> None:
    _open(read_only_window, "person", settled)
    greyed = [
        one
        for one in read_only_window.findChildren(QAbstractButton)
        if not one.isEnabled() and one.isVisible()
    ]
    assert {"In touch today", "Delete this person"} <= {one.accessibleName() for one in greyed}
    assert {(one.toolTip(), one.accessibleDescription()) for one in greyed} == {(WHY, WHY)}
    for name in ("log", "new_person", "import", "undo", "redo", "sort", "backup"):
        action = read_only_window.actions_by_name[name]
        assert (action.isEnabled(), action.toolTip()) == (False, WHY)


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("proposals", {"All happened", "Happened", "Did not", "No meeting"}),
        ("duplicates", {"One person", "Two people"}),
        ("history", {"Undo"}),
        ("people", {"Import", "Sort people"}),
        ("settings", {"Back up", "Restore", "Saturday", "Choose"}),
    ],
)
def test_answers_and_changes_are_greyed(
    page: str, names: set[str], read_only_window: MainWindow, settled: Callable[[], None]
) -> None:
    _open(read_only_window, page, settled)
    shown = [
        one
        for one in _page(read_only_window).findChildren(QAbstractButton)
        if one.isVisibleTo(_page(read_only_window))
    ]
    assert {one.accessibleName() for one in shown if not one.isEnabled()} >= names
    assert not {one.accessibleName() for one in shown if one.isEnabled()} & names


@pytest.mark.parametrize(
    "table", ["promise", "introduction", "item", "ask", "advice", "person_topic", "share"]
)
def test_the_fields_of_a_thing_are_read_and_only_its_links_lead_on(
    table: str, read_only_window: MainWindow, tried: Tried, settled: Callable[[], None]
) -> None:
    _open(read_only_window, "person", settled)
    context = read_only_window.context
    assert context is not None
    key = Key({"person_topic": "topic"}.get(table, table), context.read.value(f"SELECT min(id) FROM {table}"))
    context.open_thing(key)
    settled()
    [sheet] = [one for one in read_only_window.findChildren(ThingSheet) if one.isVisible()]
    fields = [one for kind in (QLineEdit, QPlainTextEdit) for one in sheet.findChildren(kind)]
    assert fields
    assert all(one.isReadOnly() for one in fields)
    enabled = {one for one in sheet.findChildren(QAbstractButton) if one.isVisible() and one.isEnabled()}
    links = {sheet.done, *sheet.links.findChildren(QAbstractButton)}
    assert enabled >= links
    assert all(isinstance(one.parent(), RemovableChip) for one in enabled - links)  # who else has the topic
    _press_all_in_sheets(read_only_window, settled)
    assert (tried.writes, tried.refusals) == ([], 0)


def test_the_main_button_of_a_row_is_greyed_where_it_would_write(
    read_only_window: MainWindow, settled: Callable[[], None]
) -> None:
    _open(read_only_window, "today", settled)
    page = _page(read_only_window)
    assert isinstance(page, TodayPage)
    kinds = {}
    for place in range(page.list.rows.rowCount()):
        row = page.list.rows.row_at(place)
        if isinstance(row, Row):
            page.list.choose(row.key)
            kinds[row.kind] = page.list.row_actions.main.isEnabled()
    assert kinds["did_it_happen"] is False
    assert kinds["introduction"] is True


def test_a_greyed_key_says_why_once(read_only_window: MainWindow, qtbot, settled: Callable[[], None]) -> None:
    told: list[str] = []
    assert read_only_window.context is not None
    read_only_window.context.message_requested.connect(lambda words, _changes: told.append(words))
    _open(read_only_window, "person", settled)
    press(qtbot, "I")
    press(qtbot, "I")
    press(qtbot, Qt.Key.Key_L, CTRL)
    assert told == [WHY]


def test_what_a_page_makes_or_enables_later_is_greyed(read_only_window: MainWindow, settled) -> None:
    _open(read_only_window, "person", settled)
    page = _page(read_only_window)
    late = Button("Made later", parent=page)
    late.show()
    settled()
    assert not late.isEnabled()
    late.setEnabled(True)
    assert not late.isEnabled()
    action = QAction("Later", page)
    page.addAction(action)
    action.setEnabled(True)
    assert not action.isEnabled()


def _open(window: MainWindow, page: str, settled: Callable[[], None]) -> None:
    assert window.context is not None
    window.open_page(page, window.context.read.value(_SHOWN[page]) if page in _SHOWN else None)
    settled()
    window.activateWindow()
    _page(window).focus_first()


def _page(window: MainWindow) -> QWidget:
    assert window.stack is not None
    assert window.stack.page is not None
    return window.stack.page


def _buttons(window: MainWindow) -> list[QAbstractButton]:
    return [one for one in window.findChildren(QAbstractButton) if one.isVisible() and one.isEnabled()]


def _told(button: QAbstractButton) -> str:
    return f"{button.accessibleName()} {button.text()} {button.accessibleDescription()}"


def _press_all_in_sheets(window: MainWindow, settled: Callable[[], None]) -> set[str]:
    pressed: set[str] = set()
    for sheet in window.findChildren(Sheet):
        for button in sheet.findChildren(QAbstractButton):
            if sheet.isVisible() and button.isVisible() and button.isEnabled():
                pressed.add(_told(button))
                button.click()
                settled()
    return pressed


def _close_all(window: MainWindow) -> None:
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
    for sheet in window.findChildren(Sheet):
        sheet.close_sheet()
