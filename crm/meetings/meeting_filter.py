"""Filter language of the meetings: `kind:coffee with:"Ana Ruiz" place:"Blue Bottle" after:2026-01-01` and plain words."""

from datetime import date
from typing import NamedTuple

from crm.capture.typed_day import parse_day
from crm.errors import NotUnderstood
from crm.meetings.meeting_kinds import KINDS, kind_named
from crm.people.filters import split_terms
from crm.text.folding import fold

_HINT = "Filters are kind:coffee, with:…, place:…, before:…, after:… and plain words."


class MeetingFilter(NamedTuple):
    """All conditions must hold; of several kinds one. Names, places and words are folded. `before` and `after` are
    days outside of what is shown."""

    kinds: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    before: date | None = None
    after: date | None = None


EVERY_MEETING = MeetingFilter()


def parse(text: str, today: date) -> MeetingFilter:
    """Raises NotUnderstood for a term that lacks its value or has one that does not fit."""
    chosen = EVERY_MEETING
    for term in split_terms(text):
        chosen = _add_term(chosen, term, today)
    return chosen


def _add_term(chosen: MeetingFilter, term: str, today: date) -> MeetingFilter:
    key, colon, value = term.partition(":")
    folded = fold(value)
    if not colon or not key.isalpha():
        return chosen._replace(words=(*chosen.words, fold(term))) if fold(term) else chosen
    if not folded:
        raise NotUnderstood(f"“{term}” lacks what it should look for. {_HINT}")
    match key.lower():
        case "kind":
            return chosen._replace(kinds=(*chosen.kinds, _kind(value)))
        case "with" | "person":
            return chosen._replace(people=(*chosen.people, folded))
        case "place" | "at":
            return chosen._replace(places=(*chosen.places, folded))
        case "before":
            return chosen._replace(before=_day(term, value, today))
        case "after":
            return chosen._replace(after=_day(term, value, today))
    raise NotUnderstood(f"There is no filter “{term}”. {_HINT}")


def _kind(value: str) -> str:
    kind = kind_named(value)
    if kind is None:
        raise NotUnderstood(f"“{value}” is no kind of meeting. It is one of {', '.join(KINDS)}.")
    return kind


def _day(term: str, value: str, today: date) -> date:
    """A bare weekday is the latest one: most of what is looked for lies behind."""
    day = parse_day(value, today, forward=False)
    if day is None:
        raise NotUnderstood(f"“{term}” needs a day, such as before:2026-11-01 or after:“3 May”.")
    return day
