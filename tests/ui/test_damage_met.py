"""Damage met while reading is told as damage; what was saved although something failed after it counts as done."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from crm.book import Book
from crm.changes import Changes
from crm.errors import BookDamaged, SavedBut
from crm.people import adding
from crm.storage.fault_sentences import book_damage_of
from tests.conftest import clock
from ui import background
from ui.context import Context
from ui.faults import UnhandledFaults
from ui.opened_book import OpenedBook
from ui.settings.book_card import BookCard
from ui.shell.main_window import MainWindow

BUT = "It was saved, but the disk failed after it."


def damage(folder: Path) -> None:
    """The pages with the people's names are overwritten; the schema stays, so the book opens."""
    file = folder / "goodturn.db"
    connection = sqlite3.connect(file)
    size = connection.execute("PRAGMA page_size").fetchone()[0]
    roots = [
        row[0] for row in connection.execute("SELECT rootpage FROM sqlite_master WHERE tbl_name = 'person'")
    ]
    connection.close()
    data = bytearray(file.read_bytes())
    for root in filter(None, roots):
        data[(root - 1) * size : root * size] = b"\xff" * size
    file.write_bytes(data)


def read_people(book: Book) -> object:
    return book.read.value("SELECT count(full_name) FROM person WHERE full_name > 'A'")


def test_in_a_slot_it_is_told_as_damage_once(book: Book, folder: Path) -> None:
    told: list[str] = []
    faults = UnhandledFaults(told.append)
    damage(folder)
    for _ in range(2):
        with pytest.raises(sqlite3.DatabaseError) as met:
            read_people(book)
        faults.caught(met.type, met.value, met.tb)
    assert len(told) == 1
    assert told[0].startswith("The book is damaged")
    assert "went wrong" not in told[0]


def test_in_a_background_job_it_reaches_the_caller_as_damage(book: Book, folder: Path) -> None:
    damage(folder)
    heard: list[Exception] = []
    background.run_synchronously(lambda: read_people(book), on_error=heard.append)
    assert [type(one) for one in heard] == [BookDamaged]
    with pytest.raises(BookDamaged):  # where the caller hears of no failure: the one place that tells gets it
        background.run_synchronously(lambda: read_people(book))


def test_in_a_worker_thread_too(book: Book, folder: Path, qtbot) -> None:
    damage(folder)
    heard: list[Exception] = []
    background.run_in_background(lambda: read_people(book), on_error=heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    assert isinstance(heard[0], BookDamaged)


def test_odd_letters_in_a_file_to_import_are_no_damage(tmp_path: Path) -> None:
    (tmp_path / "odd.vcf").write_bytes(b"\xff\xfe\xfd")
    with pytest.raises(UnicodeDecodeError) as met:
        (tmp_path / "odd.vcf").read_text(encoding="utf-8")
    assert book_damage_of(met.value) is None
    assert book_damage_of(ValueError("no")) is None
    assert book_damage_of(sqlite3.IntegrityError("UNIQUE")) is None


def test_what_was_saved_although_something_failed_after_it_is_done(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = Context(book)
    told: list[tuple[str, Changes | None]] = []
    context.message_requested.connect(lambda words, changes: told.append((words, changes)))
    fail_after_commit(book, monkeypatch)
    outcome = context.attempt(adding.add, "Ana Ruiz")
    assert outcome
    assert (outcome.value.full_name, outcome.saved_but is not None) == ("Ana Ruiz", True)
    assert [words for words, _ in told] == [BUT]
    assert book.read.values("SELECT full_name FROM person") == ["Ana Ruiz"]


def fail_after_commit(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the writer does where the commit's sync failed and the step is found to stand."""
    whole = book._notify_listeners

    def show_message(changes: Changes) -> None:
        whole(changes)
        raise SavedBut(BUT)

    monkeypatch.setattr(book, "_notify_listeners", show_message)


def test_an_undo_that_was_saved_is_told_as_such(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    context = Context(book)
    context.do(adding.add, "Ana Ruiz")
    told: list[str] = []
    context.message_requested.connect(lambda words, _changes: told.append(words))
    fail_after_commit(book, monkeypatch)
    outcomes: list[object] = []
    context.undo(on_done=outcomes.append)
    assert told == [BUT]
    assert [bool(one) for one in outcomes] == [True]
    assert book.read.value("SELECT count(*) FROM person") == 0


def test_a_clouds_copy_is_pointed_out_at_the_start_and_in_settings(
    window: MainWindow, folder: Path, settled: Callable[[], None]
) -> None:
    window.open_page("settings")
    (card,) = window.findChildren(BookCard)
    assert not card.beside.isVisibleTo(card)
    shutil.copyfile(folder / "goodturn.db", folder / "goodturn (1).db")
    card.show_book()
    assert "“goodturn (1).db”" in card.beside.text()
    assert card.beside.isVisibleTo(card)


def test_a_clouds_copy_is_told_once_at_the_start(
    looked, qtbot, folder: Path, settled: Callable[[], None]
) -> None:
    shutil.copyfile(folder / "goodturn.db", folder / "goodturn (1).db")
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    opened = OpenedBook(window, folder, clock())
    opened.begin()
    opened._settle()
    settled()
    assert "“goodturn (1).db”" in window.toast.accessibleName()
    opened.end()
    window.detach()
