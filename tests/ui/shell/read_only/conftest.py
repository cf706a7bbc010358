"""The sample book, opened for reading alone, and the window on it."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from crm.book import Book
from crm.errors import OnlyReadable
from crm.sample.book import open_sample
from crm.unit_of_work import UnitOfWork
from tests.conftest import TODAY, clock
from tests.crm import scenes
from ui.context import Context
from ui.shell.main_window import MainWindow

WHY = "The disk that holds the book is full; nothing was changed. Make some room and try again."


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples") / "sample"
    made = open_sample(folder, clock())
    with made.work() as work:
        _add_what_waits(work)
    made.backup()
    made.close()
    return folder


def _add_what_waits(work: UnitOfWork) -> None:
    """Two who may be one person, proposed meetings, and a planned one whose day has passed."""
    twice = [scenes.person(work, name, "ingrid@example.org") for name in ("Ingrid Holm", "Ingrid Holm-Berg")]
    for days in (1, 2):
        scenes.meeting(work, TODAY - timedelta(days=days), twice[0], held_at="09:00", state="proposed")
    scenes.meeting(work, TODAY - timedelta(days=1), twice[1], state="planned")


@pytest.fixture
def sample(sample_folder: Path, tmp_path: Path) -> Path:
    """A copy of its own for each test."""
    target = tmp_path / "sample"
    shutil.copytree(sample_folder, target)
    return target


@pytest.fixture
def read_only_window(looked: QApplication, qtbot, sample: Path) -> Iterator[MainWindow]:
    book = Book.open_to_read(sample, clock(), OnlyReadable(WHY))
    made = MainWindow()
    made.resize(1280, 800)
    qtbot.addWidget(made)
    made.show()
    made.attach(Context(book))
    made.activateWindow()
    qtbot.waitActive(made)
    looked.processEvents()
    yield made
    made.close()
    made.detach()
    looked.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    book.close()
