"""Parses asks: requests the user made, or intends to make. Their words also stay in the note."""

from crm.capture.clauses import Clause
from crm.capture.draft import DraftAsk
from crm.capture.parse_state import ParseState
from crm.capture.tokens import phrase_at
from crm.capture.unique_people import MAX_PEOPLE_PER_CLAUSE
from crm.capture.vocabulary import one_of, phrases


def asks_in(state: ParseState, clause: Clause) -> list[DraftAsk]:
    """ "Asked Ana for 15 minutes", "I asked Ben whether he could introduce me"; "Ask Ben for a quote" is not asked yet."""
    at = state.first_word(clause)
    verb = phrase_at(state.lows, at, phrases("asks", "verbs"))
    if clause.is_question or verb is None or at + verb.length >= clause.last or state.quoted[at]:
        return []
    to = state.people_at(at + verb.length, clause.last)
    start = None if to is None else _request_start(state, to.end, clause.last, asked=verb.value == "asked")
    if to is None or start is None or len(to.people) > MAX_PEOPLE_PER_CLAUSE:
        return []
    words = state.text_of(start, clause.last)
    return [DraftAsk(one, words, verb.value == "asked") for one in to.people] if words else []


def _request_start(state: ParseState, at: int, last: int, asked: bool) -> int | None:
    """Index of the first word of the request; None for a mere question, such as how things are."""
    low = state.low(at)
    if at + 1 >= last:
        return None
    if low in one_of("asks", "links"):
        return None if state.low(at + 1) in one_of("asks", "not_after_link") else at + 1
    if not asked or low not in one_of("asks", "whether"):
        return None
    if state.low(at + 1) in one_of("asks", "would"):  # "if she'd introduce me"
        return at + 2 if at + 2 < last else None
    if state.low(at + 1) in one_of("people", "subject_pronouns") and state.low(at + 2) in one_of(
        "asks", "modals"
    ):
        return at + 3 if at + 3 < last else None
    return None
