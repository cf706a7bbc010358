"""Damage in the file: no edit blesses it, every examination finds it, and there are two ways out."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.book import Book
from crm.errors import BookDamaged, BookNotUsable, InTheWay, NotUnderstood
from crm.guard import once_a_month
from crm.guard.rules import RULES
from crm.model import Person, Tag
from crm.people import editing, notes
from crm.storage.checks import integrity
from crm.storage.digests import table_digests
from crm.storage.digests.sealing import Sealing
from tests.conftest import clock
from tests.crm.storage.test_journal import add_person, rename

PHOTO = b"\xff\xd8\xff\xe0" + bytes(range(200)) + b"\xff\xd9"


@contextmanager
def behind_the_journals_back(book: Book) -> Iterator[sqlite3.Connection]:
    """What a failing disk does, done by SQL: the triggers hear nothing of it."""
    with book.quiet_connection() as connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        connection.execute("PRAGMA foreign_keys=0")
        connection.execute("BEGIN")
        for name, _ in triggers:
            connection.execute(f'DROP TRIGGER "{name}"')
        yield connection
        for _, sql in triggers:
            connection.execute(sql)
        connection.execute("COMMIT")
        connection.execute("PRAGMA foreign_keys=1")


def damage(book: Book, sql: str) -> None:
    with behind_the_journals_back(book) as connection:
        connection.execute(sql)


def found(book: Book) -> list[tuple[str, str, int | None]]:
    with book.quiet_connection() as connection:
        return [(one.kind, one.table, one.row_id) for one in integrity.damage(connection)]


ANA_CHANGED = [("changed", "person", 1)]


@pytest.fixture
def people(book: Book) -> Book:
    """Ana (1) with a birthday, and Ben (2)."""
    add_person(book, "Ana Ruiz", birthday="1980-05-04")
    add_person(book, "Ben Okafor")
    assert found(book) == []
    return book


# An edit never blesses damage


def test_an_edit_of_a_damaged_row_is_refused_and_the_damage_is_still_found(people: Book) -> None:
    damage(people, "UPDATE person SET birthday = '1981-05-04' WHERE id = 1")
    with pytest.raises(BookDamaged, match=r"table person.*nothing was changed") as refused:
        rename(people, 1, nickname="Annie")
    assert [(one.table, one.row_id) for one in refused.value.findings] == [("person", 1)]
    assert people.read.value("SELECT nickname FROM person WHERE id = 1") == ""
    rename(people, 2, nickname="Benno")
    assert found(people) == ANA_CHANGED


def test_an_edit_that_happens_to_write_what_was_there_is_refused_too(people: Book) -> None:
    damage(people, "UPDATE person SET birthday = '1981-05-04' WHERE id = 1")
    with pytest.raises(BookDamaged):
        rename(people, 1, birthday="1980-05-04")


def test_deleting_a_damaged_row_is_refused(people: Book) -> None:
    damage(people, "UPDATE person SET birthday = '1981-05-04' WHERE id = 1")
    with pytest.raises(BookDamaged), people.work() as work:
        work.session.delete(work.session.get_one(Person, 1))
    assert found(people) == ANA_CHANGED


def test_undo_and_redo_of_a_damaged_row_are_refused(people: Book) -> None:
    rename(people, 1, nickname="Annie")
    damage(people, "UPDATE person SET birthday = '1981-05-04' WHERE id = 1")
    with pytest.raises(BookDamaged):
        people.undo()
    damage(people, "UPDATE person SET birthday = '1980-05-04' WHERE id = 1")
    people.undo()
    damage(people, "UPDATE person SET birthday = '1981-05-04' WHERE id = 1")
    with pytest.raises(BookDamaged):
        people.redo()
    assert found(people) == ANA_CHANGED


def test_a_row_without_a_digest_is_not_taken_for_a_new_one(people: Book) -> None:
    damage(people, "DELETE FROM row_digest WHERE table_name = 'person' AND row_id = 1")
    with pytest.raises(BookDamaged):
        rename(people, 1, nickname="Annie")


def test_a_new_row_in_the_place_of_one_that_vanished_is_refused(people: Book) -> None:
    damage(people, "DELETE FROM person WHERE id = 2")
    damage(people, "UPDATE sqlite_sequence SET seq = 1 WHERE name = 'person'")
    with pytest.raises(BookDamaged):
        add_person(people, "Mei Kobayashi")


def test_bytes_that_are_no_letters_are_damage_and_accepted_as_the_sign_for_that(people: Book) -> None:
    damage(people, "UPDATE person SET blurb = CAST(x'ff41' AS TEXT) WHERE id = 1")
    assert found(people) == ANA_CHANGED
    assert people.check()
    with pytest.raises(BookNotUsable), people.work() as work:
        work.connection.execute("UPDATE person SET nickname = 'Annie' WHERE id = 1")
    assert people.accept_damage().left == []
    assert people.read.value("SELECT blurb FROM person WHERE id = 1") == "\N{REPLACEMENT CHARACTER}A"


def test_an_edit_of_many_columns_in_several_steps_within_one_passes(people: Book) -> None:
    with people.work() as work:
        for nickname in ("A", "B", "C"):
            work.session.get_one(Person, 1).nickname = nickname
            work.session.flush()
        brief = Person(full_name="Mei Kobayashi", name_key="mei kobayashi")
        work.session.add(brief)
        work.session.flush()
        work.session.delete(brief)
        work.session.delete(work.session.get_one(Person, 2))
    people.undo()
    people.redo()
    assert found(people) == []


# Large steps


def add_tags(book: Book, count: int, first: int = 0) -> None:
    with book.work() as work:
        work.insert_many("tag", ["name"], [(f"tag {number}",) for number in range(first, first + count)])


def seal_in_slices(book: Book) -> int:
    """As the window does, the smallest slices there are; how many."""
    slices = 1
    while not (sealed := book.seal(0)).is_done:
        assert sealed.findings == []
        slices += 1
    return slices


def test_a_large_step_is_sealed_in_slices(people: Book) -> None:
    add_tags(people, 3000)
    assert people.read.value("SELECT count(*) FROM row_digest WHERE table_name = 'tag'") == 0
    assert seal_in_slices(people) > 5
    assert people.read.value("SELECT count(*) FROM row_digest WHERE table_name = 'tag'") == 3000
    assert people.read.value("SELECT digested_seq = (SELECT max(seq) FROM row_change) FROM digest_state")
    assert found(people) == []


def test_between_slices_the_book_is_edited_undone_and_grows(people: Book) -> None:
    add_tags(people, 3000)
    for number in range(1, 8):
        people.seal(0)
        with people.work() as work:
            work.session.get_one(Tag, number * 400).name = f"renamed {number}"
            work.session.delete(work.session.get_one(Tag, number * 400 - 7))
        rename(people, 1, nickname=f"Annie {number}")
    people.undo()
    people.seal(0)
    add_tags(people, 2500, 10_000)
    people.seal(0)
    people.undo()
    people.seal(0)
    people.redo()
    assert seal_in_slices(people) > 5
    assert found(people) == []


def test_sealing_that_was_cut_short_goes_on_in_the_next_book(folder: Path) -> None:
    book = Book.open(folder, clock())
    add_tags(book, 9000)
    book.seal(0)
    book.seal(0)
    book.close()
    again = Book.open(folder, clock())
    assert table_digests.is_behind(again.read.connection)
    assert seal_in_slices(again) > 5
    assert found(again) == []
    again.close()


def test_damage_met_while_sealing_keeps_the_old_digest(people: Book) -> None:
    damage(people, "UPDATE person SET birthday = '1981-05-04' WHERE id = 1")
    add_tags(people, 1000)
    rename(people, 1, nickname="Annie")  # behind the large step: not compared yet
    rename(people, 2, nickname="Benno")
    findings = []
    while not (sealed := people.seal(0)).is_done:
        findings += sealed.findings
    findings += sealed.findings
    assert [(one.kind, one.table, one.row_id) for one in findings] == ANA_CHANGED
    assert found(people) == ANA_CHANGED
    with pytest.raises(BookDamaged):
        rename(people, 1, nickname="Ann")


def test_an_examination_that_comes_first_does_not_bless_either(people: Book) -> None:
    damage(people, "UPDATE person SET birthday = '1981-05-04' WHERE id = 1")
    add_tags(people, 1000)
    rename(people, 1, nickname="Annie")
    people.undo()
    with people.work() as work:
        work.connection.execute("DELETE FROM person WHERE id = 1")
    assert found(people) == [("vanished", "person", 1)]
    assert found(people) == [("vanished", "person", 1)]


def test_a_restore_between_two_slices_ends_the_pass(people: Book) -> None:
    kept = people.backup().file
    add_tags(people, 3000)
    people.seal(0)
    people.restore(kept)
    seal_in_slices(people)
    assert found(people) == []


def test_a_pass_of_another_history_does_nothing(people: Book) -> None:
    add_tags(people, 1000)
    stale = Sealing(people.read.connection)
    people.undo()
    seal_in_slices(people)
    with people.quiet_connection() as connection:
        assert stale.slice(connection, 1000).is_done is False
    assert stale.is_over
    assert found(people) == []


# Everything a flip can hit


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
    done = book.put_right()
    assert ([one.kind for one in done.left] == []) == (kind != "unknown"), done
    if kind != "unknown":
        assert contents(book.file) == whole
    damage(book, sql if kind != "unknown" else "DELETE FROM note")
    assert book.accept_damage().left == []
    assert found(book) == []
    rename(book, 2, nickname="Benno")
    assert found(book) == []
    book.close()


def contents(file: Path) -> dict[str, list[str]]:
    """Everything but the numbers that go on."""
    connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'words_index%' "
        "AND name NOT IN ('sqlite_sequence', 'sqlite_stat1')"
    ).fetchall()
    found = {name: sorted(map(repr, connection.execute(f'SELECT * FROM "{name}"'))) for (name,) in tables}
    connection.close()
    return found


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


# Ways out


def test_an_accepted_row_counts_as_it_is(people: Book) -> None:
    damage(people, "UPDATE person SET birthday = '1981-05-04' WHERE id = 1")
    told: list[str] = []
    people.listen(lambda changes: told.append(changes.label))
    done = people.accept_damage()
    assert ([one.kind for one in done.mended], done.left, len(told)) == (["changed"], [], 1)
    rename(people, 1, nickname="Annie")
    assert people.read.value("SELECT birthday FROM person WHERE id = 1") == "1981-05-04"
    assert len(people.steps()) == 3
    assert people.check() == []


def test_a_row_is_put_right_from_a_backup_and_found_by_its_words(people: Book) -> None:
    with people.work() as work:
        notes.add_note(work, 1, "the plumbago blooms")
    people.backup()
    rename(people, 2, nickname="Benno")
    steps = people.steps()
    damage(people, "UPDATE note SET words = 'the plumbogo blooms'")
    damage(people, "DELETE FROM person WHERE id = 1")
    assert {kind for kind, *_ in found(people)} == {"changed", "vanished", "reference"}
    assert people.put_right().left == []
    assert people.read.value("SELECT words FROM note") == "the plumbago blooms"
    assert people.read.value("SELECT birthday FROM person WHERE id = 1") == "1980-05-04"
    assert people.read.value("SELECT count(*) FROM words_index WHERE words_index MATCH 'plumbago'") == 1
    assert people.steps() == steps
    assert people.check() == []
    people.undo()
    people.undo()
    assert people.check() == []


def test_what_was_changed_since_the_backup_is_kept(people: Book) -> None:
    people.backup()
    damage(people, "UPDATE person SET birthday = '1981-05-04' WHERE id = 1")
    add_tags(people, 1000)
    rename(people, 1, nickname="Annie")  # not compared, as a large step waits
    assert found(people) == ANA_CHANGED
    assert people.put_right().left == []
    assert people.read.rows("SELECT birthday, nickname FROM person WHERE id = 1")[0][:] == (
        "1980-05-04",
        "Annie",
    )


def test_without_a_backup_that_has_it_the_row_stays_and_is_named(people: Book) -> None:
    people.backup()
    rename(people, 1, nickname="Annie")
    damage(people, "UPDATE person SET birthday = '1981-05-04' WHERE id = 1")
    done = people.put_right()
    assert (done.mended, [one.row_id for one in done.left]) == ([], [1])
    assert people.read.value("SELECT birthday FROM person WHERE id = 1") == "1981-05-04"


def test_an_accepted_step_is_no_longer_reported_nor_undone(people: Book) -> None:
    rename(people, 1, nickname="Annie")
    rename(people, 1, nickname="Ann", blurb="Told")
    damage(people, "UPDATE row_change SET before = '{\"nickname' WHERE step_id = 4")
    damage(people, "UPDATE step SET at = '2026-13-21T09:30:00Z' WHERE id = 4")
    assert found(people) == [("step", "step", 4)]
    people.accept_damage()
    assert [step.id for step in people.steps()] == [4, 3, 2, 1]
    with pytest.raises(NotUnderstood, match="accepted as it is"):
        people.undo(4)
    with pytest.raises(InTheWay) as refused:
        people.undo(3)
    assert [one.id for one in refused.value.steps] == [4], (
        "what it changed is not known, so it may be the same"
    )
    with pytest.raises(InTheWay):
        people.undo()  # the newest that can be undone at all
    people.undo(2)
    assert people.check() == []


@pytest.fixture
def with_photo(people: Book) -> Book:
    with people.work() as work:
        editing.set_photo(work, 1, PHOTO)
    return people


@pytest.mark.parametrize("way", [Book.put_right, Book.accept_damage])
def test_a_photo_whose_name_was_damaged_is_named_again(
    with_photo: Book, way: Callable[[Book], object]
) -> None:
    damage(with_photo, "UPDATE blob SET sha256 = 'b' || substr(sha256, 2)")
    way(with_photo)
    assert with_photo.check() == []
    joined = "SELECT bytes FROM blob JOIN person ON photo = sha256"
    assert with_photo.read.values(joined) == [PHOTO]


def test_a_damaged_photo_comes_from_a_backup_or_is_shown_as_it_is(with_photo: Book) -> None:
    joined = "SELECT bytes FROM blob JOIN person ON photo = sha256"
    spoilt = "UPDATE blob SET bytes = CAST(substr(bytes, 1, 50) || x'00' || substr(bytes, 52) AS BLOB)"
    damage(with_photo, spoilt)
    with_photo.accept_damage()
    assert with_photo.check() == []
    assert with_photo.read.value(joined)[:50] == PHOTO[:50]
    with_photo.backup()
    damage(with_photo, "UPDATE blob SET bytes = zeroblob(9)")
    assert with_photo.put_right().left == []
    assert with_photo.read.value(joined)[:50] == PHOTO[:50]
    damage(with_photo, "DELETE FROM blob")
    assert with_photo.put_right().left == []
    damage(with_photo, "DELETE FROM blob")
    assert with_photo.accept_damage().left == []
    assert with_photo.read.value("SELECT count(*) FROM person WHERE photo IS NOT NULL") == 0


def test_a_book_of_another_format_is_no_backup_to_take_from(people: Book) -> None:
    kept = people.backup().file
    other = sqlite3.connect(kept)
    other.execute("CREATE TABLE theirs(x)")
    other.close()
    damage(people, "UPDATE person SET birthday = '1981-05-04' WHERE id = 1")
    assert people.put_right().mended == []


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(TEXTS, TEXTS, st.none() | st.integers(-(1 << 63), (1 << 63) - 1)), max_size=4),
    st.booleans(),
)
def test_no_sound_row_is_ever_taken_for_damaged(
    people: Book, edits: list[tuple[str, str, int | None]], behind: bool
) -> None:
    """Whatever stands in it, and whether it is compared at once or by a later pass."""
    if behind:
        with people.work() as work:
            work.insert_many("said", ["words", "on_day"], [("Met", "2026-11-21")] * 401)
    for nickname, blurb, days in edits:
        with people.work() as work:
            work.connection.execute(
                "UPDATE person SET nickname = ?, blurb = ?, birthday_md = ? WHERE id = 1",
                (nickname, blurb, days),
            )
    if edits and any(edits[-1]):
        people.undo()
        people.redo()
    seal_in_slices(people)
    assert found(people) == []
