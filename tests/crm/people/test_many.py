"""One change for several people is one step; what went between us is one sentence."""

from datetime import date, timedelta

import pytest

from crm.book import Book
from crm.errors import NotUnderstood
from crm.people import adding, bulk_changes, editing
from tests.conftest import clock


@pytest.fixture
def people(book: Book) -> dict[str, int]:
    with book.work() as work:
        return {name: adding.add(work, name).id for name in ("Ana Ruiz", "Ben Okafor", "Mei Kobayashi")}


def test_a_rhythm_a_standing_and_a_tag_for_several_are_one_step_each(
    book: Book, people: dict[str, int]
) -> None:
    ids = list(people.values())
    for use_case, value, label in (
        (bulk_changes.set_rhythm, 60, "Set the rhythm of 3 people"),
        (bulk_changes.tag, "food", "Tagged 3 people food"),
        (bulk_changes.set_standing, "resting", "Let 3 people rest"),
    ):
        with book.work() as work:
            use_case(work, ids, value)
        assert book.steps()[0].label == label
    assert book.read.values("SELECT DISTINCT standing FROM person") == ["resting"]
    assert book.read.value("SELECT count(*) FROM person_tag") == 3
    book.undo()
    assert book.read.values("SELECT DISTINCT standing FROM person") == ["kept"]


def test_one_wrong_value_changes_nobody(book: Book, people: dict[str, int]) -> None:
    with pytest.raises(NotUnderstood), book.work() as work:
        bulk_changes.set_standing(work, list(people.values()), "lead")
    assert book.read.values("SELECT DISTINCT standing FROM person") == ["kept"]


def test_a_rhythm_for_several_is_the_same_as_one_for_each(
    book: Book, people: dict[str, int], today: date
) -> None:
    """Kept, its clock from the day it was chosen; who had just this rhythm goes on with it."""
    ana, ben, mei = people.values()
    with book.work() as work:
        editing.set_standing(work, ben, "parked")
        editing.set_rhythm(work, ana, 60)
    book.clock = clock(today + timedelta(days=5))
    with book.work() as work:
        bulk_changes.set_rhythm(work, [ana, ben, mei], 60)
    rows = book.read.rows(
        "SELECT id, standing, rhythm_days, rhythm_since, next_due_on FROM person ORDER BY id"
    )
    later = (today + timedelta(days=5)).isoformat(), (today + timedelta(days=65)).isoformat()
    assert [tuple(row) for row in rows] == [
        (ana, "kept", 60, today.isoformat(), (today + timedelta(days=60)).isoformat()),
        (ben, "kept", 60, *later),
        (mei, "kept", 60, *later),
    ]
    with book.work() as work:
        bulk_changes.set_rhythm(work, [ana, ben], None)
    assert book.read.values("SELECT rhythm_since FROM person ORDER BY id") == [None, None, later[0]]
    assert book.read.values("SELECT DISTINCT standing FROM person") == ["kept"]


@pytest.mark.parametrize("use_case", [bulk_changes.set_rhythm, bulk_changes.set_standing, bulk_changes.tag])
def test_someone_who_is_gone_leaves_the_others_as_they_are(
    book: Book, people: dict[str, int], use_case
) -> None:  # type: ignore[no-untyped-def]
    value = {bulk_changes.set_rhythm: 60, bulk_changes.set_standing: "resting", bulk_changes.tag: "food"}[
        use_case
    ]
    steps = len(book.steps())
    for ids in ([*people.values(), 99], [99, 98], []):
        with pytest.raises(NotUnderstood), book.work() as work:
            use_case(work, ids, value)
    assert len(book.steps()) == steps
