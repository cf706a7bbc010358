"""After an import the window hashes what came, in a thread, and tells where damage is met."""

import threading

import pytest
from PySide6.QtCore import QTimer

from crm.book import Book
from crm.storage.digests import table_digests
from tests.crm.storage.damage.damaging import add_tags, damage
from tests.crm.storage.test_journal import add_person, rename
from ui import background
from ui.background_sealing import BackgroundSealing


@pytest.fixture
def in_threads(monkeypatch: pytest.MonkeyPatch, inline_background: None) -> None:
    """As in the program itself."""
    monkeypatch.setattr(background, "runner", background.run_in_thread)


@pytest.fixture
def seals(qtbot, in_threads: None, book: Book) -> BackgroundSealing:
    return BackgroundSealing(book)


def test_what_came_in_one_large_step_is_sealed_by_itself(qtbot, seals: BackgroundSealing, book: Book) -> None:
    turns: list[int] = []
    beat = QTimer()
    beat.timeout.connect(lambda: turns.append(1))
    beat.start(0)
    with qtbot.waitSignal(seals.finished, timeout=60_000):
        add_tags(book, 40_000)
        assert table_digests.is_behind(book.read.connection)
    assert not table_digests.is_behind(book.read.connection)
    assert len(turns) > 3, "the window went on meanwhile"
    assert book.check() == []


def test_a_small_step_needs_none_and_one_by_a_command_begins_too(
    qtbot, seals: BackgroundSealing, book: Book
) -> None:
    add_person(book, "Ana Ruiz")
    assert not table_digests.is_behind(book.read.connection)
    with qtbot.waitSignal(seals.finished, timeout=60_000):
        command = threading.Thread(target=add_tags, args=(book, 1000))
        command.start()
        command.join()
    assert not table_digests.is_behind(book.read.connection)


def test_damage_met_meanwhile_is_told(qtbot, seals: BackgroundSealing, book: Book) -> None:
    add_person(book, "Ana Ruiz", birthday="1980-05-04")
    damage(book, "UPDATE person SET birthday = '1981-05-04'")
    with qtbot.waitSignal(seals.damaged, timeout=60_000) as told:
        add_tags(book, 1000)
        rename(book, 1, nickname="Annie")
    assert [(one.table, one.row_id) for one in told.args[0]] == [("person", 1)]


def test_a_book_that_closes_meanwhile_is_left_to_the_next_window(
    qtbot, seals: BackgroundSealing, book: Book
) -> None:
    add_tags(book, 9000)
    seals.begin()
    seals.end()
    book.close()
    again = Book.open(book.folder, book.clock)
    next_window = BackgroundSealing(again)
    with qtbot.waitSignal(next_window.finished, timeout=60_000):
        next_window.begin()
    assert again.check() == []
    again.close()
