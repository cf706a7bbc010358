"""The start as a story: the shell first, then the book, then what writes; and what happens when the book is not there."""

import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from crm.book import Book
from crm.commands.handover import hand_over, raise_window
from crm.fault_log.fault_description import places
from crm.storage.folder import WINDOW
from tests.conftest import clock
from ui import use_cases
from ui.application import after_first_paint
from ui.faults import UnhandledFaults
from ui.opened_book import OpenedBook
from ui.second_start import _MAX_TRIES, SecondStart
from ui.shell.main_window import MainWindow
from ui.theme.look import look

FIRST_PAINT = """
import sys
from pathlib import Path
from crm.clock import Clock
from ui import application

def stop():
    slow = ("sqlalchemy", "vobject", "dateutil", "rapidfuzz", "phonenumbers", "PySide6.QtSvg", "PySide6.QtNetwork", "logging.handlers", "crm.fault_log.log_lines")
    print(sorted(name for name in sys.modules if name.startswith(slow)))
    print("namespace Qt" if "Qt" in vars(sys.modules["PySide6.QtCore"]) else "none of Qt's own names")
    application.QApplication.quit()

import main
from crm.commands.arguments import Request
main._install_fault_log(Request())
painted = application.after_first_paint
application.after_first_paint = lambda window, callback: painted(window, stop)
sys.exit(application.run(Path(sys.argv[1]), Clock()))
"""


@pytest.fixture
def opened(looked: QApplication, qtbot, folder: Path, settled: Callable[[], None]) -> Iterator[OpenedBook]:
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    made = OpenedBook(window, folder, clock())
    made.window = window  # type: ignore[attr-defined]
    yield made
    made.end()
    window.detach()
    settled()


def test_nothing_slow_is_loaded_before_the_first_paint(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT, str(tmp_path / "book")],
        capture_output=True, text=True, check=True, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert told.stdout.splitlines() == ["[]", "none of Qt's own names"]
    assert not (tmp_path / "book").exists(), "not even the book"


def test_what_writes_is_loaded_in_a_thread_and_qt_imports_still_work() -> None:
    code = (
        "import builtins; own = builtins.__import__; from ui import late_modules; from PySide6 import QtWidgets;"
        "assert builtins.__import__ is own, 'Qt reads the source of every module';"
        "late_modules.load_writing_modules().join();"
        "import sys; assert 'sqlalchemy.orm' in sys.modules and 'crm.model' in sys.modules;"
        "from PySide6 import QtNetwork; print(QtNetwork.QLocalSocket.__name__)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "QLocalSocket"


def test_the_book_comes_after_the_paint(looked: QApplication, qtbot) -> None:
    window, said = MainWindow(), []
    qtbot.addWidget(window)
    after_first_paint(window, lambda: said.append(window.isVisible()))
    assert said == []
    window.show()
    qtbot.waitUntil(lambda: said != [])
    window.update()
    window.repaint()
    assert said == [True]


def test_an_empty_book_opens_on_the_welcome_and_a_kept_one_on_today(opened: OpenedBook, folder: Path) -> None:
    opened.begin()
    window = opened.window  # type: ignore[attr-defined]
    assert window.stack.place[0] == "welcome"
    window.context.do(use_cases.people.adding.add, "Ana Ruiz")
    window.detach()
    opened.end()
    opened.begin()
    assert window.stack.place[0] == "today"


def test_a_book_in_use_is_said_and_can_be_tried_again(opened: OpenedBook, folder: Path, qtbot) -> None:
    other = Book.open(folder, clock())
    opened.begin()
    window = opened.window  # type: ignore[attr-defined]
    assert window.context is None
    waits = opened.findChild(SecondStart)
    for _ in range(_MAX_TRIES):
        waits.check()
    assert "in use by another Goodturn" in window._replacement.words.text()
    other.close()
    window._replacement.again.click()
    assert window.context is not None


def test_a_damaged_book_is_said_and_a_backup_brings_it_back(
    opened: OpenedBook, folder: Path, settled: Callable[[], None], qtbot
) -> None:
    opened.begin()
    window = opened.window  # type: ignore[attr-defined]
    window.context.do(use_cases.people.adding.add, "Ana Ruiz")
    window.context.book.backup()
    window.detach()
    opened.end()
    (folder / "goodturn.db").write_bytes(b"no book at all" * 500)
    opened.begin()
    assert window.context is None
    assert QApplication.focusWidget() is window._replacement.restore, (
        "the keyboard stands on what can be done"
    )
    window._replacement.restore.click()
    settled()
    assert window.context.read.value("SELECT full_name FROM person") == "Ana Ruiz"


def test_commands_reach_the_open_window_and_its_pages_hear_of_them(
    opened: OpenedBook, folder: Path, settled: Callable[[], None], qtbot
) -> None:
    opened.begin()
    qtbot.waitUntil((folder / WINDOW).exists)
    window = opened.window  # type: ignore[attr-defined]
    window.open_page("history")
    status, out, _err = hand_over(folder, ["log", "Coffee with Ana Ruiz yesterday"], folder, "") or (
        9,
        "",
        "",
    )
    settled()
    assert status == 0
    assert "Ana Ruiz" in out
    page = window.stack.page
    assert page.list.rows.row_at(1).title == "Logged coffee with Ana Ruiz"


def test_a_second_start_brings_the_window_forward_with_its_files(
    opened: OpenedBook, folder: Path, tmp_path: Path, qtbot
) -> None:
    card = tmp_path / "ana.vcf"
    card.write_text("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana Ruiz\r\nN:Ruiz;Ana;;;\r\nEND:VCARD\r\n")
    opened.begin()
    qtbot.waitUntil((folder / WINDOW).exists)
    window = opened.window  # type: ignore[attr-defined]
    assert raise_window(folder, [card])
    qtbot.waitUntil(lambda: window.stack.place[0] == "import")


def test_the_sample_book_takes_its_place_and_gives_it_back(opened: OpenedBook, folder: Path) -> None:
    opened.begin()
    window = opened.window  # type: ignore[attr-defined]
    window.context.book_requested.emit("sample")
    assert window.context.book.folder == folder / "sample"
    assert window.stack.place[0] == "today"
    assert window.sidebar._state.text().startswith("Sample book")
    assert window.sidebar.own_book.isVisible()
    window.sidebar.own_book.click()
    assert not window.sidebar.own_book.isVisible()
    assert window.context.book.folder == folder
    assert window.context.read.value("SELECT count(*) FROM person") == 0


def test_once_it_is_painted_the_window_reaches_out_and_stops_when_the_book_closes(
    opened: OpenedBook, folder: Path, settled: Callable[[], None], qtbot
) -> None:
    opened.begin()
    qtbot.waitUntil((folder / WINDOW).exists)
    qtbot.waitUntil((folder / "due.ics").exists)
    window = opened.window  # type: ignore[attr-defined]
    hand_over(folder, ["log", "Coffee with Ana Ruiz yesterday. Send her the pricing article."], folder, "")
    settled()
    assert "Send Ana Ruiz the pricing article" in (folder / "due.ics").read_text()
    hand_over(folder, ["done", "promise-1"], folder, "")
    window.detach()
    opened.end()
    assert "VEVENT" not in (folder / "due.ics").read_text(), "what was done last is out of it"
    assert not window.hides_on_close()


def test_theme_and_text_size_follow_the_book_also_when_undone(
    opened: OpenedBook, settled: Callable[[], None]
) -> None:
    from crm import settings

    opened.begin()
    window = opened.window  # type: ignore[attr-defined]
    window.context.do(settings.change, settings.THEME, "dark")
    settled()
    assert look.tokens.is_dark
    window.context.undo()
    settled()
    assert look.theme == "system"


def test_what_nobody_caught_is_told_once_and_logged_without_values(caplog: pytest.LogCaptureFixture) -> None:
    told: list[str] = []
    faults = UnhandledFaults(told.append)

    def fail(name: str) -> None:
        raise ValueError(f"cannot use {name}")

    for _ in range(3):
        with pytest.raises(ValueError, match="Ana Ruiz") as caught:
            fail("Ana Ruiz ana@ruiz.example")
        with caplog.at_level(logging.ERROR):
            faults.caught(caught.type, caught.value, caught.tb)
        assert places(caught.tb)[0].endswith(" fail")
    assert len(told) == 1
    assert "ValueError" in caplog.text
    assert "test_application:" in caplog.text
    assert "Ana" not in caplog.text + told[0]


def test_the_foot_of_the_sidebar_says_when_it_was_backed_up(opened: OpenedBook) -> None:
    opened.begin()
    window = opened.window  # type: ignore[attr-defined]
    assert window.sidebar._state.text() == "Saved. Not backed up yet"
    window.actions_by_name["backup"].trigger()
    assert window.sidebar._state.text() == "Saved. Backed up 09:30 today"
    assert window.toast.accessibleName() == "Backed up 0 people."
    look.set_percent(125)
    assert window.sidebar._state.text() == "Saved. Backed up 09:30 today"
