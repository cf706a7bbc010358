"""Days off: default weekend, holidays of a chosen country, and the setting that leaves out suggestions."""

from datetime import date, timedelta

import pytest

from crm import settings
from crm.book import Book
from crm.errors import NotUnderstood
from crm.today import days_off, holiday_calendar, rule_words
from crm.today.rule_words import RULES
from crm.today.today import today_list
from tests.crm import scenes

SATURDAY, MONDAY = date(2026, 11, 21), date(2026, 11, 23)
CHRISTMAS = date(2026, 12, 25)


def test_the_weekend_is_off_by_default(book: Book) -> None:
    assert [days_off.is_day_off(book.read, MONDAY + timedelta(days=n)) for n in range(7)] == [False] * 5 + [
        True
    ] * 2
    with book.work() as work:
        settings.change(work, settings.DAYS_OFF, [0])
    assert days_off.is_day_off(book.read, MONDAY)
    assert not days_off.is_day_off(book.read, SATURDAY)


@pytest.mark.parametrize(
    ("words", "code", "day", "name"),
    [
        ("germany", "DE", date(2026, 10, 3), "German Unity Day"),
        ("Scotland", "GB-SCT", date(2026, 11, 30), "Saint Andrew's Day"),
        ("no", "NO", date(2028, 5, 17), "Constitution Day"),
        ("us-ca", "US-CA", date(2031, 7, 4), "Independence Day"),
    ],
)
def test_holidays_of_a_country_are_days_off_and_stay_so_for_years(
    book: Book, words: str, code: str, day: date, name: str
) -> None:
    with book.work() as work:
        holiday_calendar.choose(work, words)
    assert settings.value(book.read, settings.HOLIDAYS_OF) == code
    assert days_off.holiday_name(book.read, day) == name
    assert days_off.is_day_off(book.read, day)
    assert not days_off.needs_renewal(book.read, SATURDAY)
    assert days_off.needs_renewal(book.read, date(2027, 1, 1))
    book.undo()
    assert not days_off.holiday_name(book.read, day)


def test_no_country_is_refused_in_words_and_none_takes_them_away(book: Book) -> None:
    with book.work() as work, pytest.raises(NotUnderstood, match="“Atlantis” is no country"):
        holiday_calendar.choose(work, "Atlantis")
    for words in ("Norway", "none"):
        with book.work() as work:
            holiday_calendar.choose(work, words)
    assert not days_off.is_day_off(book.read, CHRISTMAS)
    assert days_off.describe_next_holiday(book.read, SATURDAY) == ""


def test_holidays_that_are_known_for_one_year_only_are_reckoned_once_a_year(book: Book) -> None:
    with book.work() as work:
        holiday_calendar.choose(work, "Sri Lanka")
    known = settings.value(book.read, settings.HOLIDAYS)
    assert known[-1] < "2027", "a country whose holidays are announced year by year"
    assert not days_off.needs_renewal(book.read, SATURDAY)
    assert days_off.needs_renewal(book.read, date(2027, 1, 1))


@pytest.fixture
def full(book: Book) -> Book:
    with book.work() as work:
        ana, ben = scenes.person(work, "Ana Ruiz"), scenes.person(work, "Ben Okafor", rhythm_days=21)
        scenes.person(work, "Rosa Weiss", birthday="--11-21")
        scenes.person(work, "Jonas Nyberg", birthday="--11-23")
        scenes.meeting(work, SATURDAY - timedelta(days=40), ben)
        scenes.promise(work, "share", "the article", ana)
    return book


def kinds(book: Book, on: date) -> list[str]:
    return [row.key for row in today_list(book.read, on).rows]


def test_a_day_off_changes_the_list_only_with_the_quiet_setting(full: Book) -> None:
    every = ["promise-1", "stay_close-2", "birthday-3", "birthday-4"]
    assert kinds(full, SATURDAY) == every
    with full.work() as work:
        settings.change(work, settings.QUIET_DAYS_OFF, True)
    assert kinds(full, SATURDAY) == ["promise-1", "birthday-3"]
    assert today_list(full.read, SATURDAY).subtitle == (
        "Two good turns. Saturday is your day off, so nobody is suggested."
    )
    assert kinds(full, MONDAY) == ["promise-1", "stay_close-2", "birthday-4"]


def test_every_rule_but_keep_your_word_can_be_turned_off_and_on_again(full: Book) -> None:
    for rule in RULES:
        with full.work() as work:
            if rule.always_on:
                with pytest.raises(NotUnderstood, match="Your own promises stay"):
                    rule_words.turn_off(work, rule.name)
            else:
                rule_words.turn_off(work, rule.name)
                assert work.label == f"Turned off on Today: {rule.title}"
    assert kinds(full, SATURDAY) == ["promise-1"]
    with full.work() as work:
        rule_words.turn_on(work, "dates")
    assert kinds(full, SATURDAY) == ["promise-1", "birthday-3", "birthday-4"]
    full.undo()
    full.undo()
    assert "dates" in rule_words.disabled_rules(full.read)
    with full.work() as work, pytest.raises(NotUnderstood, match="no rule"):
        rule_words.turn_off(work, "nonsense")


def test_every_row_knows_its_rule_and_what_it_rests_on(full: Book) -> None:
    for row in today_list(full.read, SATURDAY).rows:
        assert rule_words.BY_NAME[row.rule].title == row.group
        assert row.evidence
        assert all(one.strip() for one in row.evidence)
