"""When the morning's notification comes, what it may say, and where the calendar file is."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from crm import settings
from crm.book import Book
from tests.ui.settings.test_settings import turn
from ui.settings.reminders_card import RemindersCard
from ui.shell import tray
from ui.shell.main_window import MainWindow


@pytest.fixture(autouse=True)
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this user's desktop would look."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "config"


@pytest.fixture
def card(window: MainWindow) -> RemindersCard:
    window.open_page("settings")
    return window.stack.page._reminders


def write(card: RemindersCard, text: str) -> None:
    card.at.setText(text)
    card.at.editingFinished.emit()


def test_the_morning_takes_what_people_write_and_nothing_is_never(card: RemindersCard, book: Book) -> None:
    assert card.at.text() == "08:30"
    write(card, "7.15")
    assert settings.value(book.read, settings.REMIND_AT) == card.at.text() == "07:15"
    write(card, "early")
    assert settings.value(book.read, settings.REMIND_AT) == card.at.text() == "07:15"
    write(card, " ")
    assert settings.value(book.read, settings.REMIND_AT) == card.at.text() == ""


def test_names_and_the_calendar_file_are_chosen(card: RemindersCard, book: Book, qtbot) -> None:
    turn(card.names, qtbot)
    assert settings.value(book.read, settings.HIDE_NAMES) is True
    turn(card.names, qtbot)
    assert settings.value(book.read, settings.HIDE_NAMES) is False
    assert card.copy.isVisible()
    turn(card.calendar, qtbot)
    assert settings.value(book.read, settings.CALENDAR_FILE) is False
    qtbot.waitUntil(lambda: not card.copy.isVisible())


def test_the_path_of_the_calendar_file_is_copied(
    card: RemindersCard, window: MainWindow, book: Book, qtbot
) -> None:
    qtbot.mouseClick(card.copy, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == str(book.folder / "due.ics")
    assert window.toast.accessibleName().startswith("Copied where the calendar file is")


def test_staying_in_the_tray_is_offered_only_where_there_is_one(
    window: MainWindow, book: Book, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open_page("settings")
    assert not window.stack.page._reminders.closed.isVisible()
    monkeypatch.setattr(tray, "is_there", lambda: True)
    card = RemindersCard(window.stack.page.save_setting, window.context.show_message)
    card.setParent(window.stack.page)
    card.show()
    turn(card.closed, qtbot)
    assert settings.value(book.read, settings.KEEP_IN_TRAY) is True


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="XDG's folder")
def test_starting_with_the_session_is_a_switch(
    card: RemindersCard, config: Path, book: Book, window: MainWindow, qtbot
) -> None:
    entry = config / "autostart" / "org.goodturn.Goodturn.desktop"
    turn(card.at_login, qtbot)
    started = entry.read_text(encoding="utf-8")
    assert f'"--data-dir" "{book.folder}" "--in-tray"' in started
    turn(card.at_login, qtbot)
    assert not entry.exists()
    config.joinpath("autostart").rmdir()
    config.joinpath("autostart").write_text("in the way")
    turn(card.at_login, qtbot)
    assert "nothing was changed" in window.toast.accessibleName()
    assert card.at_login.value is False
