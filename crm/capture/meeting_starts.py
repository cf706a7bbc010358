"""Parses the beginning of a clause about a meeting: "Coffee with", "Met", "Had a quick call with", "Ana called"."""

from dataclasses import dataclass

from crm.capture.clauses import Clause
from crm.capture.draft import NamedPerson
from crm.capture.parse_state import ParseState
from crm.capture.places import place_at
from crm.capture.subjects import subject_of
from crm.capture.tokens import phrase_at
from crm.capture.vocabulary import one_of, phrases, words

_TABLE = words("meetings")


@dataclass(frozen=True, slots=True)
class MeetingStart:
    """Words `first` to `noun_last` name the kind, the people end at `last`; `ahead` if it is planned."""

    kind: str
    direction: str
    first: int
    noun_last: int
    last: int
    people: list[NamedPerson]
    ahead: bool = False
    loose: tuple[int, int] = (0, 0)  # words between the noun and "with", which stay in the note
    verb: bool = False  # stated as a finished action


def meeting_start(state: ParseState, clause: Clause) -> MeetingStart | None:
    at, ahead = skip_fillers(state, clause)
    if at >= clause.last or state.quoted[at]:
        return None
    found = (
        _by_verb(state, at, clause.last, ahead)
        or _by_noun(state, at, clause.last, ahead)
        or _by_other_side(state, clause)
        or _joint_subject(state, clause)
    )
    return None if found is None or _is_cancelled(state, found, clause.last) else found


def skip_fillers(state: ParseState, clause: Clause) -> tuple[int, bool]:
    """Skips dates and filler words: the index of the verb or noun, and whether a skipped word means "planned"."""
    at, ahead = state.first_word(clause), False
    while at < clause.last:
        if at in state.dates or at in state.times:
            at = state.dates[at].last if at in state.dates else state.times[at].last
        elif state.lows[at] in one_of("meetings", "ahead") and not _verb_at(state, at, clause.last):
            at, ahead = at + 1, True
        elif (after_place := _skip_place(state, at, clause.last)) is not None:
            at = after_place
        elif _is_filler(state, at):
            at += 1
        else:
            break
    return at, ahead


def _skip_place(state: ParseState, at: int, last: int) -> int | None:
    """ "At the fair yesterday I met Ana": the index of the "I"."""
    place_match = place_at(state, at, last)
    end = place_match.end if place_match else last
    end = state.dates[end].last if end in state.dates else end
    end += state.low(end) == ","
    return end if end < last and state.lows[end] == "i" else None


def _is_filler(state: ParseState, at: int) -> bool:
    token = state.tokens[at]
    if token.kind == "mark":
        return token.text in ",:'’-–—" and not state.quoted[at]
    return token.low in one_of("meetings", "light") and token.low not in _TABLE["kinds"]


def _verb_at(state: ParseState, at: int, last: int) -> bool:
    found = phrase_at(state.lows, at, phrases("meetings", "coming"), last)
    return found is not None and state.people_at(at + found.length, last) is not None


def _by_verb(state: ParseState, at: int, last: int, ahead: bool) -> MeetingStart | None:
    """ "Met Ana", "meet Ana on Tuesday"; "call Ana yesterday" would be a promise without the past date."""
    for table, fits in (("self", None), ("coming", _is_plan), ("past_only", _is_past)):
        verb = phrase_at(state.lows, at, phrases("meetings", table), last)
        match = state.people_at(at + verb.length, last) if verb else None
        if verb is None or match is None or (fits is not None and not fits(state, match.end, last)):
            continue
        kind, direction = verb.value
        ahead = ahead or table == "coming"
        return MeetingStart(kind, direction, at, at + verb.length, match.end, match.people, ahead, verb=True)
    return _sent_message(state, at, last)


def _sent_message(state: ParseState, at: int, last: int) -> MeetingStart | None:
    """ "Sent Ben an e-mail" is a message; "sent Ben the deck" stays a note."""
    to = state.people_at(at + 1, last) if state.lows[at] in _TABLE["sent"] else None
    if to is None or state.low(to.end) not in ("a", "an"):
        return None
    kind = _TABLE["kinds"].get(state.low(to.end + 1)) if to.end + 1 < last else None
    if kind not in ("email", "message", "letter"):
        return None
    return MeetingStart(kind, "out", at, at + 1, to.end + 2, to.people, verb=True)


def _is_past(state: ParseState, at: int, last: int) -> bool:
    return any(one.tense == "past" for one in state.dates.between(at, last))


def _is_plan(state: ParseState, at: int, last: int) -> bool:
    """ "Meet Ana on Tuesday" is a plan; without a day, or with "again", it is a promise."""
    if any(state.lows[place] in _TABLE["again"] for place in range(at, last)):
        return False
    return any(when.preposition not in ("by", "before") for when in state.dates.between(at, last))


def _by_noun(state: ParseState, at: int, last: int, ahead: bool) -> MeetingStart | None:
    end = at
    found: list[str] = []
    while end < last and (
        state.lows[end] in _TABLE["kinds"] or (found and state.lows[end] in _TABLE["light_after"])
    ):
        if state.lows[end] in _TABLE["kinds"]:
            found.append(_TABLE["kinds"][state.lows[end]])
        end += 1
    if not found:
        return None
    kind = _most_specific_kind(found)
    start, direction = to_people(state, end, last)
    loose = (0, 0)
    if start is None and end < last and state.lows[end] in _TABLE["round"]:
        start, loose = _skip_words_to_people(state, end, last)
    match = state.people_at(start, last) if start is not None else None
    if match is None or start is None:
        return None
    if direction == "out" and kind not in ("message", "email", "letter"):
        if kind != "visit":
            return None
        direction = "both"
    return MeetingStart(kind, direction or "both", at, end, match.end, match.people, ahead, loose)


def _skip_words_to_people(state: ParseState, at: int, last: int) -> tuple[int | None, tuple[int, int]]:
    """ "Walk in the park with Tom": a few words for the place precede the people."""
    for place in range(at + 1, min(at + 6, last)):
        if state.lows[place] in _TABLE["with"][:3]:
            return place + 1, (at, place)
    return None, (0, 0)


def _most_specific_kind(found: list[str]) -> str:
    """ "Video call" is video, "lunch meeting" a meal, "coffee chat" a coffee."""
    if "video" in found:
        return "video"
    return next((kind for kind in found if kind != "meeting"), "meeting")


def to_people(state: ParseState, at: int, last: int) -> tuple[int | None, str]:
    """Index of the people after the noun, past dates, a place and "with"; and the direction."""
    place = at
    while place < last and not state.quoted[place]:
        low = state.lows[place]
        if low in _TABLE["with"][:3]:
            return place + 1, "both"
        if low in _TABLE["from"] and place == at:
            return place + 1, "in"
        if low in _TABLE["to"] and place == at:
            return place + 1, "out"
        if place in state.mentions:
            imperative = place == at and state.lows[at - 1] in _TABLE["past_only"]
            return (None, "") if imperative else (place, "both")
        place_match = place_at(state, place, last)
        if place_match is not None:
            place = place_match.end
        elif place in state.dates or place in state.times:
            place = state.dates[place].last if place in state.dates else state.times[place].last
        elif state.tokens[place].text in ":,-" or low in _TABLE["light_after"]:
            place += 1
        else:
            return None, ""
    return None, ""


def _by_other_side(state: ParseState, clause: Clause) -> MeetingStart | None:
    """Contact by the other side: "Ana called", "Ben emailed me"."""
    at = state.first_word(clause)
    if at in state.dates:
        at = state.dates[at].last + (state.low(state.dates[at].last) == ",")
    who = subject_of(state, clause, at) if at < clause.last and at in state.mentions else None
    verb = phrase_at(state.lows, who.after, phrases("meetings", "other"), clause.last) if who else None
    if who is None or verb is None or who.tail:
        return None
    end = who.after + verb.length
    to_me = state.low(end) in words("promises")["me"]
    if not to_me and not may_end_here(state, end, clause.last) and state.low(end) not in _TABLE["reasons"]:
        return None
    kind, direction = verb.value
    return MeetingStart(kind, direction, at, end + to_me, end + to_me, who.people, verb=True)


def _joint_subject(state: ParseState, clause: Clause) -> MeetingStart | None:
    """ "Ana and I had lunch", "Ana and I met"."""
    at = state.first_word(clause)
    match = state.people_at(at, clause.last, objects=False)
    if match is None:
        return None
    after = match.end
    joined = [low for low in state.lows[after : after + 2] if low in ("and", "&")]
    if joined and state.low(after + 1) == "i":
        after += 2
        verb = phrase_at(state.lows, after, phrases("meetings", "together"), clause.last)
        if verb is not None:
            return MeetingStart(
                verb.value[0],
                verb.value[1],
                at,
                after + verb.length,
                after + verb.length,
                match.people,
                verb=True,
            )
    start = after + (state.low(after) in (",", ":"))
    while after > match.end and start < clause.last and state.lows[start] in one_of("meetings", "light"):
        start += 1
    kind = _TABLE["kinds"].get(state.low(start)) if start < clause.last else None
    if kind is None or not may_end_here(state, start + 1, clause.last):
        return None
    return MeetingStart(kind, "both", at, start + 1, start + 1, match.people, verb=after > match.end)


def may_end_here(state: ParseState, at: int, last: int) -> bool:
    """Whether a bare "Ana Ruiz, coffee" goes on as a meeting: with a day, a time, a place, or not at all."""
    return state.ends_clause(at, last) or at in state.dates or at in state.times or state.low(at) == "at"


def _is_cancelled(state: ParseState, found: MeetingStart, last: int) -> bool:
    """ "Coffee with Ana was cancelled", "would be nice": not a meeting."""
    at = found.last
    for place in range(at, last - 1):
        if state.lows[place] in _TABLE["copulas"] and state.lows[place + 1] in _TABLE["cancelled"]:
            return True
    if state.low(at) in one_of("meetings", "copulas"):
        at += 1
    return at < last and state.lows[at] in one_of("meetings", "called_off")
