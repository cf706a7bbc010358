"""Parses promises by others: "she'll check the dates", "Ben promised to call", "he owes me a book". No default due date."""

from typing import NamedTuple

from crm.capture import due_dates
from crm.capture.clauses import Clause
from crm.capture.draft import DraftPromise, NamedPerson
from crm.capture.parse_state import ParseState, kinds_by_verb
from crm.capture.promised_actions import kind_of_object
from crm.capture.subjects import Subject, subject_of
from crm.capture.tokens import phrase_at
from crm.capture.unique_people import MAX_PEOPLE_PER_CLAUSE, unique_by_name
from crm.capture.vocabulary import one_of, phrases, words

_TABLE = words("promises")


class _PromisedPart(NamedTuple):
    """Index of the first word of what is promised: a thing ("a book"), or an action ("send the slides")."""

    at: int
    is_thing: bool = False


def promises_by_others(state: ParseState, clause: Clause) -> list[DraftPromise]:
    """One promise per person who made it."""
    subject = None if clause.is_question else subject_of(state, clause)
    if (
        subject is None
        or subject.tail not in ("", "will", "would")
        or len(subject.people) > MAX_PEOPLE_PER_CLAUSE
    ):
        return []
    would = subject.tail == "would"
    found = _reported(state, subject, clause) if would else _verb(state, subject, clause.last)
    return [] if found is None else _promises(state, subject.people, found, clause)


def continued_promise(state: ParseState, clause: Clause, by: NamedPerson) -> DraftPromise | None:
    """The second half of "she'll check the dates and send me the list"."""
    at = state.first_word(clause)
    if not _is_service(state, at, clause.last):
        return None
    found = _promises(state, [by], _PromisedPart(at), clause)
    return found[0] if found else None


def _reported(state: ParseState, subject: Subject, clause: Clause) -> _PromisedPart | None:
    """ "Ana said she'd send the slides": only after "said" and only with a service verb, as "she'd met Ben" is past tense."""
    lows, first = state.lows, clause.first
    is_reported = any(tuple(lows[first - size : first]) in phrases("promises", "told") for size in (1, 2, 3))
    service = phrase_at(lows, subject.after, phrases("promises", "services"), clause.last)
    doubtful = any(low in one_of("promises", "conditions") for low in lows[subject.after : clause.last])
    return _PromisedPart(subject.after) if is_reported and service is not None and not doubtful else None


def _verb(state: ParseState, subject: Subject, last: int) -> _PromisedPart | None:
    """Index where the promised action or object begins, and whether it is an object."""
    at, lows = subject.after, state.lows
    if subject.tail == "will" or (at < last and lows[at] == "will"):
        at += subject.tail == ""
        while at < last and lows[at] in one_of("promises", "adverbs"):
            at += 1
        return _PromisedPart(at) if _is_service(state, at, last) else None
    promised = phrase_at(lows, at, phrases("promises", "theirs_promised"), last)
    if promised is not None:
        return _promised(state, at + promised.length, last)
    if at < last and lows[at] in _TABLE["theirs_owe"] and state.low(at + 1) in _TABLE["to_me"]:
        return _PromisedPart(at + 2, is_thing=True) if at + 2 < last else None
    return None


def _is_service(state: ParseState, at: int, last: int) -> bool:
    """Whether the verb serves another person: "she'll open a shop" is not a promise."""
    lows = state.lows
    if at >= last or lows[at] in one_of("clauses", "negations"):
        return False
    if phrase_at(lows, at, phrases("promises", "services"), last) is not None:
        return not any(low in ("nothing", "nobody", "anyone") for low in lows[at + 1 : min(at + 3, last)])
    return lows[at] not in one_of("promises", "states") and any(
        low in _TABLE["to_me"] for low in lows[at:last]
    )


def _promised(state: ParseState, at: int, last: int) -> _PromisedPart | None:
    if at < last and state.lows[at] in _TABLE["to_me"][:2]:
        at += 1
    if any(state.lows[place] in one_of("clauses", "negations") for place in range(at, min(at + 2, last))):
        return None
    if state.low(at) == "that" and at < last:
        at += 1
    for opening in (["to"], ["she'd"], ["he'd"], ["they'd"], ["she'll"], ["he'll"], ["they'll"]):
        if state.starts(at, opening) and at + 1 < last:
            return _PromisedPart(at + 1)
    return (
        _PromisedPart(at, is_thing=True)
        if at < last and state.low(at) in one_of("promises", "thing_openings")
        else None
    )


def _promises(
    state: ParseState, promisers: list[NamedPerson], found: _PromisedPart, clause: Clause
) -> list[DraftPromise]:
    """Empty if the text ends before the promised action or object."""
    at = found.at
    due = due_dates.due_date_in(state, clause.first, clause.last)
    whole = state.text_of(at, clause.last, due.ranges)
    people = _others(state, at, clause.last)
    if found.is_thing:
        kind, what = kind_of_object(whole, "favour"), whole
    else:
        kind, what = _kind(state, at, clause.last, whole, due.ranges)
    return (
        []
        if not what
        else [
            DraftPromise(
                kind, by, [one for one in people if one.name != by.name], what, due.on, due.on is not None
            )
            for by in promisers
        ]
    )


def _others(state: ParseState, at: int, last: int) -> list[NamedPerson]:
    return unique_by_name(one for place in range(at, last) for one in state.person_at(place, last))


def _kind(state: ParseState, at: int, last: int, whole: str, dated: list[tuple[int, int]]) -> tuple[str, str]:
    """Kind and words: of a share only the object, of other kinds the whole phrase."""
    verb = phrase_at(state.lows, at, phrases("promises", "all_verbs"), last)
    if verb is None:
        return "favour", whole
    kind = kinds_by_verb()[" ".join(state.lows[at : at + verb.length])]
    if (
        kind == "introduction"
        and verb.value == "pair"
        and state.low(at) == "put"
        and "touch" not in state.lows[at:last]
    ):
        return "favour", whole
    if kind == "ask_after":
        return "favour", whole
    return (kind, _item(state, at + verb.length, last, dated) or whole) if kind == "share" else (kind, whole)


def _item(state: ParseState, at: int, last: int, dated: list[tuple[int, int]]) -> str:
    if at < last and state.lows[at] in _TABLE["particles"]:
        at += 1
    to = state.people_at(at, last)
    if to is not None:
        at = to.end
    elif at < last and state.lows[at] in _TABLE["to_me"][:2]:
        at += 1
    end = next((place for place in range(at, last - 1) if state.starts(place, ["to", "me"])), last)
    rest = state.text_of(end + 2, last, dated) if end < last else ""
    return " ".join(piece for piece in (state.text_of(at, end, dated), rest) if piece)
