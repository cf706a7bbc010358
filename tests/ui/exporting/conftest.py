"""A book to export, and the file dialogs answered by the test."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from crm.book import Book
from crm.sample.book import fill

Where = Callable[[Path], None]


@pytest.fixture
def book(book: Book) -> Book:
    fill(book)
    return book


@pytest.fixture
def where(monkeypatch: pytest.MonkeyPatch) -> Where:
    """What the system's dialog answers."""

    def answers(path: Path) -> None:
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(path))

    return answers
