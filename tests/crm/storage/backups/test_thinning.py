"""Thinning asks for no clock: numbers order the copies, days of use tell their age, whatever the dates say."""

from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from crm.storage.backups.thinning import ALL_OF, DAYS, WEEKS, Candidate, superfluous

EARLIEST, LATEST = datetime.fromisoformat("1990-01-01"), datetime.fromisoformat("2090-01-01")
BEGAN = datetime.fromisoformat("2026-03-01T09:00")


def copies(moments: list[datetime], pinned: frozenset[int] = frozenset(), why: str = "") -> list[Candidate]:
    """One after the other at these local times, each with the day of use the program gives it."""
    made: list[Candidate] = []
    for number, at in enumerate(moments, 1):
        before = made[-1] if made else None
        same_day = before is not None and before.at.date() == at.date()
        day = 1 if before is None or before.day is None else before.day + (not same_day)
        file = Path(f"goodturn-{at:%Y-%m-%d-%H%M%S}{why}.db")
        made.append(Candidate(file, at, number, day, number in pinned))
    return made


def left(candidates: list[Candidate]) -> list[Candidate]:
    gone = superfluous(candidates)
    return [one for one in candidates if one.file not in gone]


def grown(moments: list[datetime]) -> list[Candidate]:
    """What is left when the copies were thinned after each, as the program does."""
    kept: list[Candidate] = []
    for one in copies(moments):
        kept = left([*kept, one])
    return kept


def test_one_copy_by_a_clock_ten_years_ahead_costs_no_older_one() -> None:
    eight = [BEGAN + timedelta(days=day) for day in range(8)]
    assert superfluous(copies([*eight, BEGAN + timedelta(days=3660)])) == []
    assert superfluous(copies([*eight, BEGAN - timedelta(days=3660)])) == []


def test_nor_do_many_after_a_year_of_use() -> None:
    year = grown([BEGAN + timedelta(days=day) for day in range(365)])
    assert len(year) > 30
    ahead = Candidate(
        Path("goodturn-2037-01-01-090000.db"), datetime.fromisoformat("2037-01-01T09:00"), 366, 366
    )
    assert left([*year, ahead]) == [*year, ahead]
    hours = [
        Candidate(
            Path(f"goodturn-2037-01-01-1{n}0000.db"),
            datetime.fromisoformat(f"2037-01-01T1{n}:00"),
            367 + n,
            366,
        )
        for n in range(9)
    ]
    still = left([*year, ahead, *hours])
    assert len([one for one in still if one in year]) >= len(year) - 2, "one day of use, not ten years"


def test_copies_of_a_version_without_numbers_are_older_than_all_others_and_keep_their_rings() -> None:
    old = [Candidate(Path(f"goodturn-x{day}.db"), BEGAN + timedelta(days=day)) for day in range(0, 70, 7)]
    new = copies([BEGAN + timedelta(days=71)])
    assert superfluous([*old, *new]) == []
    dated_ahead = Candidate(Path("goodturn-y.db"), BEGAN + timedelta(days=4000))
    assert superfluous([*old, dated_ahead, *new]) == []


def test_of_those_made_before_a_restore_three_stay_for_ever() -> None:
    early = copies([BEGAN + timedelta(hours=hour) for hour in range(6)], why="-before-restore")
    late = [
        Candidate(Path(f"goodturn-z{day}.db"), BEGAN + timedelta(days=day), 6 + day, day)
        for day in range(1, 700)
    ]
    kept = [one for one in left([*early, *late]) if one in early]
    assert kept == early[-3:]


@given(
    st.lists(
        st.one_of(st.floats(0.02, 2), st.sampled_from([10, 60, 3650, -3650, -0.05, -1])),
        min_size=1,
        max_size=150,
    ),
    st.sets(st.integers(1, 60)),
)
def test_what_is_kept_whatever_the_clock_does(gaps: list[float], pinned: set[int]) -> None:
    at, moments = BEGAN, []
    for gap in gaps:
        at = min(max(at + timedelta(days=gap), EARLIEST), LATEST)
        moments.append(at.replace(microsecond=0) + timedelta(seconds=len(moments)))
    kept: list[Candidate] = []
    everything = copies(moments, frozenset(pinned))
    for one in everything:
        kept = left([*kept, one])
        assert one in kept, "the newest one always stays"
    newest = everything[-1].day or 0
    assert {one for one in everything if one.pinned} <= set(kept)
    assert {one for one in everything if newest - (one.day or 0) < ALL_OF} <= set(kept)
    days = {one.day for one in everything if newest - (one.day or 0) < DAYS}
    assert days <= {one.day for one in kept}
    weeks = {(one.day or 0) // 7 for one in everything if newest - (one.day or 0) < WEEKS}
    assert weeks <= {(one.day or 0) // 7 for one in kept}
