"""The weekly load of all rhythms, and its sentence with the actual number."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.book import Book
from crm.sorting import queries
from crm.sorting.weekly_load import Load, describe_load, rate
from tests.crm import scenes


def test_kept_rhythms_and_the_meetings_of_three_months_are_counted(book: Book, today: date) -> None:
    with book.work() as work:
        ana = scenes.person(work, "Ana", rhythm_days=21, rhythm_since=today)
        scenes.person(work, "Ben", rhythm_days=7, rhythm_since=today)
        scenes.person(work, "Cleo")
        scenes.person(work, "Resting", standing="resting", rhythm_days=7, rhythm_since=today)
        scenes.person(work, "Parked", standing="parked", rhythm_days=7, rhythm_since=today)
        for days in (0, 5, 90):
            scenes.meeting(work, today - timedelta(days=days), ana)
        scenes.meeting(work, today - timedelta(days=91), ana)
        scenes.meeting(work, today + timedelta(days=1), ana, state="planned")
        scenes.meeting(work, today, ana, direction="out", kind="message")
        scenes.meeting(work, today, ana, state="proposed")
    load = queries.weekly_load(book.read, today)
    assert load.planned == pytest.approx(1 + 1 / 3)
    assert load.actual == pytest.approx(3 / 13)


@pytest.mark.parametrize(
    ("planned", "had", "said"),
    [
        (3.2, 3.0, "About 3 meetings or messages a week. You have had 3 a week lately: it fits."),
        (9.0, 3.0, "About 9 meetings or messages a week. You have had 3 a week lately: longer rhythms would be easier to "
                   "keep."),
        (1.0, 0.5, "About 1 meeting or message a week. You have had 2 a month lately: it fits."),
        (0.5, 2 / 13, "About 2 meetings or messages a month. You have had 2 in the last three months: it fits."),
        (0.0, 3.0, "Nobody has a rhythm yet. You have had 3 a week lately."),
        (0.4, 0.0, "About 2 meetings or messages a month. None was logged in the last three months: a few people are a "
                   "good start."),
        (7 / 365, 1.0, "About 1 meeting or message a year. You have had 1 a week lately: it fits."),
    ],
)  # fmt: skip
def test_the_sentence_compares_planned_and_actual_load(planned: float, had: float, said: str) -> None:
    assert describe_load(Load(planned, had)) == said


@given(planned=st.floats(0, 500), more=st.floats(0, 50), had=st.floats(0, 100))
def test_the_meter_grows_with_the_plan_and_stays_within_its_frame(
    planned: float, more: float, had: float
) -> None:
    before, after = Load(planned, had), Load(planned + more, had)
    assert 0 <= before.planned_share <= after.planned_share <= 1
    assert 0 <= before.actual_share <= 0.5


@given(st.floats(7 / 3650, 500))
def test_a_rate_is_never_zero(a_week: float) -> None:
    number, span = rate(a_week)
    assert number >= 1
    assert span in ("a week", "a month", "a year")
