"""Every place of the file is guarded, and every damage has a way out."""

import sqlite3
from pathlib import Path

import pytest

from crm.book import Book
from crm.guard import once_a_month
from crm.guard.rules import RULES
from crm.people import editing, notes
from crm.storage.checks import integrity
from tests.conftest import clock
from tests.crm.storage.damage.damaging import ANA_CHANGED, PHOTO, contents, damage, found
from tests.crm.storage.test_journal import rename


@pytest.mark.parametrize(
    ("sql", "kind"),
    [
        ("UPDATE step SET label = 'Addef Ana Ruiz' WHERE id = 1", "step"),
        ("UPDATE step SET at = '2025-11-21T09:30:00Z' WHERE id = 1", "step"),
        ("UPDATE step SET origin = 'import' WHERE id = 1", "step"),
        ("UPDATE step SET undoes = 1 WHERE id = 2", "step"),
        ("UPDATE step SET first_seq = first_seq + 1 WHERE id = 2", "step"),
        ("UPDATE step SET digest = NULL WHERE id = 1", "step"),
        ("UPDATE step SET digest = CAST(substr(digest, 2) AS BLOB) WHERE id = 1", "step"),
        ("UPDATE step SET digest = CAST(x'03' || substr(digest, 2) AS BLOB) WHERE id = 1", "step"),
        ("UPDATE row_change SET step_id = 3 WHERE seq = 1", "step"),
        ("UPDATE row_change SET after = '{}' WHERE seq = 3", "step"),
        ("UPDATE row_change SET op = CAST(x'c3' AS TEXT) WHERE seq = 1", "step"),
        ("DELETE FROM row_change WHERE seq = 1", "step"),
        ("UPDATE step SET undone_by = 2 WHERE id = 1", "bookkeeping"),
        ("UPDATE digest_state SET digested_seq = 1000", "bookkeeping"),
        ("UPDATE sqlite_sequence SET seq = 1 WHERE name = 'person'", "bookkeeping"),
        ("UPDATE sqlite_sequence SET name = 'pesson' WHERE name = 'person'", "bookkeeping"),
        ("DELETE FROM sqlite_sequence WHERE name = 'row_change'", "bookkeeping"),
        ("UPDATE blob SET media_type = 'image/jpdg'", "bookkeeping"),
        ("UPDATE blob SET sha256 = 'a' || substr(sha256, 2)", "photo"),
        ("UPDATE book SET uid = upper(uid) || 'x'", "bookkeeping"),
        ("UPDATE book SET oldest_reader = 4", "bookkeeping"),
        ("UPDATE shown SET on_day = '2026-11-20'", "bookkeeping"),
        ("UPDATE row_digest SET digest = zeroblob(16) WHERE table_name = 'person' AND row_id = 1", "digest"),
        ("UPDATE row_digest SET table_name = 'qerson' WHERE table_name = 'person' AND row_id = 1", "digest"),
        ("UPDATE table_digest SET total = zeroblob(16) WHERE table_name = 'person'", "total"),
        ("UPDATE table_digest SET table_name = 'qerson' WHERE table_name = 'person'", "total"),
        ("UPDATE person SET full_name = CAST(x'c3' || 'na' AS TEXT) WHERE id = 1", "changed"),
        ("DELETE FROM note", "vanished"),
        ("INSERT INTO tag(name) VALUES ('planted')", "unknown"),
    ],
)
def test_every_other_place_of_the_file_is_guarded_and_there_is_a_way_out(
    people: Book, sql: str, kind: str, tmp_path: Path
) -> None:
    rename(people, 1, nickname="Annie")
    with people.work() as work:
        notes.add_note(work, 1, "told in confidence")
        editing.set_photo(work, 1, PHOTO)
        once_a_month.mark_shown(work, 1, [next(iter(RULES))])
    people.undo(3)
    people.redo()
    people.close()
    book = Book.open(people.folder, clock())
    kept = book.backup().file
    whole = contents(kept)
    assert found(book) == []
    damage(book, sql)
    assert kind in {one[0] for one in found(book)}, found(book)
    done = book.repair()
    assert ([one.kind for one in done.left] == []) == (kind != "unknown"), done
    if kind != "unknown":
        assert contents(book.file) == whole
    damage(book, sql if kind != "unknown" else "DELETE FROM note")
    assert book.accept_damage().left == []
    assert found(book) == []
    rename(book, 2, nickname="Benno")
    assert found(book) == []
    book.close()


def test_steps_sealed_before_are_still_trusted_and_undone(people: Book) -> None:
    with people.quiet_connection() as connection:
        from crm.storage.digests import step_seals

        old = step_seals._old_seal(connection, 2)
        connection.execute("UPDATE step SET digest = ? WHERE id = 2", (old,))
        assert len(old) == 16
    assert found(people) == []
    people.undo(2)
    assert found(people) == []


def test_a_copy_that_cannot_be_written_is_examined_all_the_same(people: Book) -> None:
    damage(people, "UPDATE person SET birthday = '1981-05-04' WHERE id = 1")
    people.close()
    copy = sqlite3.connect(f"file:{people.file}?mode=ro&immutable=1", uri=True)
    assert [(one.kind, one.table, one.row_id) for one in integrity.damage(copy)] == ANA_CHANGED
    copy.close()
