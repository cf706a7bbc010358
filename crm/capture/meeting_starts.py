"""How a clause that tells of a meeting begins: "Coffee with", "Met", "Had a quick call with", "Ana called"."""

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
    """Words `first` to `noun_last` say the kind, the people end at `last`; `ahead` if it is still to come."""

    kind: str
    direction: str
    first: int
    noun_last: int
    last: int
    people: list[NamedPerson]
    ahead: bool = False
    loose: tuple[int, int] = (0, 0)  # words between the noun and "with" that stay a note
    verb: bool = False  # told as something done


def meeting_start(reading: ParseState, clause: Clause) -> MeetingStart | None:
    at, ahead = _skip(reading, clause)
    if at >= clause.last or reading.inside[at]:
        return None
    found = (
        _by_verb(reading, at, clause.last, ahead)
        or _by_noun(reading, at, clause.last, ahead)
        or _by_them(reading, clause)
        or _together(reading, clause)
    )
    return None if found is None or _called_off(reading, found, clause.last) else found


def _skip(reading: ParseState, clause: Clause) -> tuple[int, bool]:
    """Past dates and light words: the index of the verb or noun, and whether a word said "planned"."""
    at, ahead = reading.opening(clause), False
    while at < clause.last:
        if at in reading.whens or at in reading.clocks:
            at = reading.whens[at].last if at in reading.whens else reading.clocks[at].last
        elif reading.lows[at] in one_of("meetings", "ahead") and not _verb_at(reading, at, clause.last):
            at, ahead = at + 1, True
        elif (told := _after_place(reading, at, clause.last)) is not None:
            at = told
        elif _light(reading, at):
            at += 1
        else:
            break
    return at, ahead


def _after_place(reading: ParseState, at: int, last: int) -> int | None:
    """ "At the fair yesterday I met Ana": where the telling begins."""
    sited = place_at(reading, at, last)
    end = sited[0] if sited else last
    end = reading.whens[end].last if end in reading.whens else end
    end += reading.low(end) == ","
    return end if end < last and reading.lows[end] == "i" else None


def _light(reading: ParseState, at: int) -> bool:
    token = reading.tokens[at]
    if token.kind == "mark":
        return token.text in ",:'’-–—" and not reading.inside[at]
    return token.low in one_of("meetings", "light") and token.low not in _TABLE["kinds"]


def _verb_at(reading: ParseState, at: int, last: int) -> bool:
    found = phrase_at(reading.lows, at, phrases("meetings", "coming"), last)
    return found is not None and reading.someone(at + found[0], last) is not None


def _by_verb(reading: ParseState, at: int, last: int, ahead: bool) -> MeetingStart | None:
    """ "Met Ana", "meet Ana on Tuesday", and "call Ana yesterday", which without a past day is a promise."""
    for table, fits in (("self", None), ("coming", _is_plan), ("past_only", _is_past)):
        verb = phrase_at(reading.lows, at, phrases("meetings", table), last)
        people = reading.someone(at + verb[0], last) if verb else None
        if verb is None or people is None or (fits is not None and not fits(reading, people[0], last)):
            continue
        kind, direction = verb[1]
        ahead = ahead or table == "coming"
        return MeetingStart(kind, direction, at, at + verb[0], people[0], people[1], ahead, verb=True)
    return _sent(reading, at, last)


def _sent(reading: ParseState, at: int, last: int) -> MeetingStart | None:
    """ "Sent Ben an e-mail" is a message; "sent Ben the deck" stays a note."""
    to = reading.someone(at + 1, last) if reading.lows[at] in _TABLE["sent"] else None
    if to is None or reading.low(to[0]) not in ("a", "an"):
        return None
    kind = _TABLE["kinds"].get(reading.low(to[0] + 1)) if to[0] + 1 < last else None
    if kind not in ("email", "message", "letter"):
        return None
    return MeetingStart(kind, "out", at, at + 1, to[0] + 2, to[1], verb=True)


def _is_past(reading: ParseState, at: int, last: int) -> bool:
    return any(one.tense == "past" for one in reading.whens.between(at, last))


def _is_plan(reading: ParseState, at: int, last: int) -> bool:
    """ "Meet Ana on Tuesday" is a plan; without a day, or with "again", it is a promise."""
    if any(reading.lows[place] in _TABLE["again"] for place in range(at, last)):
        return False
    return any(when.preposition not in ("by", "before") for when in reading.whens.between(at, last))


def _by_noun(reading: ParseState, at: int, last: int, ahead: bool) -> MeetingStart | None:
    end = at
    found: list[str] = []
    while end < last and (
        reading.lows[end] in _TABLE["kinds"] or (found and reading.lows[end] in _TABLE["light_after"])
    ):
        if reading.lows[end] in _TABLE["kinds"]:
            found.append(_TABLE["kinds"][reading.lows[end]])
        end += 1
    if not found:
        return None
    kind = _strongest(found)
    start, direction = _to_people(reading, end, last)
    loose = (0, 0)
    if start is None and end < last and reading.lows[end] in _TABLE["round"]:
        start, loose = _past_the_words(reading, end, last)
    people = reading.someone(start, last) if start is not None else None
    if people is None or start is None:
        return None
    if direction == "out" and kind not in ("message", "email", "letter"):
        if kind != "visit":
            return None
        direction = "both"
    return MeetingStart(kind, direction or "both", at, end, people[0], people[1], ahead, loose)


def _past_the_words(reading: ParseState, at: int, last: int) -> tuple[int | None, tuple[int, int]]:
    """ "Walk in the park with Tom": the people stand after a few words that say where."""
    for place in range(at + 1, min(at + 6, last)):
        if reading.lows[place] in _TABLE["with"][:3]:
            return place + 1, (at, place)
    return None, (0, 0)


def _strongest(found: list[str]) -> str:
    """ "Video call" is video, "lunch meeting" a meal, "coffee chat" a coffee."""
    if "video" in found:
        return "video"
    return next((kind for kind in found if kind != "meeting"), "meeting")


def _to_people(reading: ParseState, at: int, last: int) -> tuple[int | None, str]:
    """Where the people stand after the noun: dates, a place and "with" may come between."""
    place = at
    while place < last and not reading.inside[place]:
        low = reading.lows[place]
        if low in _TABLE["with"][:3]:
            return place + 1, "both"
        if low in _TABLE["from"] and place == at:
            return place + 1, "in"
        if low in _TABLE["to"] and place == at:
            return place + 1, "out"
        if place in reading.mentions:
            imperative = place == at and reading.lows[at - 1] in _TABLE["past_only"]
            return (None, "") if imperative else (place, "both")
        sited = place_at(reading, place, last)
        if sited is not None:
            place = sited[0]
        elif place in reading.whens or place in reading.clocks:
            place = reading.whens[place].last if place in reading.whens else reading.clocks[place].last
        elif reading.tokens[place].text in ":,-" or low in _TABLE["light_after"]:
            place += 1
        else:
            return None, ""
    return None, ""


def _by_them(reading: ParseState, clause: Clause) -> MeetingStart | None:
    """ "Ana called", "Ben emailed me": they got in touch."""
    at = reading.opening(clause)
    if at in reading.whens:
        at = reading.whens[at].last + (reading.low(reading.whens[at].last) == ",")
    who = subject_of(reading, clause, at) if at < clause.last and at in reading.mentions else None
    verb = phrase_at(reading.lows, who.after, phrases("meetings", "other"), clause.last) if who else None
    if who is None or verb is None or who.tail:
        return None
    end = who.after + verb[0]
    to_me = reading.low(end) in words("promises")["me"]
    if not to_me and not _rests(reading, end, clause.last) and reading.low(end) not in _TABLE["reasons"]:
        return None
    kind, direction = verb[1]
    return MeetingStart(kind, direction, at, end + to_me, end + to_me, who.people, verb=True)


def _together(reading: ParseState, clause: Clause) -> MeetingStart | None:
    """ "Ana and I had lunch", "Ana and I met"."""
    at = reading.opening(clause)
    people = reading.someone(at, clause.last, objects=False)
    if people is None:
        return None
    after = people[0]
    joined = [low for low in reading.lows[after : after + 2] if low in ("and", "&")]
    if joined and reading.low(after + 1) == "i":
        after += 2
        verb = phrase_at(reading.lows, after, phrases("meetings", "together"), clause.last)
        if verb is not None:
            return MeetingStart(
                verb[1][0], verb[1][1], at, after + verb[0], after + verb[0], people[1], verb=True
            )
    start = after + (reading.low(after) in (",", ":"))
    while after > people[0] and start < clause.last and reading.lows[start] in one_of("meetings", "light"):
        start += 1
    kind = _TABLE["kinds"].get(reading.low(start)) if start < clause.last else None
    if kind is None or not _rests(reading, start + 1, clause.last):
        return None
    return MeetingStart(kind, "both", at, start + 1, start + 1, people[1], verb=after > people[0])


def _rests(reading: ParseState, at: int, last: int) -> bool:
    """Whether a bare "Ana Ruiz, coffee" goes on as a meeting: with a day, a time, a place, or not at all."""
    return reading.ends(at, last) or at in reading.whens or at in reading.clocks or reading.low(at) == "at"


def event_start(reading: ParseState, clause: Clause) -> MeetingStart | None:
    """ "Conference yesterday", "Went to the Makers' fair": something where people were met."""
    at, _ = _skip(reading, clause)
    while at < clause.last and reading.lows[at] not in _TABLE["kinds"] and _in_a_name(reading, at):
        at += 1
    if at >= clause.last or reading.inside[at] or _TABLE["kinds"].get(reading.lows[at]) != "event":
        return None
    gone = any(reading.lows[place] in _TABLE["attending"] for place in range(clause.first, at))
    dated = reading.whens.begin_in(clause.first, clause.last)
    if not (gone or (dated and _rests(reading, at + 1, clause.last))):
        return None
    return MeetingStart("event", "both", at, at + 1, at + 1, [])


def _in_a_name(reading: ParseState, at: int) -> bool:
    return reading.tokens[at].capital or reading.lows[at] in words("promises")["determiners"]


def _called_off(reading: ParseState, found: MeetingStart, last: int) -> bool:
    """ "Coffee with Ana was cancelled", "would be nice": nothing happened."""
    at = found.last
    for place in range(at, last - 1):
        if reading.lows[place] in _TABLE["copulas"] and reading.lows[place + 1] in _TABLE["cancelled"]:
            return True
    if reading.low(at) in one_of("meetings", "copulas"):
        at += 1
    return at < last and reading.lows[at] in one_of("meetings", "called_off")
