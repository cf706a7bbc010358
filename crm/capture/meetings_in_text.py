"""The meeting a text tells of: its kind, day, time, place and partners; the first one, if there are several."""

from dataclasses import dataclass, field, replace
from datetime import date

from crm.capture.clauses import Clause
from crm.capture.dates import DatePhrase
from crm.capture.draft import DraftMeeting, NamedPerson
from crm.capture.meeting_starts import MeetingStart, event_start, meeting_start
from crm.capture.parse_state import ParseState
from crm.capture.places import place_at
from crm.capture.unique_people import UniquePeople
from crm.capture.vocabulary import one_of, words

_TABLE = words("meetings")
_SOON = 60  # days: "coffee with Ana on 3 December" said in November is a plan, not last year's


@dataclass(slots=True)
class _Found:
    start: MeetingStart
    whens: list[DatePhrase] = field(default_factory=list)
    at: str | None = None
    place: str = ""
    kind: str = ""


def find_meeting(reading: ParseState) -> tuple[DraftMeeting, Clause] | None:
    """The first meeting, and its clause. At an event the people are those the text says were met there."""
    somebody_met = True  # until a first event finds nobody after it: a later one finds nobody either
    for clause in reading.clauses:
        if reading.is_one_word(clause):
            continue
        found = None if clause.asks else meeting_start(reading, clause)
        if found is not None and found.people:
            return _meeting(reading, clause, found), clause
        gathering = event_start(reading, clause) if somebody_met and not clause.asks else None
        if gathering is not None:
            there = _met_there(reading, clause)
            if there:
                return _meeting(reading, clause, replace(gathering, people=there)), clause
            somebody_met = False
    return None


def _met_there(reading: ParseState, gathering: Clause) -> list[NamedPerson]:
    people = UniquePeople()
    for clause in reading.clauses:
        found = meeting_start(reading, clause) if clause.first > gathering.first and not clause.asks else None
        if found is not None and found.verb and not found.ahead:
            people.add(found.people)
            reading.use(clause.first, found.first)
            reading.use(found.first, found.noun_last, "meeting")
            reading.use(found.noun_last, found.last)
    return people.people


def _meeting(reading: ParseState, clause: Clause, start: MeetingStart) -> DraftMeeting:
    found = _Found(start)
    _before(reading, clause, found)
    _rest(reading, clause.last, found, start.last)
    for later in reading.clauses:
        if later.sentence == clause.sentence and later.first > clause.first and _goes_on(reading, later):
            _rest(reading, later.last, found, later.first)
    reading.spans.sort(key=lambda span: span.start)
    on = _day(reading.today, found)
    kind = found.kind or start.kind
    if kind == "message" and start.verb and found.place:
        kind = "meeting"
    state = "planned" if on > reading.today else "happened"
    unanswered = any(_says(reading, clause, phrase.split()) for phrase in _TABLE["unanswered"])
    direction = "out" if unanswered else start.direction
    return DraftMeeting(kind, state, on, found.at, found.place, list(start.people), direction=direction)


def _says(reading: ParseState, clause: Clause, phrase: list[str]) -> bool:
    return any(reading.starts(at, phrase) for at in range(clause.first, clause.last))


def _before(reading: ParseState, clause: Clause, found: _Found) -> None:
    """Days, times and places up to the people: "Yesterday at 9am, coffee at Blue Bottle with"."""
    start = found.start
    reading.use(clause.first, start.first)
    reading.use(start.first, start.noun_last, "meeting")
    reading.use(start.noun_last, start.last)
    reading.used[slice(*start.loose)] = [False] * (start.loose[1] - start.loose[0])
    for at in range(clause.first, start.last):
        if _take_when(reading, at, found) is None and _take_clock(reading, at, found) is None:
            _leave(reading, at, start.first)
            said = start.first <= at < start.noun_last or found.place
            sited = None if said else place_at(reading, at, start.last)
            sited = None if sited and at < start.first < sited[0] else sited
            _take_place(reading, at, sited, found)


def _take_place(reading: ParseState, at: int, sited: tuple[int, str] | None, found: _Found) -> int | None:
    if sited is None:
        return None
    found.place = sited[1]
    reading.use(at, at + 1)
    reading.use(at + 1, sited[0], "place")
    return sited[0]


def _goes_on(reading: ParseState, later: Clause) -> bool:
    """ "Coffee with Ana (Ruiz Hot Sauce) yesterday at Blue Bottle": the meeting after the bracket."""
    at = later.first
    return at in reading.whens or at in reading.clocks or reading.lows[at] == "at"


def _rest(reading: ParseState, last: int, found: _Found, at: int) -> None:
    """What follows the partners, in any order; after other words only what is surely the meeting's own."""
    other = False
    while at < last:
        end = _piece(reading, at, last, found, other)
        if end is None:
            if reading.lows[at] in one_of("meetings", "tails"):
                _tail(reading, at, last, found)
                break
            other = other or reading.tokens[at].kind not in ("mark", "break")
            at += 1
        else:
            at = end


def _piece(reading: ParseState, at: int, last: int, found: _Found, other: bool) -> int | None:
    when = _take_when(reading, at, found, sure=not other or reading.ends(_end(reading, at), last))
    clock = None if when else _take_clock(reading, at, found)
    if when or clock:
        return when or clock
    medium = None if other else _medium(reading, at, found)
    if medium is not None:
        return medium
    if found.place or at + 1 >= last or (other and not reading.tokens[at + 1].capital):
        return None
    return _take_place(reading, at, place_at(reading, at, last), found)


def _end(reading: ParseState, at: int) -> int:
    return reading.whens[at].last if at in reading.whens else at


def _tail(reading: ParseState, at: int, last: int, found: _Found) -> None:
    """After "about" and the like only a day that is surely past, or stands at the very end, is the meeting's."""
    for place in range(at, last):
        when = reading.whens.get(place)
        if when is None or found.whens:
            continue
        if when.tense in ("past", "now") and reading.low(when.first - 1) not in one_of("dates", "not_after"):
            _take_when(reading, place, found)
    for place in range(at, last):
        if found.place or reading.lows[place] != "at" or reading.used[place] or place + 1 >= last:
            continue
        if reading.tokens[place + 1].capital:
            _take_place(reading, place, place_at(reading, place, last), found)


def _leave(reading: ParseState, at: int, first: int) -> None:
    """A day before the meeting's own words that is not its day stays a note: "before 12 December coffee with Ana"."""
    when = reading.whens.get(at)
    if when is not None and when.last <= first:
        reading.used[when.first : when.last] = [False] * (when.last - when.first)


def _take_when(reading: ParseState, at: int, found: _Found, sure: bool = True) -> int | None:
    when = reading.whens.get(at)
    if (
        when is None
        or when.tense == "this"
        or (found.whens and at >= found.start.last)
        or when.preposition == "before"
    ):
        return None
    if not sure and when.tense not in ("past", "now"):
        return None
    if when.day(reading.today, False) is None:
        return None
    found.whens.append(when)
    first = when.first + bool(when.preposition)
    reading.use(when.first, first)
    reading.use(first, when.last, "date")
    return when.last


def _take_clock(reading: ParseState, at: int, found: _Found) -> int | None:
    clock = reading.clocks.get(at)
    if clock is None or found.at is not None:
        return None
    found.at = clock.at
    reading.use(clock.first, clock.last - 1)
    reading.use(clock.last - 1, clock.last, "date")
    return clock.last


def _medium(reading: ParseState, at: int, found: _Found) -> int | None:
    """ "over lunch", "on Zoom", "for a walk", "by phone": the kind is said after the people."""
    if reading.lows[at] not in _TABLE["media"]:
        return None
    start = at + 1
    while reading.low(start) in one_of("meetings", "light") and reading.low(start) not in _TABLE["with"]:
        start += 1
    kind = _TABLE["kinds"].get(reading.low(start))
    if kind is None or (kind == "meeting" and reading.low(at) == "for"):
        return None
    end = start + 1
    while reading.low(end) in _TABLE["kinds"]:
        end += 1
    found.kind = found.kind or kind
    reading.use(at, end, "meeting")
    return end


def _day(today: date, found: _Found) -> date:
    start = found.start
    for when in found.whens:
        day = when.day(today, start.ahead)
        soon = when.day(today, True) if when.rule == "yearly" and not start.verb else None
        if soon is not None and (soon - today).days <= _SOON:
            return soon
        if day is not None:
            return day
    return today
