"""Icon, due chip and spoken text of what came of a meeting."""

from datetime import date
from typing import NamedTuple

from crm.meetings.outcomes import Outcome
from crm.text.days_in_words import MONTHS, WEEKDAYS, due_chip

_ICONS = {
    "introduction": "spline",
    "share": "link",
    "thank": "hand-heart",
    "recommend": "sparkles",
    "meet_again": "coffee",
    "favour": "gift",
    "owed": "clock",
    "looking_for": "search",
    "can_help_with": "heart",
    "cares_about": "sparkles",
    "received": "lightbulb",
    "given": "lightbulb",
}
_STATES = {"kept": "kept", "released": "let go"}
_NEAR = 10  # days; further away, the month says more than the weekday


class EndOfLine(NamedTuple):
    """`is_chip`: a due day; else quiet words. `is_late`: only for the user's own word."""

    words: str
    is_chip: bool = False
    is_late: bool = False


def icon_of(one: Outcome) -> str:
    return _ICONS.get(one.what, "message-circle")


def end_of_line(one: Outcome, today: date) -> EndOfLine:
    if one.kind == "topic":
        return EndOfLine(f"on {_whose(one)} page")
    if one.kind == "advice":
        return EndOfLine("tried" if one.state else "not tried yet")
    if one.state in _STATES:
        return EndOfLine(_STATES[one.state])
    if one.due is None:
        return EndOfLine("no date")
    if one.state == "waiting":
        return EndOfLine(f"waits until {_day(one.due, today)}", is_chip=True)
    late = one.due < today
    words = due_chip(one.due, today) if late else _day(one.due, today)
    return EndOfLine(words, is_chip=True, is_late=late and one.what != "owed")


def spoken(one: Outcome, today: date) -> str:
    return f"{one.who}: {one.words}, {end_of_line(one, today).words}"


def _whose(one: Outcome) -> str:
    assert one.page_of is not None
    return {"She": "her", "He": "his"}.get(one.page_of.subject, f"{one.page_of.first_name}’s")


def _day(on: date, today: date) -> str:
    """ "today", "Friday 27", "12 February"."""
    if on == today:
        return "today"
    if (on - today).days < _NEAR:
        return f"{WEEKDAYS[on.weekday()]} {on.day}"
    year = "" if on.year == today.year else f" {on.year}"
    return f"{on.day} {MONTHS[on.month - 1]}{year}"
