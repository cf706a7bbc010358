"""What a plan of rhythms means in meetings a week, beside what was really done: numbers to say, never a score. Pure."""

from dataclasses import dataclass
from typing import NamedTuple

WEEKS = 13  # the last three months
_WEEKS_PER_MONTH = 52 / 12
_MIN_SCALE = 4.0  # meetings a week: below it the meter would leap at the first person


@dataclass(frozen=True, slots=True)
class Load:
    """Both in meetings or messages a week: what the rhythms ask for, and what the last three months had."""

    planned: float
    actual: float

    @property
    def fits(self) -> bool:
        """A fifth more than lately still fits, and so does one more in two weeks."""
        return self.planned <= max(self.actual * 1.2, self.actual + 0.5)

    @property
    def planned_share(self) -> float:
        """How far the meter is filled, 0 to 1."""
        return min(self.planned / self._scale, 1.0)

    @property
    def actual_share(self) -> float:
        """Where on the meter the mark of the last three months stands."""
        return self.actual / self._scale

    @property
    def _scale(self) -> float:
        return max(_MIN_SCALE, 2 * self.actual)


def describe_load(load: Load) -> str:
    """ "About 3 meetings or messages a week. You have had 3 a week lately: it fits."."""
    number, span = rate(load.planned)
    things = "meeting or message" if number == 1 else "meetings or messages"
    planned = f"About {number} {things} {span}." if load.planned else "Nobody has a rhythm yet."
    if not load.actual:
        return f"{planned} None was logged in the last three months: a few people are a good start."
    number, span = rate(load.actual)
    had = f"You have had {number} {span} lately"
    if span == "a year":  # it was counted over three months, so no more is known
        had = f"You have had {round(load.actual * WEEKS)} in the last three months"
    if not load.planned:
        return f"{planned} {had}."
    verdict = "it fits" if load.fits else "longer rhythms would be easier to keep"
    return f"{planned} {had}: {verdict}."


class Rate(NamedTuple):
    number: int
    span: str


def rate(per_week: float) -> Rate:
    """A whole number and its span: (3, "a week"), or (2, "a month") for less than one per week."""
    if per_week >= 0.95:
        return Rate(round(per_week), "a week")
    per_month = per_week * _WEEKS_PER_MONTH
    return (
        Rate(round(per_month), "a month")
        if per_month >= 0.95
        else Rate(max(1, round(per_week * 52)), "a year")
    )
