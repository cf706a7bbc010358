"""Damage is accepted as it is, or repaired from a backup."""

import sqlite3
from collections.abc import Callable

import pytest

from crm.book import Book
from crm.errors import DependentStepsError, NotUnderstood
from crm.people import notes
from tests.crm.storage.damage.damaging import ANA_CHANGED, PHOTO, add_tags, damage, found
from tests.crm.storage.test_journal import rename


def test_an_accepted_row_counts_as_it_is(people: Book) -> None:
    damage(people, "UPDATE person SET birthday = '1981-05-04' WHERE id = 1")
    told: list[str] = []
    people.listen(lambda changes: told.append(changes.label))
    done = people.accept_damage()
    assert ([one.kind for one in done.repaired], done.left, len(told)) == (["changed"], [], 1)
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
    assert people.repair().left == []
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
    assert people.repair().left == []
    assert people.read.rows("SELECT birthday, nickname FROM person WHERE id = 1")[0][:] == (
        "1980-05-04",
        "Annie",
    )


def test_without_a_backup_that_has_it_the_row_stays_and_is_named(people: Book) -> None:
    people.backup()
    rename(people, 1, nickname="Annie")
    damage(people, "UPDATE person SET birthday = '1981-05-04' WHERE id = 1")
    done = people.repair()
    assert (done.repaired, [one.row_id for one in done.left]) == ([], [1])
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
    with pytest.raises(DependentStepsError) as refused:
        people.undo(3)
    assert [one.id for one in refused.value.steps] == [4], (
        "what it changed is not known, so it may be the same"
    )
    with pytest.raises(DependentStepsError):
        people.undo()  # the newest that can be undone at all
    people.undo(2)
    assert people.check() == []


@pytest.mark.parametrize("way", [Book.repair, Book.accept_damage])
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
    assert with_photo.repair().left == []
    assert with_photo.read.value(joined)[:50] == PHOTO[:50]
    damage(with_photo, "DELETE FROM blob")
    assert with_photo.repair().left == []
    damage(with_photo, "DELETE FROM blob")
    assert with_photo.accept_damage().left == []
    assert with_photo.read.value("SELECT count(*) FROM person WHERE photo IS NOT NULL") == 0


def test_a_book_of_another_format_is_no_backup_to_take_from(people: Book) -> None:
    kept = people.backup().file
    other = sqlite3.connect(kept)
    other.execute("CREATE TABLE theirs(x)")
    other.close()
    damage(people, "UPDATE person SET birthday = '1981-05-04' WHERE id = 1")
    assert people.repair().repaired == []
