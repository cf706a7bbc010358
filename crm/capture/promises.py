"""My promises: a marker ("I'll", "I owe", "promised", an imperative) and a person, or it stays a note."""

from collections.abc import Callable

from crm.capture import due_dates, promised_actions
from crm.capture.clauses import Clause
from crm.capture.draft import DraftPromise, NamedPerson
from crm.capture.introducing import sides_of
from crm.capture.parse_state import ParseState
from crm.capture.promised_actions import Action, kind_of_object
from crm.capture.tokens import phrase_at
from crm.capture.vocabulary import one_of, phrases


def my_promises(reading: ParseState, clause: Clause) -> list[DraftPromise]:
    """Usually one; introducing two people to a third makes two."""
    if clause.asks:
        return []
    start = _after_date(reading, clause)
    if start >= clause.last or reading.inside[start]:
        return []
    due = due_dates.due_date_in(reading, clause.first, clause.last)
    deed = _deed(reading, start, clause.last, due.ranges)
    if deed is None:
        return []
    on = due.on if due.on is not None else due_dates.default_due_date(deed.kind, reading.today)
    every = (deed, *deed.more)
    return [DraftPromise(one.kind, None, one.people, one.what, on, due.on is not None) for one in every]


def _after_date(reading: ParseState, clause: Clause) -> int:
    """The first word after bullets, joints and a date that stands in front: "By Friday, send"."""
    at = reading.opening(clause)
    if at in reading.whens:
        at = reading.whens[at].last
        while at < clause.last and reading.lows[at] in (",", ":", "-"):
            at += 1
    return at


def _deed(reading: ParseState, at: int, last: int, dated: list[tuple[int, int]]) -> Action | None:
    lows = reading.lows
    for key, read in (
        ("mine", _will),
        ("going", _plain),
        ("reminders", _plain),
        ("said", _said),
        ("promised", _promised),
        ("owe", _owed),
    ):
        found = phrase_at(lows, at, phrases("promises", key), last)
        if found is not None:
            return read(reading, at + found[0], last, dated)
    if lows[at] == "will" and at not in reading.mentions:
        at += 1
    return _plain(reading, at, last, dated)


def _plain(reading: ParseState, at: int, last: int, dated: list[tuple[int, int]]) -> Action | None:
    """An imperative: only the verbs that promise something."""
    return promised_actions.parse_action(reading, at, last, dated, False, []) if at < last else None


def _will(
    reading: ParseState, at: int, last: int, dated: list[tuple[int, int]], to: list[NamedPerson] | None = None
) -> Action | None:
    while at < last and reading.lows[at] in one_of("promises", "adverbs"):
        at += 1
    if at >= last or reading.lows[at] in one_of("clauses", "negations"):
        return None
    return promised_actions.parse_action(reading, at, last, dated, True, to or [])


def _promised(reading: ParseState, at: int, last: int, dated: list[tuple[int, int]]) -> Action | None:
    """Promised (someone) to do it, that I'd do it, or the thing itself."""
    to = reading.someone(at, last)
    people = to[1] if to else []
    after = to[0] if to else at
    if any(
        reading.lows[place] in one_of("clauses", "negations") for place in range(at, min(after + 2, last))
    ):
        return None
    start = _verb_after(reading, after, last)
    if start is not None:
        return _of(reading, people, lambda: _will(reading, start, last, dated, people))
    return _of(reading, people, lambda: _thing(reading, at, after, last, dated, people, "share"))


def _of(reading: ParseState, people: list[NamedPerson], read: Callable[[], Action | None]) -> Action | None:
    """Reads on while "her" means whom it was promised to."""
    kept, partners = reading.before, reading.partners
    if people:
        reading.before, reading.partners = people, []
    try:
        return read()
    finally:
        reading.before, reading.partners = kept, partners


def _said(reading: ParseState, at: int, last: int, dated: list[tuple[int, int]]) -> Action | None:
    """ "Told Ben I'd call him": only verbs of promises, as "I'd met Ben" tells of the past."""
    to = reading.someone(at, last)
    at, people = to or (at, [])
    at += reading.low(at) == "that"
    would = phrase_at(reading.lows, at, phrases("promises", "would"), last)
    if would is None or at + would[0] >= last:
        return None
    return _of(
        reading,
        people,
        lambda: promised_actions.parse_action(reading, at + would[0], last, dated, False, people),
    )


def _verb_after(reading: ParseState, at: int, last: int) -> int | None:
    if reading.low(at) == "that" and at < last:
        at += 1
    for opening in (["to"], ["i'd"], ["i'll"], ["i", "would"], ["i", "will"]):
        if at + len(opening) < last and reading.starts(at, opening):
            return at + len(opening)
    return None


def _owed(reading: ParseState, at: int, last: int, dated: list[tuple[int, int]]) -> Action | None:
    """Owe someone something, or something to someone."""
    to = reading.someone(at, last)
    if to is not None:
        return _thing(reading, at, to[0], last, dated, to[1], "favour")
    for place in range(at, last - 1):
        if reading.lows[place] == "to" and (found := reading.someone(place + 1, last)):
            return _thing(reading, at, at, place, dated, found[1], "favour")
    return None


def _thing(
    reading: ParseState,
    verb: int,
    at: int,
    last: int,
    dated: list[tuple[int, int]],
    people: list[NamedPerson],
    otherwise: str,
) -> Action | None:
    what = reading.words(at, last, dated)
    if (
        not what
        or reading.low(at) in one_of("promises", "me")
        or what.lower() in one_of("promises", "nothings")
    ):
        return None
    kind = kind_of_object(what, otherwise)
    if kind == "introduction":
        start = next((place for place in range(at, last) if reading.lows[place].startswith("intro")), at)
        sides = sides_of(reading, start, start + 1, last, people)
        return promised_actions.introduction(reading, sides, dated) if sides else None
    opens = reading.low(at) in one_of("promises", "thing_openings") or kind != otherwise or kind == "favour"
    if not people or not opens:
        return None
    return Action(kind, people, what)
