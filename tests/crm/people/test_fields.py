"""`set`: every field of a person, its operators, and what is refused."""

from collections.abc import Callable
from datetime import date

import pytest

from crm.book import Book
from crm.errors import NotUnderstood
from crm.people.fields import parse_assignment
from crm.people.full_records import PersonDetails, person
from crm.people.person_json import as_json

Change = Callable[..., PersonDetails]


def test_a_rhythm_keeps_someone_and_starts_its_clock_today(
    add: Callable[..., int], change: Change, today: date
) -> None:
    parked = add("Cy Parked", standing="parked")
    set_ = change(parked, "rhythm=close")
    assert (set_.standing, set_.rhythm_days, set_.rhythm_since) == ("kept", 60, today)
    assert set_.next_due_on == date(2027, 1, 20)
    assert change(parked, "rhythm=45d").rhythm_days == 45
    freed = change(parked, "rhythm=none")
    assert (freed.rhythm_days, freed.next_due_on, freed.standing) == (None, None, "kept")


@pytest.mark.parametrize(
    ("text", "kept", "month_day"),
    [
        ("--04-12", "--04-12", 412),
        ("1989-02-28", "1989-02-28", 228),
        ("--02-29", "--02-29", 229),
        ("3.4.1981", "1981-04-03", 403),
        ("13/4/1981", "1981-04-13", 413),
        ("12 April", "--04-12", 412),
        ("April 12, 1980", "1980-04-12", 412),
        ("1604-04-12", "1604-04-12", 412),
        ("", None, None),
    ],
)
def test_birthdays_with_and_without_a_year(
    book: Book, ana: int, change: Change, text: str, kept: str, month_day: int
) -> None:
    change(ana, "birthday=1970-01-01")
    assert change(ana, f"birthday={text}").birthday == kept
    assert book.read.value("SELECT birthday_md FROM person WHERE id = :id", id=ana) == month_day


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "4/5/1970",
            "“4/5/1970” may be 4 May 1970 or 5 April 1970. Write the month as a word, or YYYY-MM-DD.",
        ),
        ("31.2.", "“31.2.” is no date. Write 12 April 1980, 12 April without the year, or YYYY-MM-DD."),
    ],
)
def test_of_a_day_that_cannot_be_read_it_is_said_how_to_write_it(
    ana: int, change: Change, text: str, said: str
) -> None:
    for field in ("birthday=", "anniversary=", "date+=First met: "):
        with pytest.raises(NotUnderstood) as refused:
            change(ana, field + text)
        assert str(refused.value) == said


@pytest.mark.parametrize(
    "wrong",
    [
        "birthday=31.2.1990", "birthday=4/5/1970", "birthday=--13-01", "birthday=2025-02-29", "rhythm=often", "rhythm=0d", "standing=gone",
        "shoe=44", "email+=nobody", "email-=none@example.org", "tag-=never", "name=", "name= \t", "given+=x",
        "looking_for-=nothing", "tag+=  ", "phone+=abc", "introduced_by=",
    ][:-1],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_nothing_of_the_rest_is_kept(
    book: Book, ana: int, change: Change, wrong: str
) -> None:
    before, steps = person(book.read, ana), len(book.steps())
    with pytest.raises(NotUnderstood):
        change(ana, "nickname=Annie", wrong)
    assert person(book.read, ana) == before
    assert len(book.steps()) == steps


@pytest.mark.parametrize("text", ["rhythm", "=close", "two words=x", "tag++=a"])
def test_what_is_no_assignment_is_refused(text: str) -> None:
    with pytest.raises(NotUnderstood):
        parse_assignment(text)


def test_lists_grow_shrink_and_are_replaced(ana: int, change: Change) -> None:
    more = change(
        ana,
        "email+=a@b.example",
        "email+=A@B.example",
        "tag+=Makers",
        "tag+=makers",
        "phone+=+44 7700 900123",
    )
    assert [p.value for p in more.points_of("email")] == ["ana@ruizsauce.example", "a@b.example"]
    assert more.tags == ("food", "Makers")
    fewer = change(ana, "email-=ANA@ruizsauce.example", "tag-=FOOD", "phone-=+447700900123")
    assert [p.value for p in fewer.points] == ["a@b.example"]
    assert fewer.tags == ("Makers",)
    assert [p.value for p in change(ana, "email=new@b.example").points] == ["new@b.example"]
    assert change(ana, "tag=", "email=").points == ()


def test_topics_of_each_kind(ana: int, change: Change) -> None:
    told = change(ana, "looking_for+=packaging designer", "cares_about+=Chillies", "cares_about+=chíllies")
    assert told.topics_of("looking_for") == ["packaging designer"]
    assert told.topics_of("cares_about") == ["Chillies"]
    assert change(ana, "looking_for-=Packaging Designer").topics_of("looking_for") == []


def test_the_present_role_changes_in_place_and_the_name_follows_its_parts(ana: int, change: Change) -> None:
    moved = change(ana, "organization=Okafor Studio", "title=")
    assert [(r.organisation, r.title) for r in moved.roles] == [("Okafor Studio", "")]
    assert change(ana, "organization=").roles == ()
    assert change(ana, "family=Ruíz Gómez", "prefix=Dr.").full_name == "Dr. Ana Ruíz Gómez"
    renamed = change(ana, "family=Smith", "name=Ana Jones Brown")
    assert (renamed.given, renamed.family) == ("Ana", "Smith")


def test_control_characters_never_reach_the_book(ana: int, change: Change) -> None:
    told = change(ana, "name=Ana\x1b[31m\x00 Ruiz\n", "note=first\r\nsecond\x07\x00\tthird", "tag+=a\nb")
    assert told.full_name == "Ana [31m Ruiz"
    assert told.note == "first\nsecond\tthird"
    assert "a b" in told.tags


def test_the_note_without_a_day_is_replaced_or_added_to(book: Book, ana: int, change: Change) -> None:
    change(ana, "note=Hot sauce")
    assert change(ana, "note+=Three years in").note == "Hot sauce\n\nThree years in"
    assert change(ana, "note=Only this").note == "Only this"
    assert as_json(book.read, ana)["note"] == "Only this"
    assert change(ana, "note=").note == ""


def test_who_introduced_someone(book: Book, ana: int, ben: int, change: Change) -> None:
    assert change(ana, "introduced_by=ben okafor").introduced_by == "Ben Okafor"
    assert change(ana, "introduced_by=").introduced_by is None


def test_one_set_is_one_step_that_undo_takes_back_whole(book: Book, ana: int, change: Change) -> None:
    before = person(book.read, ana)
    change(ana, "rhythm=45d", "email+=x@y.example", "looking_for+=a shop", "note=words", "organization=Other")
    assert book.steps(1)[0].label == "Changed email, looking for, note, organization, rhythm of Ana Ruiz"
    book.undo()
    assert person(book.read, ana) == before
