"""What only reads goes on: finding, exporting to another place, and getting about by keyboard alone."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.stories import CTRL, person_id, press, write
from ui.exporting.sheet import ExportSheet
from ui.shell.main_window import MainWindow
from ui.shell.one_box.sheet import OneBox
from ui.shell.read_only.banner import Banner


def test_the_one_box_finds_people_and_offers_only_what_reads(
    read_only_window: MainWindow, qtbot, settled: Callable[[], None]
) -> None:
    press(qtbot, Qt.Key.Key_K, CTRL)
    (box,) = read_only_window.findChildren(OneBox)
    offered = {
        row.title for row in (box.list.rows.row_at(place) for place in range(box.list.rows.rowCount()))
    }
    assert {"Export…", "Settings", "History"} <= offered
    assert not {"Log what happened", "New person", "Undo", "Sort people", "Back up now"} & offered
    write(qtbot, "ana ruiz")
    settled()
    press(qtbot, Qt.Key.Key_Return)
    settled()
    assert read_only_window.stack is not None
    assert read_only_window.context is not None
    assert read_only_window.stack.place == ("person", person_id(read_only_window.context.book, "Ana Ruiz"))


def test_everyone_can_be_taken_out_to_another_place(
    read_only_window: MainWindow, tmp_path: Path, settled: Callable[[], None]
) -> None:
    read_only_window.actions_by_name["export"].trigger()
    (sheet,) = read_only_window.findChildren(ExportSheet)
    assert sheet.write.isEnabled()
    sheet.write_to(tmp_path / "everyone.vcf")
    settled()
    assert "FN:Ana Ruiz" in (tmp_path / "everyone.vcf").read_text(encoding="utf-8")


def test_the_banner_is_reached_by_tab_and_says_its_sentence(read_only_window: MainWindow, qtbot) -> None:
    (banner,) = read_only_window.findChildren(Banner)
    passed = set()
    for _ in range(60):
        press(qtbot, Qt.Key.Key_Tab)
        passed.add(QApplication.focusWidget())
    assert banner.again in passed
    assert all(one is None or one.isEnabled() for one in passed)
    assert banner.again.accessibleDescription().startswith("This book can only be read: the disk")


def test_in_a_low_window_the_banner_is_one_line(
    read_only_window: MainWindow, settled: Callable[[], None]
) -> None:
    (banner,) = read_only_window.findChildren(Banner)
    assert (banner.words.isVisible(), banner.one_line.isVisible()) == (True, False)
    read_only_window.resize(700, 380)
    settled()
    assert (banner.words.isVisible(), banner.one_line.isVisible()) == (False, True)


def test_history_does_not_promise_what_cannot_be_done(read_only_window: MainWindow) -> None:
    read_only_window.open_page("history")
    assert read_only_window.stack is not None
    words = read_only_window.stack.page.header.words.text()
    assert words == "Everything you did. No step can be taken back while the book can only be read."
