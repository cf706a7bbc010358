"""Parses a gathering that is named: "Event: spring fair with Ana and Ben", and who was met there."""

from typing import NamedTuple

from crm.capture.clauses import Clause, Joint
from crm.capture.draft import NamedPerson
from crm.capture.meeting_starts import MeetingStart, may_end_here, skip_fillers, to_people
from crm.capture.parse_state import ParseState
from crm.capture.places import place_at
from crm.capture.tokens import phrase_at
from crm.capture.unique_people import UniquePeople
from crm.capture.vocabulary import phrases, words

_TABLE = words("meetings")
_AFTER_HEADING = (":", "-", "–", "—")
_MOST_NAME_WORDS = 3  # in small letters: "the big spring food fair"


class TitledEvent(NamedTuple):
    """`clause` reaches as far as the event; what follows it in the sentence has clauses of its own."""

    start: MeetingStart
    clause: Clause
    title: str


def titled_event(state: ParseState, clause: Clause) -> TitledEvent | None:
    """The event whose heading "Event:" begins at this clause, even if it names nobody."""
    at, ahead = skip_fillers(state, clause)
    if at + 2 >= len(state.tokens) or state.quoted[at] or not _is_heading(state, at):
        return None
    last = state.sentences[clause.sentence][1]
    title_end = _title_end(state, at + 2, last)
    people, end = _people_there(state, title_end, last)
    title = state.text_of(at + 2, title_end)
    if (not title and not people) or state.lows[at + 2] in _TABLE["called_off"]:
        return None
    whole = _clause_up_to(state, clause, max(end, title_end))
    start = MeetingStart("event", "both", at, title_end, max(end, title_end), people, ahead)
    return TitledEvent(start, whole, title)


def _is_heading(state: ParseState, at: int) -> bool:
    """ "Event:" or "Event -", with a space before the dash."""
    if state.lows[at] != "event" or state.lows[at + 1] not in _AFTER_HEADING:
        return False
    return state.lows[at + 1] == ":" or state.tokens[at].end < state.tokens[at + 1].start


def _title_end(state: ParseState, first: int, last: int) -> int:
    """The name ends where the day, the place or the people begin."""
    at = first
    while at < last:
        token = state.tokens[at]
        if at in state.dates or at in state.times or token.kind in ("break", "link"):
            break
        if token.kind == "mark" and token.text not in "&'’-/" and not state.quoted[at]:
            break
        if at > first and (place_at(state, at, last) is not None or _begins_people(state, at, last)):
            break
        if at == first and state.lows[at] in _TABLE["with"][:3]:
            break
        at += 1
    return at


def _begins_people(state: ParseState, at: int, last: int) -> bool:
    if state.lows[at] in _TABLE["with"][:3]:
        return state.people_at(at + 1, last) is not None or state.low(at + 1) == ":"
    verb = phrase_at(state.lows, at + (state.lows[at] == "and"), phrases("meetings", "self"), last)
    start = at + (state.lows[at] == "and")
    return verb is not None and state.people_at(start + verb.length, last) is not None


def _people_there(state: ParseState, first: int, last: int) -> tuple[list[NamedPerson], int]:
    """Everyone after "with" or "met" in the rest of the sentence, and where the last list ends."""
    people, at, end = UniquePeople(), first, first
    while at < last:
        after = _after_people_word(state, at, last)
        match = state.people_at(after, last) if after is not None else None
        if match is None:
            if _ends_event(state, at, last):
                break
            at += 1
            continue
        people.add(match.people)
        at = end = match.end
    return people.people, end


def _after_people_word(state: ParseState, at: int, last: int) -> int | None:
    if state.lows[at] in _TABLE["with"][:3]:
        return at + 1 + (state.low(at + 1) == ":")
    verb = phrase_at(state.lows, at, phrases("meetings", "self"), last)
    return at + verb.length if verb else None


def _ends_event(state: ParseState, at: int, last: int) -> bool:
    """Other words end it: in "fair, send the list I made with Ana" nobody was met."""
    clock = at in state.dates or at in state.times
    inside_clock = state.dates.overlaps(at, at + 1) or state.times.overlaps(at, at + 1)
    if clock or inside_clock or state.tokens[at].kind in ("mark", "break"):
        return False
    return state.lows[at] not in (*_TABLE["with"], "i", "also") and not _in_place(state, at, last)


def _in_place(state: ParseState, at: int, last: int) -> bool:
    for first in range(at, max(at - 6, 0), -1):
        found = place_at(state, first, last)
        if found is not None:
            return found.end > at
    return False


def attended_event(state: ParseState, clause: Clause) -> TitledEvent | None:
    """ "Conference yesterday", "Went to the Makers' fair with Ana": a gathering where people may have been met."""
    first, _ = skip_fillers(state, clause)
    at = _noun_at(state, first, clause.last)
    if at >= clause.last or state.quoted[at] or _TABLE["kinds"].get(state.lows[at]) != "event":
        return None
    attended = any(state.lows[place] in _TABLE["attending"] for place in range(clause.first, at))
    dated = state.dates.any_begins_in(clause.first, clause.last)
    if not (attended or (dated and may_end_here(state, at + 1, clause.last))):
        return None
    title = state.text_of(first, at + 1) if at > first else ""
    people_at, direction = to_people(state, at + 1, clause.last) if attended else (None, "")
    match = state.people_at(people_at, clause.last) if people_at is not None and direction == "both" else None
    end, people = (match.end, match.people) if match else (at + 1, [])
    return TitledEvent(MeetingStart("event", "both", first, at + 1, end, people), clause, title)


def _noun_at(state: ParseState, first: int, last: int) -> int:
    """Where the name of the event ends: capitals and determiners, or small words after "went to the"."""
    at = first
    while at < last and state.lows[at] not in _TABLE["kinds"] and _is_part_of_name(state, at):
        at += 1
    small = at
    while _follows_attending(state, first) and small < min(last, first + _MOST_NAME_WORDS):
        if state.lows[small] in _TABLE["kinds"] or state.tokens[small].kind != "word":
            break
        small += 1
    is_event = small < last and _TABLE["kinds"].get(state.lows[small]) == "event"
    return small if is_event and _ends_name(state, small + 1, last) else at


def _follows_attending(state: ParseState, at: int) -> bool:
    """ "Went to the", "attended a", "at our": "was at" says nothing of what comes next."""
    before = [state.low(at - back) for back in (3, 2, 1)]
    attending = before[1] in ("attended", "at") or before[:2] == ["went", "to"]
    return attending and before[2] in (*words("promises")["determiners"], "a", "an")


def _ends_name(state: ParseState, at: int, last: int) -> bool:
    """Whether "fair" is the last word of the name: not "the fair price"."""
    return may_end_here(state, at, last) or state.low(at) in ("with", "w/", "in", "and", ",", "to")


def _is_part_of_name(state: ParseState, at: int) -> bool:
    return state.tokens[at].capital or state.lows[at] in words("promises")["determiners"]


def _clause_up_to(state: ParseState, clause: Clause, end: int) -> Clause:
    """One clause from the heading to the end of the clause that holds word `end - 1`."""
    last = clause.last
    for other in state.clauses:
        if other.sentence == clause.sentence and other.first < end:
            last = max(last, other.last)
    return Clause(clause.first, last, clause.sentence, Joint.NONE, is_question=False)
