"""Each rule as a table of days: which facts become candidates."""

from datetime import date, timedelta

import pytest

from crm.today.rules import dates, did_it_happen, keep_your_word, not_now_over, owed_to_me, stay_close
from crm.today.rules.dates import YearlyDate
from crm.today.rules.did_it_happen import PlannedMeeting
from crm.today.rules.keep_your_word import MyPromise
from crm.today.rules.not_now_over import NotNow
from crm.today.rules.owed_to_me import PromiseByOther
from crm.today.rules.stay_close import OverdueContact

TODAY = date(2026, 11, 21)


def in_days(days: int) -> date:
    return TODAY + timedelta(days=days)


def promise(kind: str, due: int, made: int = -10, said: bool = False, promise_id: int = 1) -> MyPromise:
    return MyPromise(promise_id, kind, in_days(due), said, in_days(made))


@pytest.mark.parametrize(
    ("kind", "soon"),
    [("introduction", 2), ("share", 2), ("thank", 1), ("favour", 7), ("recommend", 7),
     ("report_back", 14), ("ask_after", 14), ("meet_again", 30)],
)  # fmt: skip
def test_a_promise_shows_within_the_default_days_of_its_kind(kind: str, soon: int) -> None:
    assert keep_your_word.candidate(promise(kind, soon), TODAY)
    assert keep_your_word.candidate(promise(kind, soon + 1), TODAY) is None
    assert keep_your_word.candidate(promise(kind, -400), TODAY)


@pytest.mark.parametrize(("made", "shows"), [(0, True), (-1, True), (-2, False), (1, False)])
def test_a_promise_made_today_or_yesterday_shows_however_far_its_day(made: int, shows: bool) -> None:
    assert bool(keep_your_word.candidate(promise("share", 90, made), TODAY)) is shows


def test_a_promise_without_a_day_shows_only_when_just_made() -> None:
    assert keep_your_word.candidate(MyPromise(1, "share", None, False, TODAY), TODAY)
    assert keep_your_word.candidate(MyPromise(1, "share", None, False, in_days(-5)), TODAY) is None


def test_days_late_are_calendar_days_and_never_below_nothing() -> None:
    late = keep_your_word.candidate(promise("share", -3), TODAY)
    early = keep_your_word.candidate(promise("share", 2), TODAY)
    assert late
    assert early
    assert (late.days_late, early.days_late) == (3, 0)


def test_order_is_relative_lateness_then_explicit_due_days() -> None:
    facts = [
        promise("meet_again", -6, promise_id=1),  # a fifth of a default time late
        promise("share", -4, promise_id=2),  # two default times late
        promise("report_back", 0, promise_id=3),
        promise("favour", 3, promise_id=4),
        promise("favour", 3, promise_id=5, said=True),
        promise("share", 80, made=0, promise_id=6),
    ]
    found = [keep_your_word.candidate(fact, TODAY) for fact in facts]
    ranked = sorted((one for one in found if one), key=lambda one: one.sort_key)
    assert [one.subject_id for one in ranked] == [2, 1, 3, 5, 4, 6]


@pytest.mark.parametrize(
    ("late", "shows"), [(-1, False), (0, False), (1, True), (2, True), (3, True), (4, False)]
)
def test_promises_by_others_show_for_three_days_and_then_never(late: int, shows: bool) -> None:
    found = owed_to_me.candidate(PromiseByOther(13, 5, in_days(-late)), TODAY)
    assert bool(found) is shows
    if found:
        assert (found.key, found.kind, found.days_late) == ("owed-13", "owed_to_me", late)


@pytest.mark.parametrize(("held", "asks"), [(-1, True), (-20, True), (0, False), (3, False)])
def test_a_planned_meeting_is_asked_about_once_its_day_has_passed(held: int, asks: bool) -> None:
    assert bool(did_it_happen.candidate(PlannedMeeting(7, in_days(held), frozenset({5})), TODAY)) is asks


def overdue(due: int, rhythm: int = 60, person: int = 5, **more: date) -> OverdueContact:
    return OverdueContact(person, rhythm, in_days(due), **more)


@pytest.mark.parametrize(("due", "shows"), [(1, False), (0, True), (-1, True), (-900, True)])
def test_staying_close_starts_when_the_whole_rhythm_has_passed(due: int, shows: bool) -> None:
    assert bool(stay_close.candidate(overdue(due), TODAY)) is shows


def test_people_contacted_today_or_met_soon_are_not_suggested() -> None:
    assert stay_close.candidate(overdue(0, last_contact=TODAY), TODAY) is None
    assert stay_close.candidate(overdue(-9, meets_on=in_days(2)), TODAY) is None
    assert stay_close.candidate(overdue(-9, meets_on=in_days(40)), TODAY)


def test_a_message_without_an_answer_pauses_the_rhythm_for_two_weeks() -> None:
    assert stay_close.candidate(overdue(-9, wrote_on=in_days(-13)), TODAY) is None
    assert stay_close.candidate(overdue(-9, wrote_on=in_days(-14)), TODAY)


def test_not_this_holds_until_a_new_contact() -> None:
    dismissed_on = in_days(-30)
    assert (
        stay_close.candidate(overdue(-9, last_contact=in_days(-80), dismissed_on=dismissed_on), TODAY) is None
    )
    assert stay_close.candidate(
        overdue(0, rhythm=20, last_contact=in_days(-20), dismissed_on=dismissed_on), TODAY
    )


def test_an_old_case_does_not_sit_on_top_for_ever() -> None:
    facts = [
        overdue(-2000, person=1),
        overdue(-30, person=2),
        overdue(-119, person=3),
        overdue(-130, person=4),
    ]
    found = [stay_close.candidate(fact, TODAY) for fact in facts]
    ranked = sorted((one for one in found if one), key=lambda one: one.sort_key)
    assert [one.subject_id for one in ranked] == [3, 2, 4, 1]


@pytest.mark.parametrize(
    ("today", "month_day", "due"),
    [
        (date(2026, 11, 21), 1121, date(2026, 11, 21)),
        (date(2026, 11, 21), 1128, date(2026, 11, 28)),
        (date(2026, 11, 21), 1129, None),
        (date(2026, 11, 21), 1120, None),
        (date(2026, 12, 28), 102, date(2027, 1, 2)),
        (date(2027, 2, 25), 229, date(2027, 2, 28)),
        (date(2027, 3, 1), 229, None),
        (date(2028, 2, 25), 229, date(2028, 2, 29)),
    ],
)
def test_a_date_counts_on_its_day_and_in_the_week_before(
    today: date, month_day: int, due: date | None
) -> None:
    found = dates.candidate(YearlyDate(5, "birthday", month_day), today)
    assert (found.due if found else None) == due
    if found:
        assert (found.key, found.days_late) == ("birthday-5", 0)


def test_a_date_put_aside_comes_back_next_year() -> None:
    fact = YearlyDate(5, "birthday", 1123, dismissed_on=date(2026, 11, 20))
    assert dates.candidate(fact, date(2026, 11, 22)) is None
    assert dates.candidate(fact, date(2027, 11, 22))


@pytest.mark.parametrize(
    ("over", "back", "dismissed", "shows"),
    [
        (1, None, None, False),
        (0, None, None, True),
        (-55, None, None, True),
        (-56, None, None, False),
        (-80, -3, None, True),  # snoozed meanwhile: shown for its full time afterwards
        (-80, -56, None, False),
        (-3, -30, None, True),
        (-3, None, -3, False),
        (-3, None, -20, True),  # dismissed before a later day was named
    ],
)
def test_a_not_now_shows_for_eight_weeks_from_its_day(
    over: int, back: int | None, dismissed: int | None, shows: bool
) -> None:
    fact = NotNow(4, 5, in_days(over), *(None if day is None else in_days(day) for day in (back, dismissed)))
    found = not_now_over.candidate(fact, TODAY)
    assert bool(found) is shows
    if found:
        assert (found.key, found.kind, found.due, found.days_late) == (
            "not_now-4",
            "not_now_over",
            in_days(over),
            0,
        )
        assert found.people == {5}


def test_a_not_now_goes_first_for_two_weeks_and_then_behind_every_date_ahead() -> None:
    new, old = (not_now_over.candidate(NotNow(4, 5, in_days(-passed)), TODAY) for passed in (13, 14))
    tomorrow = dates.candidate(YearlyDate(6, "birthday", 1122), TODAY)
    next_week = dates.candidate(YearlyDate(7, "birthday", 1128), TODAY)
    found = [one for one in (old, next_week, tomorrow, new) if one]
    ranked = sorted(found, key=lambda one: one.sort_key)
    assert ranked == [new, tomorrow, next_week, old]
