"""What people are looking for, can help with, and care about."""

from crm.capture.clauses import Clause
from crm.capture.draft import DraftTopic, NamedPerson
from crm.capture.parse_state import ParseState, by_pronoun
from crm.capture.subjects import Subject, subject_of
from crm.capture.tokens import phrase_after_be, phrase_at
from crm.capture.unique_people import MAX_PEOPLE_PER_CLAUSE
from crm.capture.vocabulary import one_of, phrases, words

_TABLE = words("topics")


def topics_in(reading: ParseState, clause: Clause, same: list[NamedPerson]) -> list[DraftTopic]:
    """One topic for each person of the clause; said without a subject it is the same people's as in the
    clause before, or the only partner's."""
    if clause.asks:
        return []
    who = subject_of(reading, clause)
    found = _stated(reading, who, clause.last) if who and who.tail in ("", "be") else None
    if who is None:
        others = same or ([by_pronoun(reading.partners[0], "")] if len(reading.partners) == 1 else [])
        who = Subject(others, reading.opening(clause), "")
        found = (_bare(reading, clause) or _stated(reading, who, clause.last)) if others else None
    if found is None or len(who.people) > MAX_PEOPLE_PER_CLAUSE:
        return []
    start, kind = found
    what = _topic(reading, start, clause.last)
    return [DraftTopic(one, kind, what) for one in who.people] if what else []


def _stated(reading: ParseState, who: Subject, last: int) -> tuple[int, str] | None:
    lows = reading.lows
    at, be = who.after, who.tail == "be"
    if not be and at < last and lows[at] in _TABLE["be"]:
        be, at = True, at + 1
    while at < last and lows[at] in _TABLE["adverbs"]:
        at += 1
    said = phrases("topics", "phrases")
    phrase = phrase_after_be(lows, at, said, last) if be else phrase_at(lows, at, said, last)
    return None if phrase is None else (at + phrase[0] - be, phrase[1])


def _bare(reading: ParseState, clause: Clause) -> tuple[int, str] | None:
    at = reading.opening(clause)
    if at >= clause.last or reading.inside[at]:
        return None
    phrase = phrase_at(reading.lows, at, phrases("topics", "bare"), clause.last)
    return None if phrase is None else (at + phrase[0], phrase[1])


def _topic(reading: ParseState, at: int, last: int) -> str:
    if at < last - 1 and reading.lows[at] in _TABLE["articles"]:
        at += 1
    if at < last and reading.lows[at] in one_of("clauses", "negations"):
        return ""
    if at == last - 1 and reading.lows[at] in _TABLE["nobody"]:
        return ""
    return reading.words(at, last)
