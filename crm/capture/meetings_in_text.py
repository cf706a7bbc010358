"""Parses the meeting of a text: kind, day, time, place and people. Of several meetings, the first."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import NamedTuple

from crm.capture.clauses import Clause
from crm.capture.dates import DatePhrase
from crm.capture.draft import DraftMeeting, NamedPerson
from crm.capture.events import attended_event, titled_event
from crm.capture.meeting_starts import MeetingStart, meeting_start
from crm.capture.parse_state import ParseState
from crm.capture.places import PlaceMatch, place_at
from crm.capture.unique_people import UniquePeople
from crm.capture.vocabulary import one_of, words

_TABLE = words("meetings")
_PLAN_AHEAD = timedelta(days=7)  # of a plan that says no day
_SOON = 60  # days: "coffee with Ana on 3 December" typed in November is a plan, not last year


@dataclass(slots=True)
class _MeetingParts:
    start: MeetingStart
    dates: list[DatePhrase] = field(default_factory=list)
    at: str | None = None
    place: str = ""
    kind: str = ""


class MeetingInText(NamedTuple):
    meeting: DraftMeeting
    clause: Clause


def find_meeting(state: ParseState) -> MeetingInText | None:
    """The first meeting. The people of an event are those the text says were met there."""
    may_have_people = True  # once an event has no people after it, later events have none either
    for clause in state.clauses:
        named = None if clause.is_question else titled_event(state, clause)
        if named is not None:
            return _event(state, named.clause, named.start, named.title)
        if state.is_one_word(clause):
            continue
        found = None if clause.is_question else meeting_start(state, clause)
        if found is not None and found.people:
            return MeetingInText(_meeting(state, clause, found), clause)
        gathering = attended_event(state, clause) if may_have_people and not clause.is_question else None
        if gathering is not None:
            there = _people_met_at(state, clause)
            if gathering.start.people or there:
                return _event(state, clause, gathering.start, gathering.title, there)
            may_have_people = False
    return None


def _event(
    state: ParseState, clause: Clause, start: MeetingStart, title: str, met: Sequence[NamedPerson] = ()
) -> MeetingInText:
    """The people are those it was with, and those the text says were met there."""
    people = UniquePeople()
    people.add(start.people)
    people.add(met or _people_met_at(state, clause))
    meeting = _meeting(state, clause, replace(start, people=people.people))
    meeting.title = title
    return MeetingInText(meeting, clause)


def _people_met_at(state: ParseState, gathering: Clause) -> list[NamedPerson]:
    people = UniquePeople()
    for clause in state.clauses:
        if clause.first >= gathering.last and (listed := _names_only(state, clause)):
            people.add(listed)
            state.mark_used(clause.first, clause.last)
            continue
        found = (
            meeting_start(state, clause)
            if clause.first >= gathering.last and not clause.is_question
            else None
        )
        if found is not None and found.verb and not found.ahead:
            people.add(found.people)
            state.mark_used(clause.first, found.first)
            state.mark_used(found.first, found.noun_last, "meeting")
            state.mark_used(found.noun_last, found.last)
    return people.people


def _names_only(state: ParseState, clause: Clause) -> list[NamedPerson]:
    """The people of a line of a list, which says nothing but names."""
    at = state.first_word(clause)
    match = state.people_at(at, clause.last, objects=False) if at < clause.last else None
    sentence_end = state.sentences[clause.sentence][1]
    return match.people if match is not None and state.ends_clause(match.end, sentence_end) else []


def _meeting(state: ParseState, clause: Clause, start: MeetingStart) -> DraftMeeting:
    found = _MeetingParts(start)
    _parse_before_people(state, clause, found)
    _parse_after_people(state, clause.last, found, start.last)
    for later in state.clauses:
        if later.sentence == clause.sentence and later.first > clause.first and _continues(state, later):
            _parse_after_people(state, later.last, found, later.first)
    state.spans.sort(key=lambda span: span.start)
    on = _day(state.today, found)
    if not found.dates and any(low in _TABLE["plans"] for low in state.lows[clause.first : start.first]):
        on = state.today + _PLAN_AHEAD
    kind = found.kind or start.kind
    if kind == "message" and start.verb and found.place:
        kind = "meeting"
    meeting_state = "planned" if on > state.today else "happened"
    unanswered = any(_contains_phrase(state, clause, phrase.split()) for phrase in _TABLE["unanswered"])
    direction = "out" if unanswered else start.direction
    return DraftMeeting(
        kind, meeting_state, on, found.at, found.place, list(start.people), direction=direction,
        day_said=bool(found.dates),
    )  # fmt: skip


def _contains_phrase(state: ParseState, clause: Clause, phrase: list[str]) -> bool:
    return any(state.starts(at, phrase) for at in range(clause.first, clause.last))


def _parse_before_people(state: ParseState, clause: Clause, found: _MeetingParts) -> None:
    """Parses days, times and places before the people: "Yesterday at 9am, coffee at Blue Bottle with"."""
    start = found.start
    state.mark_used(clause.first, start.first)
    state.mark_used(start.first, start.noun_last, "meeting")
    state.mark_used(start.noun_last, start.last)
    state.used[slice(*start.loose)] = [False] * (start.loose[1] - start.loose[0])
    for at in range(clause.first, start.last):
        if _take_date(state, at, found) is None and _take_time(state, at, found) is None:
            _leave_in_note(state, at, start)
            is_taken = start.first <= at < start.noun_last or found.place
            place = None if is_taken else place_at(state, at, start.last)
            place = None if place and at < start.first < place.end else place
            _take_place(state, at, place, found)


def _take_place(state: ParseState, at: int, place: PlaceMatch | None, found: _MeetingParts) -> int | None:
    if place is None:
        return None
    found.place = place.name
    state.mark_used(at, at + 1)
    state.mark_used(at + 1, place.end, "place")
    return place.end


def _continues(state: ParseState, later: Clause) -> bool:
    """ "Coffee with Ana (Ruiz Hot Sauce) yesterday at Blue Bottle": the meeting continues after the bracket."""
    at = later.first
    return at in state.dates or at in state.times or state.lows[at] == "at"


def _parse_after_people(state: ParseState, last: int, found: _MeetingParts, at: int) -> None:
    """Parses what follows the people, in any order; after other words, only what is unambiguous."""
    other = False
    while at < last:
        end = _parse_piece(state, at, last, found, other)
        if end is None:
            if state.lows[at] in one_of("meetings", "tails"):
                _parse_tail(state, at, last, found)
                break
            other = other or state.tokens[at].kind not in ("mark", "break")
            at += 1
        else:
            at = end


def _parse_piece(state: ParseState, at: int, last: int, found: _MeetingParts, other: bool) -> int | None:
    when = _take_date(state, at, found, sure=not other or state.ends_clause(_end(state, at), last))
    clock = None if when else _take_time(state, at, found)
    if when or clock:
        return when or clock
    medium = None if other else _medium(state, at, found)
    if medium is not None:
        return medium
    if found.place or at + 1 >= last or (other and not state.tokens[at + 1].capital):
        return None
    return _take_place(state, at, place_at(state, at, last), found)


def _end(state: ParseState, at: int) -> int:
    return state.dates[at].last if at in state.dates else at


def _parse_tail(state: ParseState, at: int, last: int, found: _MeetingParts) -> None:
    """After "about" and the like, only a past date or a place belongs to the meeting."""
    for place in range(at, last):
        when = state.dates.get(place)
        if when is None or found.dates:
            continue
        if when.tense in ("past", "now") and state.low(when.first - 1) not in one_of("dates", "not_after"):
            _take_date(state, place, found)
    for place in range(at, last):
        if found.place or state.lows[place] != "at" or state.used[place] or place + 1 >= last:
            continue
        if state.tokens[place + 1].capital:
            _take_place(state, place, place_at(state, place, last), found)


def _leave_in_note(state: ParseState, at: int, start: MeetingStart) -> None:
    """A date beside the noun that is not the meeting's stays in the note: "before 12 December coffee with Ana"."""
    when = state.dates.get(at)
    if when is not None and (when.last <= start.first or when.first >= start.noun_last):
        state.used[when.first : when.last] = [False] * (when.last - when.first)


def _take_date(state: ParseState, at: int, found: _MeetingParts, sure: bool = True) -> int | None:
    when = state.dates.get(at)
    if (
        when is None
        or when.tense == "this"
        or (found.dates and at >= found.start.last)
        or when.preposition == "before"
    ):
        return None
    if not sure and when.tense not in ("past", "now"):
        return None
    if when.day(state.today, False) is None:
        return None
    found.dates.append(when)
    first = when.first + bool(when.preposition)
    state.mark_used(when.first, first)
    state.mark_used(first, when.last, "date")
    return when.last


def _take_time(state: ParseState, at: int, found: _MeetingParts) -> int | None:
    clock = state.times.get(at)
    if clock is None or found.at is not None:
        return None
    found.at = clock.at
    state.mark_used(clock.first, clock.last - 1)
    state.mark_used(clock.last - 1, clock.last, "date")
    return clock.last


def _medium(state: ParseState, at: int, found: _MeetingParts) -> int | None:
    """ "over lunch", "on Zoom", "for a walk", "by phone": the kind follows the people."""
    if state.lows[at] not in _TABLE["media"]:
        return None
    start = at + 1
    while state.low(start) in one_of("meetings", "light") and state.low(start) not in _TABLE["with"]:
        start += 1
    kind = _TABLE["kinds"].get(state.low(start))
    if kind is None or (kind == "meeting" and state.low(at) == "for"):
        return None
    end = start + 1
    while state.low(end) in _TABLE["kinds"]:
        end += 1
    found.kind = found.kind or kind
    state.mark_used(at, end, "meeting")
    return end


def _day(today: date, found: _MeetingParts) -> date:
    start = found.start
    for when in found.dates:
        day = when.day(today, start.ahead)
        soon = when.day(today, True) if when.rule == "yearly" and not start.verb else None
        if soon is not None and (soon - today).days <= _SOON:
            return soon
        if day is not None:
            return day
    return today
