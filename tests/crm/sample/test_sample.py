"""The sample book: complete on any day, identical everywhere, never replaces the user's own book."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from crm.book import Book
from crm.clock import Clock
from crm.errors import BookNotUsable
from crm.people.adding import add
from crm.sample.book import fill, open_sample
from crm.today.today import today_list

_COUNTS = (
    "SELECT (SELECT count(*) FROM person), (SELECT count(*) FROM meeting), (SELECT count(*) FROM promise)"
)


def test_it_holds_forty_people_and_a_year_up_to_today(book: Book) -> None:
    fill(book)
    read, today = book.read, book.clock.today()
    assert read.value(_COUNTS) == 40
    first = read.value("SELECT min(held_on) FROM meeting")
    assert today - timedelta(days=366) < date.fromisoformat(first) < today - timedelta(days=350)
    planned = read.rows("SELECT held_on, held_at FROM meeting WHERE state = 'planned' ORDER BY held_on")
    assert tuple(planned[0]) == (today.isoformat(), "14:00")
    states = read.values("SELECT DISTINCT state FROM introduction")
    assert {"idea", "offered", "asking", "heard"} <= set(states)
    assert read.value("SELECT count(*) FROM promise WHERE by_person_id IS NOT NULL AND state = 'open'") >= 2
    assert book.check() == []


def test_promises_know_the_meeting_they_were_made_in(book: Book) -> None:
    fill(book)
    made = book.read.one(
        "SELECT m.kind, m.place, m.held_on = p.made_on AS same_day FROM promise p JOIN meeting m ON m.id = p.meeting_id "
        "WHERE p.words = 'she needs a packaging designer'"
    )
    assert made is not None
    assert tuple(made) == ("coffee", "Blue Bottle", 1)


def test_one_may_be_asked_again_and_one_has_not_answered_yet(book: Book) -> None:
    fill(book)
    rows = {row.kind: row for row in today_list(book.read, book.clock.today()).rows}
    assert rows["not_now_over"].what.startswith("Grace Mbeki may be asked again")
    waiting = book.read.values(
        "SELECT p.full_name FROM ask a JOIN person p ON p.id = a.person_id WHERE a.state = 'open'"
    )
    assert waiting == ["Amara Eze"]


@pytest.mark.parametrize(
    "today", [date(2027, 1, 1), date(2027, 10, 11), date(2028, 2, 27), date(2028, 2, 29)]
)
def test_it_can_be_filled_on_any_day(tmp_path: Path, today: date) -> None:
    book = open_sample(tmp_path / "sample", Clock(today))
    assert book.check() == []
    assert book.read.value("SELECT count(*) FROM meeting WHERE note LIKE '%{%'") == 0
    rosa = book.read.value("SELECT birthday_md FROM person WHERE full_name = 'Rosa Weiss'")
    assert divmod(rosa, 100) in {(d.month, d.day) for d in (today + timedelta(days=n) for n in (1, 2))}
    book.close()


def test_the_next_day_tells_it_anew_and_the_same_day_leaves_it_alone(tmp_path: Path) -> None:
    saturday = date(2026, 11, 21)
    with_changes = open_sample(tmp_path, Clock(saturday))
    with with_changes.work() as work:
        work.connection.execute("DELETE FROM person WHERE full_name = 'Ana Ruiz'")
    with_changes.close()
    again = open_sample(tmp_path, Clock(saturday))
    assert again.read.value(_COUNTS) == 39
    again.close()
    sunday = open_sample(tmp_path, Clock(saturday + timedelta(days=1)))
    assert sunday.read.value(_COUNTS) == 40
    assert sunday.read.value("SELECT held_on FROM meeting WHERE held_at = '14:00'") == "2026-11-22"
    sunday.close()


def test_two_sample_books_are_the_same_to_the_letter(tmp_path: Path) -> None:
    texts = []
    for name in ("one", "other"):
        book = open_sample(tmp_path / name, Clock(date(2026, 11, 21)))
        texts.append([list(row) for row in book.read.rows("SELECT * FROM person ORDER BY id")])
        texts[-1] += [list(row) for row in book.read.rows("SELECT * FROM promise ORDER BY id")]
        book.close()
    assert texts[0] == texts[1]


def test_it_never_replaces_the_users_own_book(folder: Path, today: date) -> None:
    own = Book.open(folder, Clock(today))
    with own.work() as work:
        add(work, "My Friend")
    own.close()
    with pytest.raises(BookNotUsable):
        open_sample(folder, Clock(today))
    own = Book.open(folder, Clock(today))
    assert own.read.values("SELECT full_name FROM person") == ["My Friend"]
    own.close()
