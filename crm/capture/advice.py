"""Advice: what they told me to do, what I told them to do."""

from crm.capture.clauses import Clause
from crm.capture.draft import DraftAdvice, NamedPerson
from crm.capture.parse_state import ParseState, PeopleMatch
from crm.capture.subjects import subject_of
from crm.capture.tokens import phrase_at
from crm.capture.unique_people import MAX_PEOPLE_PER_CLAUSE
from crm.capture.vocabulary import one_of, phrases, words

_TABLE = words("advice")


def advice_in(reading: ParseState, clause: Clause) -> list[DraftAdvice]:
    if clause.asks:
        return []
    return _given(reading, clause) or _received(reading, clause) or _headed(reading, clause)


def _received(reading: ParseState, clause: Clause) -> list[DraftAdvice]:
    who = subject_of(reading, clause)
    if who is None or who.tail:
        return []
    at = who.after
    while at < clause.last and reading.lows[at] in words("topics")["adverbs"]:
        at += 1
    found = phrase_at(reading.lows, at, phrases("advice", "received"), clause.last)
    start = at + found[0] if found else _doing(reading, at, clause.last)
    if start is None or len(who.people) > MAX_PEOPLE_PER_CLAUSE:
        return []
    what = _what(reading, start, clause.last)
    return [DraftAdvice("received", one, what) for one in who.people] if what else []


def _doing(reading: ParseState, at: int, last: int) -> int | None:
    """ "She suggested raising prices": the word after the verb ends in -ing, and is no plan to meet."""
    if at + 1 >= last or reading.lows[at] not in _TABLE["doing"]:
        return None
    word = reading.lows[at + 1]
    return at + 1 if word.endswith("ing") and len(word) > 5 and word not in _TABLE["plans"] else None


def _given(reading: ParseState, clause: Clause) -> list[DraftAdvice]:
    """I advised someone to do it; with or without the I."""
    at = reading.opening(clause)
    at += reading.low(at) == "i"
    while at < clause.last and reading.lows[at] in words("topics")["adverbs"]:
        at += 1
    verb = phrase_at(reading.lows, at, phrases("advice", "given"), clause.last)
    if verb is None or reading.inside[at]:
        return []
    start = at + verb[0]
    to = reading.someone(start, clause.last) or _they(reading, start, clause)
    if to is None or len(to[1]) > MAX_PEOPLE_PER_CLAUSE:
        return []
    link = phrase_at(reading.lows, to[0], phrases("advice", "given_links"), clause.last)
    if link is None:
        return []
    what = _what(reading, to[0] + link[0], clause.last)
    return [DraftAdvice("given", one, what) for one in to[1]] if what else []


def _they(reading: ParseState, at: int, clause: Clause) -> PeopleMatch | None:
    who = subject_of(reading, clause, at) if at < clause.last else None
    return (who.after, who.people) if who and not who.tail else None


def _headed(reading: ParseState, clause: Clause) -> list[DraftAdvice]:
    """ "Tom's advice: raise the rate", "Advice from Tom: raise the rate"."""
    at = reading.opening(clause)
    owner = reading.mentions.get(at)
    if owner is not None and owner.possessive and reading.low(owner.last) == _TABLE["noun"]:
        return _after_colon(reading, owner.last + 1, clause, "received", owner.named)
    if reading.low(at) in _TABLE["owners"] and reading.low(at + 1) == _TABLE["noun"]:
        people = reading.point(reading.low(at))
        return _after_colon(reading, at + 2, clause, "received", people[0]) if people else []
    mention = reading.mentions.get(at + 2)
    if reading.low(at) == _TABLE["noun"] and reading.low(at + 1) in _TABLE["sides"] and mention is not None:
        return _after_colon(
            reading, mention.last, clause, _TABLE["sides"][reading.low(at + 1)], mention.named
        )
    return []


def _after_colon(
    reading: ParseState, at: int, clause: Clause, direction: str, who: NamedPerson
) -> list[DraftAdvice]:
    if at >= clause.last or (reading.lows[at] != ":" and not reading.starts(at, _TABLE["was_to"])):
        return []
    start = at + 1 if reading.lows[at] == ":" else at + len(_TABLE["was_to"])
    what = _what(reading, start, clause.last)
    return [DraftAdvice(direction, who, what)] if what else []


def _what(reading: ParseState, at: int, last: int) -> str:
    """What was advised; "not to" and "against" belong to it."""
    for kept in _TABLE["keep"]:
        size = len(kept.split())
        if reading.lows[max(at - size, 0) : at] == kept.split():
            return reading.words(at - size, last)
    return (
        reading.words(at, last)
        if at < last and reading.lows[at] not in one_of("promises", "no_objects")
        else ""
    )
