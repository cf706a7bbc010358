"""Edits, undo and redo of damaged rows are refused, and the damage is still found."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.book import Book
from crm.errors import BookDamaged, BookNotUsable
from crm.model import Person
from tests.crm.storage.damage.damaging import ANA_CHANGED, damage, found, seal_in_slices
from tests.crm.storage.test_journal import add_person, rename


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
