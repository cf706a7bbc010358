"""Damage found while the window is open, by an earlier window, or with a full disk."""

from collections.abc import Callable
from pathlib import Path

import pytest

from crm.errors import OnlyReadable
from crm.model import Note
from tests.conftest import clock
from tests.crm.trouble.stories import (
    SAID,
    flip_notes,
    kept_book,
    names,
    texts,
    unclean_end,
)
from tests.ui.trouble.damage_pages import page_of
from ui import use_cases
from ui.opened_book import OpenedBook
from ui.shell.main_window import MainWindow
from ui.trouble.damaged_page import DamagedPage

DAMAGED = [words.replace("e", "f") for words in SAID]


def test_only_looking_opens_it_and_nothing_can_be_written(
    damaged: DamagedPage, window: MainWindow, folder: Path
) -> None:
    before = (folder / "goodturn.db").read_bytes()
    assert damaged.look is not None
    damaged.look.click()
    assert window.context is not None
    assert window.context.read.values("SELECT words FROM note ORDER BY id") == DAMAGED
    with pytest.raises(OnlyReadable, match="See what was found"), window.context.book.work() as work:
        work.session.add(Note(person_id=1, words="new"))
    assert window.sidebar._state.text().startswith("Nothing is being saved.")
    assert (folder / "goodturn.db").read_bytes() == before
    window.sidebar.way.click()
    assert page_of(window).title.text() == "Three notes in your book are damaged"


def test_damage_met_while_the_window_is_open_stays_at_its_foot_until_it_is_settled(
    opened: OpenedBook, window: MainWindow, folder: Path, settled: Callable[[], None]
) -> None:
    kept_book(folder)
    flip_notes(folder, 1)  # closed in order: nothing looks at the opening
    opened.begin()
    assert window.context is not None
    window.actions_by_name["backup"].trigger()
    assert window.sidebar._state.text() == "Something in your book is damaged. Last good backup 09:30 today"
    assert window.context.do(use_cases.people.adding.add, "Dana Lee"), "everything else is written on"
    settled()
    window.sidebar.way.click()
    page = page_of(window)
    assert page.words.text().startswith("Goodturn saw it while making a backup at 09:30")
    assert "Back to the book" in [button.text() for button in page.findChildren(type(page.restore))]
    page._right[0].click()
    assert window.context is not None
    assert window.sidebar.way.isVisible(), "it is still damaged"
    window.sidebar.way.click()
    page_of(window).put_right.click()
    assert not window.sidebar.way.isVisible()
    assert "Dana Lee" in window.context.read.values("SELECT full_name FROM person")


def test_a_refused_edit_of_a_damaged_row_leads_to_the_page_too(
    opened: OpenedBook, window: MainWindow, folder: Path
) -> None:
    kept_book(folder)
    flip_notes(folder, 1)
    opened.begin()

    def change(work) -> None:  # type: ignore[no-untyped-def]
        work.session.get_one(Note, 1).words = "Something else"

    assert not window.context.do(change)
    window.sidebar.way.click()
    assert page_of(window).title.text() == "One note in your book is damaged"
    assert page_of(window).words.text().startswith("Goodturn saw it while saving a change")


def test_damage_that_an_earlier_window_saw_is_still_said(
    opened: OpenedBook, window: MainWindow, folder: Path
) -> None:
    kept_book(folder)
    flip_notes(folder, 1)
    opened.begin()
    window.actions_by_name["backup"].trigger()
    window.detach()
    opened.end()
    again = OpenedBook(window, folder, clock())
    again.begin()
    assert window.sidebar._state.text().startswith("Something in your book is damaged.")
    window.sidebar.way.click()
    page_of(window).put_right.click()
    assert window.sidebar._state.text() == "Saved. Backed up 09:30 today"
    window.detach()
    again.end()
    assert texts(folder) == list(SAID)
    assert names(folder)[-1] == "Chris Park"


def test_on_a_full_disk_the_page_says_so_and_still_lets_one_look(
    opened: OpenedBook, window: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept_book(folder)
    flip_notes(folder)
    unclean_end(folder)

    def no_room(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr("shutil.copyfile", no_room)
        opened.begin()
        page = page_of(window)
        assert page.title.text() == "Something in your book is damaged"
        assert page.restore is not None
        page.restore.click()
        assert "is full" in page.status.text()
        assert window._replacement is page, "nothing was done"
    assert page.look is not None
    page.look.click()
    assert window.context is not None
    assert window.context.read.values("SELECT words FROM note ORDER BY id") == DAMAGED
