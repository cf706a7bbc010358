"""Asks: what I asked of someone, or mean to ask. The words stay in the note as well: the ask only gets its answer."""

from crm.capture.clauses import Clause
from crm.capture.draft import DraftAsk
from crm.capture.parse_state import ParseState
from crm.capture.tokens import phrase_at
from crm.capture.unique_people import MAX_PEOPLE_PER_CLAUSE
from crm.capture.vocabulary import one_of, phrases


def asks_in(reading: ParseState, clause: Clause) -> list[DraftAsk]:
    """ "Asked Ana for 15 minutes", "I asked Ben whether he could introduce me"; "Ask Ben for a quote" is still to do."""
    at = reading.opening(clause)
    verb = phrase_at(
        reading.lows, at, phrases("asks", "verbs")
    )  # no slice: that would cost the whole text each time
    if clause.asks or verb is None or at + verb[0] >= clause.last or reading.inside[at]:
        return []
    to = reading.someone(at + verb[0], clause.last)
    start = None if to is None else _thing(reading, to[0], clause.last, asked=verb[1] == "asked")
    if to is None or start is None or len(to[1]) > MAX_PEOPLE_PER_CLAUSE:
        return []
    words = reading.words(start, clause.last)
    return [DraftAsk(one, words, verb[1] == "asked") for one in to[1]] if words else []


def _thing(reading: ParseState, at: int, last: int, asked: bool) -> int | None:
    """The index where what is asked for begins; None where it is only a question how things are."""
    low = reading.low(at)
    if at + 1 >= last:
        return None
    if low in one_of("asks", "links"):
        return None if reading.low(at + 1) in one_of("asks", "not_after_link") else at + 1
    if not asked or low not in one_of("asks", "whether"):
        return None
    if reading.low(at + 1) in one_of("asks", "would"):  # "if she'd introduce me"
        return at + 2 if at + 2 < last else None
    if reading.low(at + 1) in one_of("people", "subject_pronouns") and reading.low(at + 2) in one_of(
        "asks", "modals"
    ):
        return at + 3 if at + 3 < last else None
    return None
