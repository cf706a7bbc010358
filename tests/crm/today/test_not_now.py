"""The rule "not_now_over": who may be asked again, for how long, and what ends it."""

from datetime import date, timedelta

import pytest

from crm import settings
from crm.asks import asking
from crm.book import Book
from crm.clock import Clock
from crm.errors import NotUnderstood
from crm.model import Person
from crm.people import editing
from crm.today import row_done, row_keys, snoozing
from crm.today.row import Row
from crm.today.today import today_list
from tests.crm import scenes

TODAY = date(2026, 11, 21)  # a Saturday
ASKED = date(2026, 8, 3)
KEY = "not_now-1"
WORDS = "You priced your sauces. Could you tell me in 15 minutes how you chose the margin? A no is fine."


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


@pytest.fixture
def ana(book: Book) -> int:
    """Ana, asked in August; answered "not now, until TODAY, after the fair" on the same day."""
    book.clock = Clock(ASKED)
    with book.work() as work:
        ana_id = scenes.person(work, "Ana Ruiz", pronouns="she/her").id
        asking.answer_not_now(work, asking.ask(work, ana_id, WORDS), TODAY, "after the fair")
    book.clock = Clock(TODAY)
    return ana_id


def shown(book: Book, on: date = TODAY) -> list[Row]:
    return [row for row in today_list(book.read, on).rows if row.kind == "not_now_over"]


def test_an_expired_not_now_shows_among_the_dates(book: Book, ana: int) -> None:
    assert shown(book, days(-1)) == []
    [row] = shown(book)
    assert (row.key, row.group, row.rule, row.action) == (KEY, "Dates", "not_now_over", "Ask again")
    assert row.what == "Ana Ruiz may be asked again: “not now” was until 21 November"
    assert row.why == (
        "“Could you tell me in 15 minutes how you chose the margin?”, asked on 3 August. She said: “after the fair”"
    )
    assert row.evidence == (
        f"You asked on 3 August: “{WORDS}”",
        "The answer: not now, until 21 November",
        "Their words: “after the fair”",
    )
    assert (row.chip, row.due, row.days_late) == ("today", TODAY, 0)
    [later] = shown(book, days(40))
    assert (later.chip, later.due, later.days_late) == ("since 21 November", TODAY, 0)
    assert row_keys.find(book.read, KEY, days(40)) == later


def test_after_eight_weeks_the_row_is_gone_but_its_key_still_works(book: Book, ana: int) -> None:
    assert shown(book, days(55))
    assert shown(book, days(56)) == []
    assert row_keys.find(book.read, KEY, days(56)).due == TODAY


def test_asking_again_or_an_answer_ends_it_and_undo_brings_it_back(book: Book, ana: int) -> None:
    with book.work() as work:
        asking.ask(work, ana, "Another thing?")
    assert shown(book) == []
    book.undo()
    assert [row.key for row in shown(book)] == [KEY]
    with book.work() as work:
        asking.answer_no(work, 1)
    assert shown(book) == []
    with pytest.raises(NotUnderstood, match="no row"), book.work() as work:
        row_done.done(work, KEY)


def test_done_logs_what_happened_and_closes_the_matter_in_one_step(book: Book, ana: int) -> None:
    with book.work() as work:
        result = row_done.done(work, KEY, "She would rather not, which is fine")
    assert book.steps(1)[0].label == "Closed the “not now” of Ana Ruiz"
    assert result.meeting_id
    notes = book.read.values("SELECT note FROM meeting")
    assert notes == ["She would rather not, which is fine"]
    assert shown(book) == []
    assert shown(book, days(50)) == []
    book.undo()
    assert [row.key for row in shown(book)] == [KEY]
    assert book.read.value("SELECT count(*) FROM meeting") == 0


def test_done_without_a_word_logs_nothing_and_still_closes_it(book: Book, ana: int) -> None:
    with book.work() as work:
        assert row_done.done(work, KEY).draft is None
    assert shown(book) == []
    assert book.read.value("SELECT last_contact_on FROM person WHERE id = :id", id=ana) is None


def test_not_this_holds_for_good_unless_another_day_is_named(book: Book, ana: int) -> None:
    with book.work() as work:
        snoozing.not_this(work, KEY)
    assert shown(book) == shown(book, days(50)) == []
    with book.work() as work:
        asking.answer_not_now(work, 1, days(30))
    assert shown(book, days(29)) == []
    assert [row.due for row in shown(book, days(30))] == [days(30)]


def test_a_row_snoozed_late_returns_for_its_full_time(book: Book, ana: int) -> None:
    book.clock = Clock(days(50))
    with book.work() as work:
        snoozing.snooze(work, KEY, days(80))
    assert shown(book, days(50)) == shown(book, days(79)) == []
    assert [row.due for row in shown(book, days(80))] == [TODAY]
    assert shown(book, days(135))
    assert shown(book, days(136)) == []


def test_people_with_a_snoozed_row_are_not_suggested(book: Book, ana: int) -> None:
    book.clock = Clock(ASKED)
    with book.work() as work:
        editing.set_rhythm(work, ana, 21)
    book.clock = Clock(TODAY)
    [row] = shown(book)
    assert row.why.endswith("“after the fair”. Ana: no meeting is noted yet, you like to meet every 3 weeks")
    with book.work() as work:
        snoozing.snooze(work, KEY, days(2))
    assert today_list(book.read, TODAY).rows == ()
    assert [row.key for row in today_list(book.read, days(2)).rows] == [KEY]


def test_who_is_let_rest_is_not_asked(book: Book, ana: int) -> None:
    with book.work() as work:
        snoozing.let_rest(work, ana)
    assert shown(book) == []


def test_my_own_promise_wins_and_tells_of_it(book: Book, ana: int) -> None:
    with book.work() as work:
        scenes.promise(work, "share", "the article", work.session.get_one(Person, ana), made_on=days(-9))
    [row] = today_list(book.read, TODAY).rows
    assert row.key == "promise-1"
    assert row.why.endswith("Ana asked you to wait until 21 November, so you may ask again")


def test_a_quiet_day_off_shows_no_not_now(book: Book, ana: int) -> None:
    with book.work() as work:
        settings.change(work, settings.QUIET_DAYS_OFF, True)
    assert shown(book) == []
    assert shown(book, days(2))
