"""Compares kind, day, time, place, direction, note and people of a meeting with its corrected text."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from crm.capture.draft import Draft, DraftMeeting
from crm.meetings.meeting_names import KIND_NAMES
from crm.meetings.reading_again import wording
from crm.meetings.reading_again.difference import (
    Comparison,
    Difference,
    FieldChanged,
    PersonAdded,
    PersonLeft,
)
from crm.meetings.reading_again.meeting_now import MeetingNow, person_key
from crm.meetings.reading_again.three_sides import Verdict, judge
from crm.text.typed_text import lines

_ABOUT = {
    "kind": ("Kind", "the kind you set"),
    "held_on": ("Day", "the day you set"),
    "held_at": ("Time", "the time you set"),
    "place": ("Place", "the place you set"),
    "direction": ("Who wrote", "who wrote to whom"),
    "note": ("Note", "the note you wrote by hand"),
}
_DIRECTIONS = {"both": "both of you wrote", "out": "you wrote", "in": "they wrote"}


class _Field(NamedTuple):
    name: str
    before: str | date | None
    now: str | date | None
    after: str | date | None


def compare_fields(now: MeetingNow, before: Draft, after: Draft, today: date) -> Comparison:
    differences: list[Difference] = []
    staying: list[str] = []
    for one in _fields(now, before, after):
        verdict = judge(one.before, one.now, one.after, is_empty=not one.now)
        about, kept = _ABOUT[one.name]
        if verdict is Verdict.CHANGES:
            differences.append(Difference(about, _words(one, today), FieldChanged(one.name, one.after)))
        elif verdict is Verdict.STAYS:
            staying.append(kept)
    return Comparison(tuple(differences), tuple(staying))


def _fields(now: MeetingNow, before: Draft, after: Draft) -> Iterator[_Field]:
    """Without a meeting in a text, only the note can be compared."""
    old, new = before.meeting, after.meeting
    if old is not None and new is not None:
        yield _Field("kind", old.kind, now.kind, new.kind)
        yield _Field("held_on", old.on, now.on, new.on)
        yield _Field("held_at", old.at, now.at, new.at)
        yield _Field("place", old.place, now.place, new.place)
        yield _Field("direction", old.direction, now.direction, new.direction)
    elif new is not None:
        yield from _missing(now, new)
    yield _Field("note", lines(before.note), now.note, lines(after.note))


def _missing(now: MeetingNow, new: DraftMeeting) -> Iterator[_Field]:
    """The text named no meeting before: it fills what is empty."""
    yield _Field("kind", None, now.kind, new.kind)
    yield _Field("held_on", None, now.on, new.on)
    if now.at is None:
        yield _Field("held_at", None, None, new.at)
    if not now.place:
        yield _Field("place", "", "", new.place)


def _words(one: _Field, today: date) -> str:
    if one.name == "note":
        return f"It would read: {wording.quoted(str(one.after))}" if one.after else "It would be empty"
    old, new = _shown(one, one.now, today), _shown(one, one.after, today)
    if not old:
        return f"It would be {new}"
    return f"{old[:1].upper()}{old[1:]} becomes {new}" if new else f"{old} goes"


def _shown(one: _Field, value: str | date | None, today: date) -> str:
    if isinstance(value, date):
        return wording.day(value, today)
    if one.name == "kind":
        return KIND_NAMES.get(value or "", value or "")
    return _DIRECTIONS[value or "both"] if one.name == "direction" else value or ""


def compare_people(now: MeetingNow, before: Draft, after: Draft) -> Comparison:
    """Who the text names in addition, and whom it no longer names."""
    if after.meeting is None:
        return Comparison()
    old = {} if before.meeting is None else {person_key(one): one for one in before.meeting.people}
    new = {person_key(one): one for one in after.meeting.people}
    differences = [
        Difference("People", f"{one.name} was there, too{_is_new(one.person_id)}", PersonAdded(one))
        for key, one in new.items()
        if key not in old and key not in now.people
    ]
    left = [key for key in old if isinstance(key, int) and key not in new and key in now.people]
    differences += [Difference("People", f"{now.names[key]} was not there", PersonLeft(key)) for key in left]
    by_hand = [key for key in now.people if key not in old and key not in new]
    taken_out = [key for key in new if key in old and key not in now.people]
    staying = ["the choice of people"] if before.meeting is not None and (by_hand or taken_out) else []
    return Comparison(tuple(differences), tuple(staying))


def _is_new(person_id: int | None) -> str:
    return "" if person_id is not None else ", and comes into your book"
