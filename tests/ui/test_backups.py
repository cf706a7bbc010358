"""A backup is made by itself once something changed, not more often than every half hour, at the end, and every week."""

from datetime import UTC, datetime, timedelta

import pytest

from crm.book import Book
from crm.clock import Clock
from crm.storage.backups import backup, ledger, underway
from crm.storage.backups.backup import backups
from crm.storage.backups.ledger import TrialRestore
from crm.trouble import trial_restore
from tests.conftest import NOW, TODAY
from tests.crm.storage.backups.test_putting_back import flip_in_note
from tests.crm.storage.test_journal import add_person
from ui import background
from ui.backups import AutomaticBackups
from ui.shell.saved_state import saved_state


@pytest.fixture
def keeper(qtbot, book: Book, monkeypatch: pytest.MonkeyPatch) -> AutomaticBackups:
    monkeypatch.setattr(background, "runner", background.run_synchronously)
    return AutomaticBackups(book)


def set_clock(book: Book, now: datetime) -> None:
    book.clock = Clock(now.date(), lambda: now)


def test_a_book_nobody_changed_needs_no_backup(keeper: AutomaticBackups, book: Book) -> None:
    keeper.make_if_due()
    keeper.make_at_close()
    assert backups(book.folder) == []


def test_a_change_is_backed_up_once_and_again_at_the_end(keeper: AutomaticBackups, book: Book, qtbot) -> None:
    add_person(book, "Ana Ruiz")
    keeper.make_if_due()
    assert [one.people for one in backups(book.folder)] == [1]
    add_person(book, "Ben Okafor")
    keeper.make_if_due()
    assert len(backups(book.folder)) == 1
    keeper.make_at_close()
    book.close()  # the child process goes on without the book and without this process
    qtbot.waitUntil(lambda: [one.people for one in backups(book.folder)] == [2, 1], timeout=30_000)


def test_a_week_without_a_change_is_backed_up_and_so_checked(keeper: AutomaticBackups, book: Book) -> None:
    add_person(book, "Ana Ruiz")
    keeper.make_if_due()
    set_clock(book, NOW + timedelta(days=6))
    keeper.make_if_due()
    assert len(backups(book.folder)) == 1
    set_clock(book, NOW + timedelta(days=7))
    keeper.make_if_due()
    assert len(backups(book.folder)) == 2
    set_clock(book, NOW - timedelta(days=300))  # a clock set right again puts nothing off
    keeper.make_if_due()
    assert len(backups(book.folder)) == 3
    checked = ledger.read(book.folder).last_check
    assert checked is not None
    assert (checked.rows, checked.findings) == (1, 0)


def test_a_damaged_book_is_told_and_not_every_minute(keeper: AutomaticBackups, book: Book, qtbot) -> None:
    add_person(book, "Ana Ruiz", blurb="xyzzy plugh, told in confidence")
    keeper.make_if_due()
    with book.quiet_connection() as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    flip_in_note(book.file, b"xyzzy plugh")
    set_clock(book, NOW + timedelta(hours=1))
    keeper._on_committed(None)  # type: ignore[arg-type]
    with qtbot.waitSignal(keeper.failed) as told:
        keeper.make_if_due()
    assert "1 row of person" in told.args[0]
    with qtbot.assertNotEmitted(keeper.failed):
        keeper.make_if_due()
    assert len(backups(book.folder)) == 1
    later = AutomaticBackups(book)
    with qtbot.waitSignal(later.failed) as told:
        later.report_failure()
    assert told.args[0].startswith("The last backup failed. The book is damaged")


def test_a_failed_backup_is_tried_again_with_what_changed(
    keeper: AutomaticBackups, book: Book, monkeypatch: pytest.MonkeyPatch, qtbot, caplog
) -> None:
    add_person(book, "Ana Ruiz")
    with monkeypatch.context() as full:
        full.setattr(underway, "copy", _no_room)
        with qtbot.waitSignal(keeper.failed) as told:
            keeper.make_if_due()
    assert "is full" in told.args[0]
    set_clock(book, NOW + timedelta(minutes=31))
    keeper.make_if_due()
    assert len(backups(book.folder)) == 1
    assert ledger.read(book.folder).unresolved_failure is None


def test_the_newest_backup_is_tried_once_a_month(
    keeper: AutomaticBackups, book: Book, monkeypatch: pytest.MonkeyPatch, qtbot
) -> None:
    started: list[datetime] = []
    monkeypatch.setattr(trial_restore, "start", lambda _folder, now: started.append(now))
    keeper.start_trial_restore_if_due()
    assert started == [], "there is no backup to try"
    add_person(book, "Ana Ruiz")
    keeper.make_if_due()
    keeper.start_trial_restore_if_due()
    keeper.start_trial_restore_if_due()
    assert len(started) == 1
    trial_restore.run_trial_restore(book.folder, started[0])
    set_clock(book, NOW + timedelta(days=29))
    keeper.start_trial_restore_if_due()
    assert len(started) == 1
    set_clock(book, NOW + timedelta(days=30))
    keeper.start_trial_restore_if_due()
    assert len(started) == 2


def test_a_backup_that_cannot_be_restored_is_told_and_followed_by_another(
    keeper: AutomaticBackups, book: Book, monkeypatch: pytest.MonkeyPatch, qtbot
) -> None:
    add_person(book, "Ana Ruiz", blurb="xyzzy plugh, told in confidence")
    keeper.make_if_due()
    (kept,) = backups(book.folder)
    flip_in_note(kept.file, b"xyzzy plugh")
    tried = trial_restore.run_trial_restore(book.folder, NOW.replace(tzinfo=None))
    assert tried == TrialRestore(
        NOW.replace(tzinfo=None), kept.file.name, "its file changed since it was made"
    )
    assert backups(book.folder) == []
    set_clock(book, NOW + timedelta(hours=1))
    with qtbot.waitSignal(keeper.failed) as told:
        keeper.start_trial_restore_if_due()
    assert "failed: its file changed since it was made" in told.args[0]
    assert [one.people for one in backups(book.folder)] == [1]


def test_the_foot_says_since_when_there_is_no_backup() -> None:
    at = datetime.combine(TODAY, datetime.min.time(), UTC).replace(hour=18, minute=10, tzinfo=None)
    assert saved_state(None, TODAY, has_failed=True) == "Saved. Backups fail; there is none yet"
    assert (
        saved_state(at - timedelta(days=1), TODAY, True) == "Saved. Backups fail; none since yesterday 18:10"
    )
    assert saved_state(at, TODAY) == "Saved. Backed up 18:10 today"


def test_the_newest_is_told_by_number_not_by_date(book: Book) -> None:
    set_clock(book, NOW + timedelta(days=3650))
    book.backup()
    set_clock(book, NOW)
    book.backup()
    assert backup.newest(book.folder) == NOW.replace(tzinfo=None)


def _no_room(*_args: object) -> None:
    raise OSError(28, "No space left on device")
