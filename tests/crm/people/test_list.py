"""The list of people: its order, its filters and its rows."""

import json
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from crm.book import Book
from crm.errors import NotUnderstood
from crm.model import Attendance, ContactPoint, Meeting, Promise, PromisePerson
from crm.people.filters import CHIPS, Filter, parse
from crm.people.list_queries import counts, list_ids, rows, tags

Add = Callable[..., int]


@pytest.fixture
def met(book: Book) -> Callable[..., None]:
    def meets(person_id: int, on: date, state: str = "happened", at: str | None = None) -> None:
        with book.work() as work:
            meeting = Meeting(kind="coffee", state=state, held_on=on, held_at=at)
            work.session.add(meeting)
            work.session.flush()
            work.session.add(Attendance(meeting_id=meeting.id, person_id=person_id))

    return meets


@pytest.fixture
def promised(book: Book) -> Callable[..., None]:
    def promises(person_id: int, by: int | None = None, state: str = "open") -> None:
        with book.work() as work:
            promise = Promise(
                kind="share", by_person_id=by, words="the article", made_on=work.today, state=state
            )
            work.session.add(promise)
            work.session.flush()
            if by is None:
                work.session.add(PromisePerson(promise_id=promise.id, person_id=person_id))

    return promises


def listed(book: Book, text: str | list[str], today: date) -> list[str]:
    return [row.name for row in rows(book.read, list_ids(book.read, parse(text), today), today)]


def test_kept_people_come_first_each_standing_by_folded_name(book: Book, add: Add, today: date) -> None:
    add("zoe Abel")
    add("Émile Zola")
    add("Aaron Parked", standing="parked")
    add("Adam Resting", standing="resting")
    assert listed(book, "", today) == ["Émile Zola", "zoe Abel", "Aaron Parked", "Adam Resting"]
    assert counts(book.read).kept == 2


def test_the_list_is_read_from_an_index_alone(book: Book) -> None:
    """SQLite calls no index covering that holds a generated column; what it does is to read no row."""
    listed = "SELECT person.id FROM person ORDER BY standing, sort_key, id"
    plan = book.read.rows(f"EXPLAIN QUERY PLAN {listed}")
    assert [row["detail"] for row in plan] == ["SCAN person USING INDEX ix_person_list"]
    assert not {"Column", "Function"} & {row["opcode"] for row in book.read.rows(f"EXPLAIN {listed}")}


def test_titles_do_not_count_in_the_order_of_names(book: Book, add: Add, today: date) -> None:
    for name in ("Ms. Priya Sharma", "Nora Beck", "Herr Prof. Dr. med. Otto Brandt", "Rosa Weiss", "Dr."):
        add(name)
    assert listed(book, "", today) == [
        "Dr.", "Nora Beck", "Herr Prof. Dr. med. Otto Brandt", "Ms. Priya Sharma", "Rosa Weiss",
    ]  # fmt: skip


def test_words_fit_name_organisation_and_address(book: Book, ana: int, ben: int, today: date) -> None:
    assert listed(book, "rui", today) == ["Ana Ruiz"]
    assert listed(book, "sauce", today) == ["Ana Ruiz"]
    assert listed(book, "ana@ruiz", today) == ["Ana Ruiz"]
    assert listed(book, "oka ben", today) == ["Ben Okafor"]
    assert listed(book, "en", today) == []
    assert listed(book, "100% _", today) == []


def test_tag_topic_organisation_and_city(book: Book, add: Add, ana: int, ben: int, today: date) -> None:
    add("Cleo", "tag+=Fine Food", "address+=1 Shore, Leith")
    assert listed(book, "tag:FOOD", today) == ["Ana Ruiz"]
    assert listed(book, ["tag:fine food"], today) == ["Cleo"]
    assert listed(book, 'tag:"fine food" city:leith', today) == ["Cleo"]
    add("Dora", "address+=3 Quay, Córdoba")
    assert listed(book, "city:cordoba", today) == ["Dora"]
    assert listed(book, "topic:pack", today) == ["Ben Okafor"]
    assert listed(book, "organisation:ruiz", today) == ["Ana Ruiz"]
    assert listed(book, ["standing:kept tag:food"], today) == ["Ana Ruiz"]


def test_a_street_named_after_a_city_is_no_city(book: Book, add: Add, today: date) -> None:
    for name, street, city in (("Ana", "12 Cork Street", "Dublin"), ("Ben", "1 Main Street", "Cork")):
        person = add(name)
        parts = json.dumps(["", "", street, city, "", "", ""])
        with book.work() as work:
            address = ContactPoint(
                person_id=person, kind="address", value=f"{street}, {city}",
                folded=f"{street}, {city}".lower(), parts=parts,
            )  # fmt: skip
            work.session.add(address)
    assert listed(book, "city:cork", today) == ["Ben"]
    assert listed(book, "city:dublin", today) == ["Ana"]


def test_drifting_follows_the_rhythm(book: Book, add: Add, met: Callable[..., None], today: date) -> None:
    late, soon = add("Late", "rhythm=60d"), add("Soon", "rhythm=60d")
    met(late, today - timedelta(days=60))
    met(soon, today - timedelta(days=59))
    assert listed(book, "drifting", today) == ["Late"]
    assert listed(book, "rhythm", today) == ["Late", "Soon"]
    assert listed(book, "drifting", today + timedelta(days=1)) == ["Late", "Soon"]


def test_one_rhythm_or_none_narrows_the_list(book: Book, add: Add, today: date) -> None:
    add("Close", "rhythm=close")
    add("Sixty", "rhythm=60d")
    add("Yearly", "rhythm=yearly")
    add("Free")
    assert listed(book, "rhythm:close", today) == ["Close", "Sixty"]
    assert listed(book, "rhythm:365d", today) == ["Yearly"]
    assert listed(book, "rhythm:in_touch", today) == []
    assert listed(book, "rhythm:none", today) == ["Free"]
    assert listed(book, "rhythm", today) == ["Close", "Sixty", "Yearly"]


def test_the_tags_most_people_have_are_offered_by_name(book: Book, add: Add) -> None:
    for number in range(30):
        add(f"Person {number}", f"tag+=t{number:02}", "tag+=zebra", "tag+=Éclair")
    offered = tags(book.read)
    assert len(offered) == 24
    assert (offered[0], offered[-1]) == ("Éclair", "zebra")


def test_met_counts_days_back_or_this_month(
    book: Book, add: Add, met: Callable[..., None], today: date
) -> None:
    now, before, never = add("Now"), add("Before"), add("Never")
    met(now, date(2026, 11, 1))
    met(before, date(2026, 10, 31))
    met(never, date(2026, 12, 1), state="planned")
    assert listed(book, "met:month", today) == ["Now"]
    assert listed(book, "met:20d", today) == ["Now"]
    assert listed(book, "met:3w", today) == ["Before", "Now"]
    assert listed(book, "met:99999y", today) == ["Before", "Now"]


def test_who_owes_whom_and_who_has_no_next_step(
    book: Book, add: Add, promised: Callable[..., None], met: Callable[..., None], today: date
) -> None:
    mine, theirs, done, planned = add("Mine"), add("Theirs"), add("Done"), add("Planned")
    add("Parked", standing="parked")
    add("Paced", "rhythm=close")
    promised(mine)
    promised(theirs, by=theirs)
    promised(done, state="kept")
    met(planned, today, state="planned", at="14:00")
    assert listed(book, "owe", today) == ["Mine"]
    assert listed(book, "owed", today) == ["Theirs"]
    assert listed(book, "no-next-step", today) == ["Done"]


def test_a_row_tells_what_is_open(
    book: Book,
    ana: int,
    promised: Callable[..., None],
    met: Callable[..., None],
    change: Callable[..., object],
    today: date,
) -> None:
    change(ana, "rhythm=closest", "birthday=--11-28")
    promised(ana)
    promised(ana, state="waiting")
    promised(ana, state="released")
    promised(ana, by=ana)
    met(ana, today - timedelta(days=30))
    met(ana, today + timedelta(days=3), state="planned", at="09:15")
    (row,) = rows(book.read, [ana], today)
    assert (row.organisation, row.title, row.owed, row.owed_to_me) == ("Ruiz Hot Sauce", "Founder", 2, 1)
    assert (row.drifting, row.birthday) == (True, date(2026, 11, 28))
    assert (row.next_meeting_on, row.next_meeting_at) == (date(2026, 11, 24), "09:15")
    (earlier,) = rows(book.read, [ana], today - timedelta(days=1))
    assert earlier.birthday is None


def test_a_birthday_on_29_february_shows_on_the_28th_of_other_years(book: Book, add: Add) -> None:
    leap = add("Leap", "birthday=2000-02-29")
    assert rows(book.read, [leap], date(2027, 2, 25))[0].birthday == date(2027, 2, 28)
    assert rows(book.read, [leap], date(2028, 2, 25))[0].birthday == date(2028, 2, 29)


def test_rows_keep_the_order_asked_for_and_leave_out_who_is_gone(
    book: Book, ana: int, ben: int, today: date
) -> None:
    assert [row.id for row in rows(book.read, [ben, 999, ana], today)] == [ben, ana]


def test_every_chip_is_a_filter() -> None:
    assert parse(CHIPS[0][1]) == Filter()
    assert len({parse(text) for _, text in CHIPS}) == len(CHIPS)


@pytest.mark.parametrize(
    "text", ["standing:gone", "rhythm:often", "rhythm:", "shoe:44", "met:soon", "met:0d", "tag:", "topic: "]
)
def test_what_is_no_filter_is_refused(text: str) -> None:
    with pytest.raises(NotUnderstood):
        parse(text)


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("smith-jones", ["Mary Smith-Jones"]),
        ("smith‑jones", ["Mary Smith-Jones"]),
        ("jones", ["Mary Smith-Jones"]),
        ("mary smith-jo", ["Mary Smith-Jones"]),
        ("o'brien", ["Ada O’Brien", "Pat O'Brien"]),
        ("O’Brien", ["Ada O’Brien", "Pat O'Brien"]),
        ("obrien", ["Ada O’Brien", "Pat O'Brien"]),
        ("smith-brien", []),
    ],
)
def test_a_name_is_found_as_it_is_written(
    book: Book, add: Add, today: date, typed: str, who: list[str]
) -> None:
    for name in ("Mary Smith-Jones", "Pat O'Brien", "Ada O’Brien"):
        add(name)
    assert sorted(listed(book, typed, today)) == who
