"""A phone's folder beside Today: `put` is the sync that brings a file, `look` what the window does each minute."""

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from crm import settings
from crm.book import Book
from tests.ui.stories import log
from ui.shell.main_window import MainWindow

MORNING = datetime(2026, 11, 21, 9, 12).astimezone()
ISLA = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Isla Brodie\r\nTEL:+44 7700 900777\r\nNOTE:Runs the winter fair\r\nEND:VCARD\r\n"
WALK = "Walk with Ana Ruiz this morning, send her the label sheet"


@pytest.fixture
def phone(book: Book, tmp_path: Path) -> Path:
    """The chosen folder, and a row of Today beside it."""
    log(book, "Coffee with Ana Ruiz yesterday. Send her the price list")
    folder = tmp_path / "phone"
    folder.mkdir()
    with book.work() as work:
        settings.change(work, settings.INBOX_FOLDER, str(folder))
    return folder


@pytest.fixture
def put(phone: Path) -> Callable[..., None]:
    def puts(name: str, content: str, at: datetime = MORNING) -> None:
        path = phone / name
        path.write_text(content, encoding="utf-8", newline="")
        os.utime(path, (at.timestamp(), at.timestamp()))

    return puts


@pytest.fixture
def page(phone: Path, window: MainWindow, settled, qtbot):
    """Today with its first row selected, as it stands after the start."""
    settled()
    window.stack.page.focus_first()
    qtbot.waitUntil(lambda: window.stack.page.list.selectionModel().hasSelection())
    return window.stack.page


def look(page, settled) -> None:
    """As each minute, and when the window becomes active."""
    page.came_in.watch.look()
    settled()


def shown(page) -> list[str]:
    return [card.entry.quote or card.entry.title for card in page.came_in.panel.cards]


def met(book: Book) -> list[str]:
    return book.read.values("SELECT kind || ' ' || held_on || ' ' || state FROM meeting ORDER BY id")


def lying(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
