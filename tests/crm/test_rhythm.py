"""How often to be in touch: days, and the words for them."""

from datetime import date, timedelta
from itertools import pairwise
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm import rhythm
from crm.errors import NotUnderstood


@pytest.mark.parametrize(
    ("asked", "days"),
    [("closest", 21), ("close", 60), ("in_touch", 182), ("in touch", 182), ("Yearly", 365), ("45d", 45), ("45", 45),
     ("every 6 weeks", 42), ("2 months", 60), ("none", None), ("", None)],
)  # fmt: skip
def test_a_rhythm_is_read_as_people_write_it(asked: str, days: int | None) -> None:
    assert rhythm.parse(asked) == days


@pytest.mark.parametrize("nonsense", ["often", "0d", "-3d", "99999", "45 cats", "d"])
def test_what_is_no_rhythm_is_said_so(nonsense: str) -> None:
    with pytest.raises(NotUnderstood, match="not a rhythm"):
        rhythm.parse(nonsense)


@pytest.mark.parametrize("days", [21, 60, 182, 365, 45, 1, None])
def test_the_name_of_a_rhythm_reads_back(days: int | None) -> None:
    assert rhythm.parse(rhythm.name(days)) == days


@pytest.mark.parametrize(
    ("days", "words"),
    [(21, "every 3 weeks"), (60, "every 2 months"), (182, "every 6 months"), (365, "once a year"),
     (45, "every 45 days"), (30, "every month"), (90, "every 3 months"), (14, "every 2 weeks"), (7, "every week"), (1, "every day"), (None, "no rhythm")],
)  # fmt: skip
def test_words_for_a_rhythm(days: int | None, words: str) -> None:
    assert rhythm.describe(days) == words


def test_what_a_menu_offers_grows_and_holds_every_named_rhythm() -> None:
    assert list(rhythm.MENU_DAYS) == sorted(set(rhythm.MENU_DAYS))
    assert set(rhythm.DAYS_BY_NAME.values()) == set(rhythm.LABELS) <= set(rhythm.MENU_DAYS)
    assert len({rhythm.describe(days) for days in rhythm.MENU_DAYS}) == len(rhythm.MENU_DAYS)


def days(*gaps: int) -> list[date]:
    """Days of contact with these gaps between them."""
    at = [date(2026, 1, 1)]
    for gap in gaps:
        at.append(at[-1] + timedelta(days=gap))
    return at


@pytest.mark.parametrize(
    ("gaps", "expected"),
    [
        ((), None),
        ((30,), None),
        ((30, 40), 35),
        ((7, 90, 10), 10),
        ((1, 2), 2),
        ((5, 0, 5), 5),
        ((0, 0, 0), None),
    ],
)
def test_the_real_rhythm_is_the_median_gap_of_three_days_or_more(
    gaps: tuple[int, ...], expected: int | None
) -> None:
    assert rhythm.median_gap(days(*gaps)) == expected


@given(st.lists(st.dates(date(2000, 1, 1), date(2030, 1, 1)), max_size=30), st.randoms())
def test_the_real_rhythm_does_not_mind_order_or_two_meetings_a_day(met_on: list[date], random) -> None:  # type: ignore[no-untyped-def]
    real = rhythm.median_gap(met_on)
    mixed = met_on * 2
    random.shuffle(mixed)
    assert rhythm.median_gap(mixed) == real
    assert (real is None) == (len(set(met_on)) < 3)
    if real is not None:
        gaps = [(later - earlier).days for earlier, later in pairwise(sorted(set(met_on)))]
        assert real == int(median(gaps) + 0.5)


@pytest.mark.parametrize(
    ("chosen", "real", "said"),
    [
        (60, 77, "Close: every 2 months. Lately about every 11 weeks."),
        (60, None, "Close: every 2 months."),
        (365, 300, "Yearly: once a year. Lately about every 10 months."),
        (45, 5, "Every 45 days. Lately about every 5 days."),
        (None, 1, "No rhythm. Lately about every day."),
        (None, None, "No rhythm."),
    ],
)
def test_the_real_rhythm_is_said_beside_the_chosen_one(
    chosen: int | None, real: int | None, said: str
) -> None:
    assert rhythm.describe_with_actual(chosen, real) == said
