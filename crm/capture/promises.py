"""Parses the user's promises: a marker ("I'll", "I owe", "promised", an imperative) and a person are required."""

from collections.abc import Callable

from crm.capture import due_dates, promised_actions
from crm.capture.clauses import Clause
from crm.capture.draft import DraftPromise, NamedPerson
from crm.capture.introducing import sides_of
from crm.capture.parse_state import ParseState
from crm.capture.promised_actions import Action, kind_of_object
from crm.capture.tokens import phrase_at
from crm.capture.vocabulary import one_of, phrases


def my_promises(state: ParseState, clause: Clause) -> list[DraftPromise]:
    """Usually one; introducing two people to a third makes two."""
    if clause.is_question:
        return []
    start = _after_date(state, clause)
    if start >= clause.last or state.quoted[start]:
        return []
    due = due_dates.due_date_in(state, clause.first, clause.last)
    action = _action(state, start, clause.last, due.ranges)
    if action is None:
        return []
    on = due.on if due.on is not None else due_dates.default_due_date(action.kind, state.today)
    every = (action, *action.more)
    return [DraftPromise(one.kind, None, one.people, one.what, on, due.on is not None) for one in every]


def _after_date(state: ParseState, clause: Clause) -> int:
    """The first word after bullets, joints and a leading date: "By Friday, send"."""
    at = state.first_word(clause)
    if at in state.dates:
        at = state.dates[at].last
        while at < clause.last and state.lows[at] in (",", ":", "-"):
            at += 1
    return at


def _action(state: ParseState, at: int, last: int, dated: list[tuple[int, int]]) -> Action | None:
    lows = state.lows
    for key, read in (
        ("mine", _will),
        ("going", _imperative),
        ("reminders", _imperative),
        ("said", _reported),
        ("promised", _promised),
        ("owe", _owed),
    ):
        found = phrase_at(lows, at, phrases("promises", key), last)
        if found is not None:
            return read(state, at + found.length, last, dated)
    if lows[at] == "will" and at not in state.mentions:
        at += 1
    return _imperative(state, at, last, dated)


def _imperative(state: ParseState, at: int, last: int, dated: list[tuple[int, int]]) -> Action | None:
    """An imperative with a promise verb."""
    return promised_actions.parse_action(state, at, last, dated, False, []) if at < last else None


def _will(
    state: ParseState, at: int, last: int, dated: list[tuple[int, int]], to: list[NamedPerson] | None = None
) -> Action | None:
    while at < last and state.lows[at] in one_of("promises", "adverbs"):
        at += 1
    if at >= last or state.lows[at] in one_of("clauses", "negations"):
        return None
    return promised_actions.parse_action(state, at, last, dated, True, to or [])


def _promised(state: ParseState, at: int, last: int, dated: list[tuple[int, int]]) -> Action | None:
    """ "Promised (Ana) to send it", "promised that I'd send it", "promised a book"."""
    to = state.people_at(at, last)
    people = to.people if to else []
    after = to.end if to else at
    if any(state.lows[place] in one_of("clauses", "negations") for place in range(at, min(after + 2, last))):
        return None
    start = _verb_after(state, after, last)
    if start is not None:
        return _with_promisees(state, people, lambda: _will(state, start, last, dated, people))
    return _with_promisees(
        state, people, lambda: _promised_object(state, at, after, last, dated, people, "share")
    )


def _with_promisees(
    state: ParseState, people: list[NamedPerson], read: Callable[[], Action | None]
) -> Action | None:
    """Calls `read` with pronouns resolved to the people it was promised to."""
    kept, partners = state.previous_people, state.partners
    if people:
        state.previous_people, state.partners = people, []
    try:
        return read()
    finally:
        state.previous_people, state.partners = kept, partners


def _reported(state: ParseState, at: int, last: int, dated: list[tuple[int, int]]) -> Action | None:
    """ "Told Ben I'd call him": only promise verbs, as "I'd met Ben" is past tense."""
    to = state.people_at(at, last)
    at, people = to or (at, [])
    at += state.low(at) == "that"
    would = phrase_at(state.lows, at, phrases("promises", "would"), last)
    if would is None or at + would.length >= last:
        return None
    return _with_promisees(
        state,
        people,
        lambda: promised_actions.parse_action(state, at + would.length, last, dated, False, people),
    )


def _verb_after(state: ParseState, at: int, last: int) -> int | None:
    if state.low(at) == "that" and at < last:
        at += 1
    for opening in (["to"], ["i'd"], ["i'll"], ["i", "would"], ["i", "will"]):
        if at + len(opening) < last and state.starts(at, opening):
            return at + len(opening)
    return None


def _owed(state: ParseState, at: int, last: int, dated: list[tuple[int, int]]) -> Action | None:
    """ "Owe Ana a book", "owe a book to Ana"."""
    to = state.people_at(at, last)
    if to is not None:
        return _promised_object(state, at, to.end, last, dated, to.people, "favour")
    for place in range(at, last - 1):
        if state.lows[place] == "to" and (found := state.people_at(place + 1, last)):
            return _promised_object(state, at, at, place, dated, found.people, "favour")
    return None


def _promised_object(
    state: ParseState,
    verb: int,
    at: int,
    last: int,
    dated: list[tuple[int, int]],
    people: list[NamedPerson],
    otherwise: str,
) -> Action | None:
    what = state.text_of(at, last, dated)
    if (
        not what
        or state.low(at) in one_of("promises", "me")
        or what.lower() in one_of("promises", "nothings")
    ):
        return None
    kind = kind_of_object(what, otherwise)
    if kind == "introduction":
        start = next((place for place in range(at, last) if state.lows[place].startswith("intro")), at)
        sides = sides_of(state, start, start + 1, last, people)
        return promised_actions.introduction(state, sides, dated) if sides else None
    opens = state.low(at) in one_of("promises", "thing_openings") or kind != otherwise or kind == "favour"
    if not people or not opens:
        return None
    return Action(kind, people, what)
