"""A meeting put right, and deleted."""

import re
from collections.abc import Sequence

from crm.errors import NotUnderstood
from crm.meetings import before_meeting
from crm.meetings.event_purpose import join_purpose, split_purpose
from crm.meetings.hopes import people_named
from crm.meetings.kept_by_meeting import keep_attendees
from crm.meetings.meeting_kinds import KINDS, kind_named
from crm.meetings.meeting_lines import OFFER, QUESTION
from crm.meetings.naming_people import add_people, follow_kind, take_person
from crm.meetings.planning import describe, put_on
from crm.model import Meeting
from crm.model.meeting import ENERGIES, STATES
from crm.people.lookup import find_person
from crm.text.assignments import Assignment
from crm.text.typed_text import line, lines
from crm.things.editing.rows import get_row
from crm.things.field_values import check_fields, day, one_of
from crm.unit_of_work import UnitOfWork

_DIRECTIONS = ("both", "out", "in")
_SINGLE = ("kind", "state", "on", "at", "place", "purpose", "note", "direction", "want", "energy")
_LISTS = ("people", "question", "offer")
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


def edit(work: UnitOfWork, meeting_id: int, assignments: Sequence[Assignment]) -> None:
    """All of them or none. Raises NothingFound, or NotUnderstood for a field or value that does not fit."""
    check_fields(assignments, _SINGLE, _LISTS)
    meeting = get_row(work, Meeting, "meeting", meeting_id)
    people_change = any(one.field == "people" for one in assignments)
    # The state first: it says whether a weekday lies behind or ahead.
    for one in sorted(assignments, key=lambda one: one.field != "state"):
        _set(work, meeting, one)
    if meeting.kind != "event" and people_change and not people_named(work.read, meeting.id):
        raise NotUnderstood("A meeting is with someone: the last person cannot be taken out.")
    is_dated = any(one.field in ("on", "state") for one in assignments)  # one called off in time lies ahead
    if is_dated and meeting.state in ("happened", "missed") and meeting.held_on > work.today:
        raise NotUnderstood("This meeting is still ahead: give it a day that has come.")
    if meeting.state == "happened":
        keep_attendees(work, [meeting.id])
    work.label = f"Changed {describe(work, meeting)}"


def _set(work: UnitOfWork, meeting: Meeting, one: Assignment) -> None:
    value = one.value
    if one.field == "people":
        _set_people(work, meeting, one)
    elif one.field in (QUESTION, OFFER):
        _set_written(work, meeting, one)
    elif one.field == "state":
        meeting.state = one_of(value, STATES, "state")
    elif one.field == "kind":
        meeting.kind = _kind(value)
        follow_kind(work, meeting)
    elif one.field == "on":
        put_on(work, meeting, day(value, work.today, meeting.state in ("planned", "proposed")))
    elif one.field == "at":
        meeting.held_at = time_of_day(value)
    elif one.field == "direction":
        meeting.direction = one_of(value, _DIRECTIONS, "direction")
    elif one.field == "energy":
        meeting.energy = one_of(value, ENERGIES, "answer") if value.strip() else None
    elif one.field == "note":
        meeting.note = lines(value)
    elif one.field == "purpose" and meeting.kind == "event":
        purpose = split_purpose(value)
        meeting.purpose = join_purpose(line(purpose.name), lines(purpose.why))
    else:
        setattr(meeting, one.field, line(value))


def _kind(value: str) -> str:
    kind = kind_named(value)
    if kind is None:
        raise NotUnderstood(f"“{line(value)}” is no kind of meeting. It is one of {', '.join(KINDS)}.")
    return kind


def time_of_day(value: str) -> str | None:
    """HH:MM, or None for an empty value. Raises NotUnderstood."""
    if not value.strip():
        return None
    found = _TIME.fullmatch(value.strip())
    if found is None:
        raise NotUnderstood(f"“{line(value)}” is no time. Write it as HH:MM, such as 09:30.")
    return f"{int(found[1]):02}:{found[2]}"


def _set_people(work: UnitOfWork, meeting: Meeting, one: Assignment) -> None:
    if one.operator == "=":
        chosen = [find_person(work.read, name) for name in one.value.split(",") if name.strip()]
        for person_id in people_named(work.read, meeting.id):
            if person_id not in chosen:
                take_person(work, meeting, person_id)
    else:
        chosen = [find_person(work.read, one.value)]
    if one.operator == "-=":
        take_person(work, meeting, chosen[0])
    else:
        add_people(work, meeting, chosen)


def _set_written(work: UnitOfWork, meeting: Meeting, one: Assignment) -> None:
    """With "=", each line of the value is one question or offer."""
    if one.operator == "=":
        before_meeting.replace(work, meeting.id, one.field, one.value.splitlines())
    elif one.operator == "+=":
        before_meeting.add(work, meeting.id, one.field, one.value)
    else:
        before_meeting.remove_words(work, meeting.id, one.field, one.value)


def delete(work: UnitOfWork, meeting_id: int) -> None:
    """Its promises, topics and advice stay, without the meeting they were made in."""
    meeting = get_row(work, Meeting, "meeting", meeting_id)
    label = f"Deleted {describe(work, meeting)}"
    work.session.delete(meeting)
    work.label = label
