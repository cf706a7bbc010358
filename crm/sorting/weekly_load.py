"""Contacts per week that the rhythms require, compared with the recent actual number. Pure."""

from dataclasses import dataclass
from typing import NamedTuple

WEEKS = 13  # the last three months
_WEEKS_PER_MONTH = 52 / 12
_MIN_SCALE = 4.0  # meetings a week; keeps the meter from jumping at the first person


@dataclass(frozen=True, slots=True)
class Load:
    """Contacts per week: `planned` by the rhythms, `actual` over the last WEEKS weeks."""

    planned: float
    actual: float

    @property
    def fits(self) -> bool:
        """Up to 20% or one contact per two weeks above the actual number."""
        return self.planned <= max(self.actual * 1.2, self.actual + 0.5)

    @property
    def planned_share(self) -> float:
        """Filled part of the meter, 0 to 1."""
        return min(self.planned / self._scale, 1.0)

    @property
    def actual_share(self) -> float:
        """Position of the mark for the actual number, 0 to 1."""
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
    actual = f"You have had {number} {span} lately"
    if span == "a year":  # only three months were counted, so no yearly rate is known
        actual = f"You have had {round(load.actual * WEEKS)} in the last three months"
    if not load.planned:
        return f"{planned} {actual}."
    verdict = "it fits" if load.fits else "longer rhythms would be easier to keep"
    return f"{planned} {actual}: {verdict}."


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
