"""A person's death and dates with a label: changed by command, merged, and undone."""

from collections.abc import Callable

import pytest

from crm.book import Book
from crm.errors import NotUnderstood
from crm.model import OtherProperty
from crm.people import bulk_changes, editing, merging
from crm.people.full_records import PersonDetails, person

Change = Callable[..., PersonDetails]


def lines(book: Book) -> list[str]:
    return book.read.values("SELECT line FROM other_property ORDER BY place, id")


@pytest.mark.parametrize(
    ("typed", "died", "line"),
    [
        ("2024-05-03", "2024-05-03", "DEATHDATE:2024-05-03"),
        ("3 May 2024", "2024-05-03", "DEATHDATE:2024-05-03"),
        ("May 2024", "2024-05", "DEATHDATE:2024-05"),
        ("yes", "unknown", "DEATHDATE;VALUE=text:unknown"),
        ("circa 1960", "circa 1960", "DEATHDATE;VALUE=text:circa 1960"),
    ],
)
def test_a_death_is_set_taken_back_and_undone(
    book: Book, ana: int, change: Change, typed: str, died: str, line: str
) -> None:
    change(ana, "rhythm=close")
    told = change(ana, f"died={typed}")
    assert (told.died, told.rhythm_days, told.other, lines(book)) == (died, None, (), [line])
    book.undo()
    assert (person(book.read, ana).died, person(book.read, ana).rhythm_days) == ("", 60)
    book.redo()
    assert change(ana, "died=").died == ""
    assert lines(book) == []


@pytest.mark.parametrize("typed", ["2024-13-45", "4/5/2024", "4-5-2024", "2030-01-01", "2027"])
def test_a_death_that_cannot_be_is_refused(ana: int, change: Change, typed: str) -> None:
    with pytest.raises(NotUnderstood):
        change(ana, f"died={typed}")


def test_the_dead_get_no_rhythm_alone_or_among_many(book: Book, ana: int, ben: int, change: Change) -> None:
    change(ana, "died=2024")
    with pytest.raises(NotUnderstood, match="Ana Ruiz has died"):
        change(ana, "rhythm=close")
    with book.work() as work:
        bulk_changes.set_rhythm(work, [ana, ben], 21)
    assert [person(book.read, one).rhythm_days for one in (ana, ben)] == [None, 21]


def test_dates_are_added_changed_and_taken_away(book: Book, ana: int, change: Change) -> None:
    told = change(ana, "date+=First met: 3 December 2019", "date+=Name day 5 December", "date+=--03-07")
    assert [(one.label, one.on) for one in told.dates] == [
        ("First met", "2019-12-03"), ("Name day", "--12-05"), ("date", "--03-07"),
    ]  # fmt: skip
    assert len(change(ana, "date+=first met: 2019-12-03").dates) == 3
    with book.work() as work:
        editing.change_date(work, ana, told.dates[0].id, "4 December 2019")
    assert [one.on for one in person(book.read, ana).dates] == ["2019-12-04", "--12-05", "--03-07"]
    assert [one.label for one in change(ana, "date-=name day").dates] == ["First met", "date"]
    with pytest.raises(NotUnderstood, match="has no date “Name day”"):
        change(ana, "date-=Name day")
    with pytest.raises(NotUnderstood, match="is no date"):
        change(ana, "date+=Name day: soon")
    assert change(ana, "date=").dates == ()


def test_a_date_of_an_earlier_import_goes_with_the_line_of_its_label(
    book: Book, ana: int, change: Change
) -> None:
    came = ["item1.X-ABDATE;type=pref:2019-12-03", "item1.X-ABLabel:First met", "item2.X-ABLabel:loose"]
    with book.work() as work:
        work.session.add_all(
            OtherProperty(person_id=ana, line=line, place=at) for at, line in enumerate(came)
        )
    told = person(book.read, ana)
    assert ([one.label for one in told.dates], told.other) == (["First met"], ("item2.X-ABLabel:loose",))
    with book.work() as work:
        editing.change_date(work, ana, told.dates[0].id, "")
    assert lines(book) == ["item2.X-ABLabel:loose"]


def test_a_merge_keeps_the_death_and_every_date(book: Book, ana: int, ben: int, change: Change) -> None:
    change(ana, "rhythm=close", "date+=First met: 2019-12-03")
    change(ben, "died=2024-05-03", "date+=First met: 2019-12-03", "date+=Moved: --02-01")
    with book.work() as work:
        merging.merge(work, ana, ben)
    one = person(book.read, ana)
    assert (one.died, one.rhythm_days) == ("2024-05-03", None)
    assert [date.label for date in one.dates] == ["First met", "Moved"]
    book.undo()
    assert (person(book.read, ana).died, person(book.read, ana).rhythm_days) == ("", 60)
