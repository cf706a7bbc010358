"""A large step is digested in slices, and no slice hides damage."""

from pathlib import Path

import pytest

from crm.book import Book
from crm.errors import BookDamaged
from crm.model import Tag
from crm.storage.digests import table_digests
from crm.storage.digests.sealing import Sealing
from tests.conftest import clock
from tests.crm.storage.damage.damaging import ANA_CHANGED, add_tags, damage, found, seal_in_slices
from tests.crm.storage.test_journal import rename


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
