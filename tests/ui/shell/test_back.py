"""Esc goes back to what can still be used: not to a first start that is over, nor to an import that is done."""

from pathlib import Path

from PySide6.QtCore import Qt

from tests.ui.stories import log, press
from ui.shell.main_window import MainWindow


def place(window: MainWindow) -> str:
    return window.stack.place[0]


def test_the_first_start_is_left_behind_with_the_first_person(window: MainWindow, qtbot, settled) -> None:
    window.open_page("welcome")
    window.open_page("settings")
    window.back()
    assert place(window) == "welcome", "nobody is in the book yet"
    log(window.context.book, "Coffee with Ana Ruiz yesterday.")
    settled()
    window.open_page("history")
    window.back()
    window.back()
    window.back()
    assert place(window) == "today"
    assert window.stack.page.isVisible()


def test_after_an_import_esc_goes_where_it_was_asked_for(
    window: MainWindow, qtbot, settled, tmp_path: Path
) -> None:
    file = tmp_path / "ana.vcf"
    file.write_text("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana Ruiz\r\nEND:VCARD\r\n", newline="")
    window.open_page("history")
    window.context.import_file(file)
    settled()
    window.open_page("settings")
    window.back()
    assert place(window) == "import", "its preview is still there"
    press(qtbot, Qt.Key.Key_Return)
    settled()
    assert place(window) == "people"
    window.back()
    assert place(window) == "history"
