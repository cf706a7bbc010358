"""Once a month the newest backup is restored for trial, by a child process, in a scratch folder that is gone afterwards."""

import gzip
import json
import subprocess
from pathlib import Path

import pytest

from crm import children
from crm.book import Book
from crm.errors import FileNotRead
from crm.storage.backups import backup, due, ledger, manifest
from crm.storage.backups.folder import backups_folder
from crm.trouble import trial_restore
from tests.conftest import NOW, TODAY
from tests.crm.storage.backups.books_to_copy import with_note
from tests.crm.storage.backups.test_putting_back import flip_in_note

ROOT = Path(__file__).parents[4]
AT = NOW.replace(tzinfo=None)


def test_the_child_restores_the_newest_backup_and_notes_it(book: Book) -> None:
    with_note(book)
    made = book.backup()
    words = children.child_command("trial-restore")
    given = children.stdin_arguments([str(book.folder), AT.isoformat()])
    assert subprocess.run(words, cwd=ROOT, input=given, capture_output=True, check=False).returncode == 0
    known = ledger.read(book.folder)
    assert known.last_trial_restore == (AT, made.file.name, "")
    assert due.needs_trial_restore(known, TODAY) is False
    assert list(book.folder.glob(".drill-*")) == []


def test_a_backup_without_manifest_and_of_an_old_format_is_tried_too(folder: Path) -> None:
    golden = Path(__file__).parents[1] / "golden" / "schema-0001.db.gz"
    backups_folder(folder).mkdir()
    (backups_folder(folder) / "goodturn-2026-01-01-090000.db").write_bytes(
        gzip.decompress(golden.read_bytes())
    )
    tried = trial_restore.run_trial_restore(folder, AT)
    assert tried is not None
    assert tried.sentence == ""


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"sha256": None}, "its file changed"),
        ({"people": 7}, "not hold as many people"),
        ({"totals": {"note": "1:00"}}, "its rows are not those"),
    ],
)
def test_a_backup_that_is_not_what_was_written_is_no_longer_listed(
    book: Book, change: dict[str, object], words: str
) -> None:
    with_note(book)
    made = book.backup()
    if "sha256" in change:
        flip_in_note(made.file, b"plumbago")
    else:
        beside = manifest.place(made.file)
        beside.write_text(json.dumps(json.loads(beside.read_text()) | change))
    tried = trial_restore.run_trial_restore(book.folder, AT)
    assert tried is not None
    assert words in tried.sentence
    assert backup.backups(book.folder) == []
    assert due.has_failed_trial_restore(ledger.read(book.folder)) is True
    assert made.file.exists()
    book.backup()
    known = ledger.read(book.folder)
    assert (due.has_failed_trial_restore(known), due.needs_trial_restore(known, TODAY)) == (False, True)


def test_without_a_backup_there_is_nothing_to_try(book: Book) -> None:
    assert trial_restore.run_trial_restore(book.folder, AT) is None
    with pytest.raises(FileNotRead):
        backup.examine(book.folder / "goodturn.lock")
