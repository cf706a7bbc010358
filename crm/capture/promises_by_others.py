"""What they promised: "she'll check the dates", "Ben promised to call", "he owes me a book". A date only if said."""

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


def promises_by_others(reading: ParseState, clause: Clause) -> list[DraftPromise]:
    """One promise for each person who made it."""
    who = None if clause.asks else subject_of(reading, clause)
    if who is None or who.tail not in ("", "will", "would") or len(who.people) > MAX_PEOPLE_PER_CLAUSE:
        return []
    would = who.tail == "would"
    found = _reported(reading, who, clause) if would else _verb(reading, who, clause.last)
    return [] if found is None else _promises(reading, who.people, found, clause)


def continued_promise(reading: ParseState, clause: Clause, by: NamedPerson) -> DraftPromise | None:
    """The second half of "she'll check the dates and send me the list"."""
    at = reading.opening(clause)
    if not _serves(reading, at, clause.last):
        return None
    found = _promises(reading, [by], (at, False), clause)
    return found[0] if found else None


def _reported(reading: ParseState, who: Subject, clause: Clause) -> tuple[int, bool] | None:
    """ "Ana said she'd send the slides": only after "said", and only services, as "she'd met Ben" is past."""
    lows, first = reading.lows, clause.first
    said = any(tuple(lows[first - size : first]) in phrases("promises", "told") for size in (1, 2, 3))
    service = phrase_at(lows, who.after, phrases("promises", "services"), clause.last)
    doubtful = any(low in one_of("promises", "conditions") for low in lows[who.after : clause.last])
    return (who.after, False) if said and service is not None and not doubtful else None


def _verb(reading: ParseState, who: Subject, last: int) -> tuple[int, bool] | None:
    """Where what is promised begins, and whether it is a thing, not a deed."""
    at, lows = who.after, reading.lows
    if who.tail == "will" or (at < last and lows[at] == "will"):
        at += who.tail == ""
        while at < last and lows[at] in one_of("promises", "adverbs"):
            at += 1
        return (at, False) if _serves(reading, at, last) else None
    promised = phrase_at(lows, at, phrases("promises", "theirs_promised"), last)
    if promised is not None:
        return _promised(reading, at + promised[0], last)
    if at < last and lows[at] in _TABLE["theirs_owe"] and reading.low(at + 1) in _TABLE["to_me"]:
        return (at + 2, True) if at + 2 < last else None
    return None


def _serves(reading: ParseState, at: int, last: int) -> bool:
    """Only what is done for others counts: "she'll open a shop" promises nothing."""
    lows = reading.lows
    if at >= last or lows[at] in one_of("clauses", "negations"):
        return False
    if phrase_at(lows, at, phrases("promises", "services"), last) is not None:
        return not any(low in ("nothing", "nobody", "anyone") for low in lows[at + 1 : min(at + 3, last)])
    return lows[at] not in one_of("promises", "states") and any(
        low in _TABLE["to_me"] for low in lows[at:last]
    )


def _promised(reading: ParseState, at: int, last: int) -> tuple[int, bool] | None:
    if at < last and reading.lows[at] in _TABLE["to_me"][:2]:
        at += 1
    if any(reading.lows[place] in one_of("clauses", "negations") for place in range(at, min(at + 2, last))):
        return None
    if reading.low(at) == "that" and at < last:
        at += 1
    for opening in (["to"], ["she'd"], ["he'd"], ["they'd"], ["she'll"], ["he'll"], ["they'll"]):
        if reading.starts(at, opening) and at + 1 < last:
            return at + 1, False
    return (at, True) if at < last and reading.low(at) in one_of("promises", "thing_openings") else None


def _promises(
    reading: ParseState, makers: list[NamedPerson], found: tuple[int, bool], clause: Clause
) -> list[DraftPromise]:
    """Nothing where a text ends before it says what was promised."""
    at, is_thing = found
    due = due_dates.due_date_in(reading, clause.first, clause.last)
    whole = reading.words(at, clause.last, due.ranges)
    people = _others(reading, at, clause.last)
    if is_thing:
        kind, what = kind_of_object(whole, "favour"), whole
    else:
        kind, what = _kind(reading, at, clause.last, whole, due.ranges)
    return (
        []
        if not what
        else [
            DraftPromise(
                kind, by, [one for one in people if one.name != by.name], what, due.on, due.on is not None
            )
            for by in makers
        ]
    )


def _others(reading: ParseState, at: int, last: int) -> list[NamedPerson]:
    return unique_by_name(one for place in range(at, last) for one in reading.here(place, last))


def _kind(
    reading: ParseState, at: int, last: int, whole: str, dated: list[tuple[int, int]]
) -> tuple[str, str]:
    """A share is told by its thing alone, anything else in its own words."""
    verb = phrase_at(reading.lows, at, phrases("promises", "all_verbs"), last)
    if verb is None:
        return "favour", whole
    kind = kinds_by_verb()[" ".join(reading.lows[at : at + verb[0]])]
    if (
        kind == "introduction"
        and verb[1] == "pair"
        and reading.low(at) == "put"
        and "touch" not in reading.lows[at:last]
    ):
        return "favour", whole
    if kind == "ask_after":
        return "favour", whole
    return (kind, _item(reading, at + verb[0], last, dated) or whole) if kind == "share" else (kind, whole)


def _item(reading: ParseState, at: int, last: int, dated: list[tuple[int, int]]) -> str:
    if at < last and reading.lows[at] in _TABLE["particles"]:
        at += 1
    to = reading.someone(at, last)
    if to is not None:
        at = to[0]
    elif at < last and reading.lows[at] in _TABLE["to_me"][:2]:
        at += 1
    end = next((place for place in range(at, last - 1) if reading.starts(place, ["to", "me"])), last)
    rest = reading.words(end + 2, last, dated) if end < last else ""
    return " ".join(piece for piece in (reading.words(at, end, dated), rest) if piece)
