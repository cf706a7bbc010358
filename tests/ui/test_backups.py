"""A backup is made by itself once something changed, not more often than every half hour, and at the end."""

import pytest

from crm.book import Book
from crm.storage.backup import backups
from tests.crm.storage.test_journal import add_person
from ui import background
from ui import backups as automatic
from ui.backups import AutomaticBackups


@pytest.fixture
def keeper(qtbot, book: Book, monkeypatch: pytest.MonkeyPatch) -> AutomaticBackups:
    monkeypatch.setattr(automatic, "run_in_background", background.run_inline)
    return AutomaticBackups(book)


def test_a_book_nobody_changed_needs_no_backup(keeper: AutomaticBackups, book: Book) -> None:
    keeper.make_if_due()
    keeper.make_at_close()
    assert backups(book.folder) == []


def test_a_change_is_backed_up_once_and_again_at_the_end(keeper: AutomaticBackups, book: Book) -> None:
    add_person(book, "Ana Ruiz")
    keeper.make_if_due()
    assert [one.people for one in backups(book.folder)] == [1]
    add_person(book, "Ben Okafor")
    keeper.make_if_due()
    assert len(backups(book.folder)) == 1
    keeper.make_at_close()
    assert sorted(one.people for one in backups(book.folder)) == [1, 2]
