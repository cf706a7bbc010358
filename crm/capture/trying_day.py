"""Parses what is said right after advice about trying it: "I'll try it by 1 March", "she means to post it by Friday"."""

from datetime import date
from typing import NamedTuple

from crm.capture.clauses import Clause
from crm.capture.draft import DraftAdvice
from crm.capture.due_dates import due_date_in
from crm.capture.parse_state import ParseState
from crm.capture.subjects import subject_of
from crm.capture.tokens import phrase_at
from crm.capture.vocabulary import phrases, words

_TABLE = words("advice")


class Trying(NamedTuple):
    """`words` say what of it, or what they mean to do; "" where only the day is said."""

    by: date
    words: str


def trying_in(state: ParseState, clause: Clause, advice: DraftAdvice) -> Trying | None:
    """None without a day, so that vague plans stay in the note."""
    if clause.is_question:
        return None
    return _mine(state, clause) if advice.direction == "received" else _theirs(state, clause, advice)


def _mine(state: ParseState, clause: Clause) -> Trying | None:
    at = state.first_word(clause)
    lead = phrase_at(state.lows, at, phrases("advice", "mine_to_try"), clause.last)
    at += lead.length if lead else 0
    if at >= clause.last or state.low(at) != _TABLE["try"] or state.quoted[at]:
        return None
    at += 1
    at += state.low(at) in _TABLE["it"]
    due = due_date_in(state, at, clause.last)
    return Trying(due.on, state.text_of(at, clause.last, without=due.ranges)) if due.on else None


def _theirs(state: ParseState, clause: Clause, advice: DraftAdvice) -> Trying | None:
    subject = subject_of(state, clause)
    if subject is None or subject.tail or [one.name for one in subject.people] != [advice.person.name]:
        return None
    means = phrase_at(state.lows, subject.after, phrases("advice", "theirs_to_try"), clause.last)
    if means is None:
        return None
    due = due_date_in(state, subject.after + means.length, clause.last)
    return Trying(due.on, state.text_of(state.first_word(clause), clause.last)) if due.on else None
