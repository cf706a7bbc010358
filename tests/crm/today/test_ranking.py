"""Ranking: never too many rows, no promise lost, at most one suggestion per person."""

from datetime import date, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from crm.promises.kinds import DEFAULT_DAYS
from crm.today.candidate import DATE, DID_IT_HAPPEN, MY_PROMISE, NOT_NOW, OWED, STAY_CLOSE, Candidate
from crm.today.ranking import Selection, choose
from crm.today.rules import (
    dates,
    did_it_happen,
    keep_your_word,
    not_now_over,
    open_door,
    owed_to_me,
    stay_close,
)
from crm.today.rules.dates import YearlyDate
from crm.today.rules.did_it_happen import PlannedMeeting
from crm.today.rules.keep_your_word import MyPromise
from crm.today.rules.not_now_over import NotNow
from crm.today.rules.open_door import UnexpectedPerson
from crm.today.rules.owed_to_me import PromiseByOther
from crm.today.rules.stay_close import OverdueContact

TODAY = date(2026, 11, 21)

_days = st.integers(-60, 60).map(lambda days: TODAY + timedelta(days=days))
_people = st.integers(1, 9)
_promises = st.builds(
    lambda kind, due, said, made, people: MyPromise(0, kind, due, said, made, people),
    st.sampled_from(sorted(DEFAULT_DAYS)),
    st.none() | _days,
    st.booleans(),
    _days,
    st.frozensets(_people, max_size=2),
)


@st.composite
def _candidates(draw: st.DrawFn) -> list[Candidate]:
    found: list[Candidate | None] = []
    for number, fact in enumerate(draw(st.lists(_promises, max_size=12)), 1):
        mine = MyPromise(number, fact.kind, fact.due, fact.due_said, fact.made_on, fact.people)
        found.append(keep_your_word.candidate(mine, TODAY))
    for number, day in enumerate(draw(st.lists(_days, max_size=4)), 1):
        found.append(owed_to_me.candidate(PromiseByOther(number, draw(_people), day), TODAY))
        found.append(did_it_happen.candidate(PlannedMeeting(number, day, frozenset({draw(_people)})), TODAY))
    for person in draw(st.sets(_people)):
        found.append(
            stay_close.candidate(OverdueContact(person, draw(st.sampled_from([21, 60])), draw(_days)), TODAY)
        )
    for person in draw(st.sets(_people)):
        month_day = draw(st.sampled_from([1121, 1122, 1128, 301]))
        found.append(dates.candidate(YearlyDate(person, "birthday", month_day), TODAY))
    for number, person in enumerate(draw(st.sets(_people)), 1):
        over = NotNow(number, person, draw(_days))
        found.append(not_now_over.candidate(over, TODAY))
    return draw(st.permutations([one for one in found if one]))


def of(group: int, selection: Selection) -> list[Candidate]:
    return [one for one in selection.rows if one.group == group]


@settings(deadline=None)
@given(_candidates(), st.integers(1, 9))
def test_the_list_keeps_its_limits_and_loses_no_promise(candidates: list[Candidate], most: int) -> None:
    selection = choose(candidates, most)
    assert len(selection.rows) <= most
    assert len(of(MY_PROMISE, selection)) <= 5
    shown_or_folded = [*of(MY_PROMISE, selection), *selection.folded]
    mine = [one for one in candidates if one.group == MY_PROMISE]
    assert sorted(one.key for one in shown_or_folded) == sorted(one.key for one in mine)
    assert len({one.key for one in selection.rows}) == len(selection.rows)


@settings(deadline=None)
@given(_candidates())
def test_only_questions_about_the_past_stand_beside_another_row(candidates: list[Candidate]) -> None:
    rows = choose(candidates).rows
    for one in rows:
        beside = [other for other in rows if other is not one and one.people & other.people]
        if one.group in (STAY_CLOSE, DATE, NOT_NOW):
            questions = (DID_IT_HAPPEN, OWED)  # about the past: they may stand beside a date of today
            assert not [other for other in beside if one.group == STAY_CLOSE or other.group not in questions]
        if one.group == MY_PROMISE and not one.is_fresh:
            assert not [other for other in beside if other.group == MY_PROMISE and not other.is_fresh]


@settings(deadline=None)
@given(_candidates())
def test_two_rows_are_reserved_for_stay_close(candidates: list[Candidate]) -> None:
    selection = choose(candidates)
    promised = {person for one in candidates if one.group == MY_PROMISE for person in one.people}
    shown = {
        person
        for one in selection.rows
        if one.group in (OWED, DID_IT_HAPPEN, DATE, NOT_NOW)
        for person in one.people
    }
    free = [one for one in candidates if one.group == STAY_CLOSE and not one.people & (promised | shown)]
    assert len(of(STAY_CLOSE, selection)) >= min(2, len(free))


@settings(deadline=None)
@given(_candidates(), st.randoms(use_true_random=False))
def test_the_same_facts_give_the_same_list_in_whatever_order_they_come(
    candidates: list[Candidate], chance: Random
) -> None:
    shuffled = list(candidates)
    chance.shuffle(shuffled)
    assert choose(shuffled) == choose(candidates)


def promise(number: int, person: int = 0, due: int = 0, fresh: bool = False) -> Candidate:
    made = TODAY - timedelta(days=0 if fresh else 9)
    fact = MyPromise(number, "share", TODAY + timedelta(days=due), True, made, frozenset({person or number}))
    found = keep_your_word.candidate(fact, TODAY)
    assert found
    return found


def close(person: int) -> Candidate:
    found = stay_close.candidate(OverdueContact(person, 60, TODAY), TODAY)
    assert found
    return found


def birthday(person: int, month_day: int = 1121) -> Candidate:
    found = dates.candidate(YearlyDate(person, "birthday", month_day), TODAY)
    assert found
    return found


def keys(selection: Selection) -> list[str]:
    return [one.key for one in selection.rows]


def test_five_promises_and_two_to_stay_close_with_and_the_others_folded() -> None:
    selection = choose([promise(n) for n in range(1, 8)] + [close(n) for n in range(21, 25)])
    assert keys(selection) == [f"promise-{n}" for n in range(1, 6)] + ["stay_close-21", "stay_close-22"]
    assert [one.key for one in selection.folded] == ["promise-6", "promise-7"]


def test_a_second_promise_to_one_person_is_folded_and_mentioned_in_the_first_row() -> None:
    selection = choose([promise(1, person=5), promise(2, person=5), promise(3, person=6)])
    assert keys(selection) == ["promise-1", "promise-3"]
    assert [one.key for one in selection.folded] == ["promise-2"]
    assert {key: [one.key for one in also] for key, also in selection.also.items()} == {
        "promise-1": ["promise-2"]
    }


def test_what_was_just_promised_to_one_person_all_shows() -> None:
    fresh = [promise(1, person=5, fresh=True), promise(2, person=5, fresh=True)]
    assert keys(choose(fresh)) == ["promise-1", "promise-2"]


def test_an_overdue_contact_and_a_date_are_mentioned_in_the_existing_row() -> None:
    also = choose([promise(1, person=5), close(5), birthday(5, 1124)]).also
    assert [one.key for one in also["promise-1"]] == ["birthday-5", "stay_close-5"]
    assert [one.key for one in choose([birthday(5), close(5)]).also["birthday-5"]] == ["stay_close-5"]


def open_door_candidate(person: int) -> Candidate:
    found = open_door.candidate([UnexpectedPerson(person, TODAY - timedelta(days=400))], TODAY)
    assert found
    return found


def test_an_open_door_needs_a_free_row_and_a_person_without_a_row() -> None:
    assert keys(choose([close(5), open_door_candidate(6)])) == ["stay_close-5", "open_door-6"]
    assert keys(choose([promise(1, person=6), open_door_candidate(6)])) == ["promise-1"]
    assert keys(choose([close(n) for n in range(1, 8)] + [open_door_candidate(9)]))[-1] == "stay_close-7"
    assert keys(choose([open_door_candidate(6)], met_today=frozenset({6}))) == []


def test_a_promise_or_a_date_goes_before_staying_close_with_the_same_person() -> None:
    assert keys(choose([promise(1, person=5), close(5)])) == ["promise-1"]
    assert keys(choose([birthday(5), close(5)])) == ["birthday-5"]


def test_a_birthday_today_has_a_place_on_a_full_day_and_one_next_week_has_not() -> None:
    full = [promise(n) for n in range(1, 6)] + [close(21), close(22)]
    assert "birthday-30" in keys(choose([*full, birthday(30)]))
    assert "birthday-30" not in keys(choose([*full, birthday(30, 1127)]))


def not_now(person: int, passed: int = 0) -> Candidate:
    found = not_now_over.candidate(NotNow(person, person, TODAY - timedelta(days=passed)), TODAY)
    assert found
    return found


def test_a_not_now_yields_to_promises_and_todays_birthdays_and_precedes_stay_close() -> None:
    selection = choose([promise(1, person=5), not_now(5)])
    assert (keys(selection), selection.also["promise-1"]) == (["promise-1"], (not_now(5),))
    selection = choose([birthday(5), not_now(5)])
    assert (keys(selection), selection.also["birthday-5"]) == (["birthday-5"], (not_now(5),))
    selection = choose([not_now(5), close(5)])
    assert (keys(selection), selection.also["not_now-5"]) == (["not_now-5"], (close(5),))


def test_a_new_not_now_takes_its_place_before_dates_ahead_and_an_old_one_what_is_left() -> None:
    full = [promise(n) for n in range(1, 5)] + [close(21), close(22), birthday(30, 1127)]
    assert keys(choose([*full, not_now(31)]))[-1] == "not_now-31"
    assert keys(choose([*full, not_now(31, passed=20)]))[-1] == "birthday-30"
    assert keys(choose([*full[1:], not_now(31, passed=20)]))[-2:] == ["birthday-30", "not_now-31"]


def test_a_not_now_takes_no_place_from_a_promise_as_a_birthday_of_today_does() -> None:
    full = [promise(n) for n in range(1, 6)] + [close(21), close(22)]
    assert "not_now-30" not in keys(choose([*full, not_now(30)]))


def test_people_met_today_are_not_suggested() -> None:
    assert keys(choose([close(5), close(6)], met_today=frozenset({5}))) == ["stay_close-6"]


def test_one_question_a_person_is_enough_for_what_they_promised() -> None:
    def owed(number: int) -> Candidate:
        return Candidate(
            f"owed-{number}",
            OWED,
            "owed_to_me",
            number,
            frozenset((1,)),
            TODAY - timedelta(days=1),
            1,
            (-1, number),
        )

    selection = choose([owed(1), owed(2)])
    assert [row.key for row in selection.rows] == ["owed-1"]
    assert [one.key for one in selection.also["owed-1"]] == ["owed-2"]
