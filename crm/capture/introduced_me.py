"""Parses an introduction that someone made for the user: "Ben introduced me to Tom". It is to be thanked for."""

from crm.capture.clauses import Clause
from crm.capture.draft import DraftPromise, NamedPerson
from crm.capture.due_dates import default_due_date
from crm.capture.parse_state import ParseState
from crm.capture.subjects import subject_of
from crm.capture.tokens import phrase_at
from crm.capture.vocabulary import one_of, phrases

_MOST = 2  # an introduction has two sides; a longer list is a round at a table
_THANKS = "introducing me to {names}"


def introduced_me(state: ParseState, clause: Clause) -> DraftPromise | None:
    """The thanks that are due, with whom the user was introduced to. The words themselves stay in the note."""
    subject = None if clause.is_question else subject_of(state, clause)
    if subject is None or subject.tail or len(subject.people) != 1 or state.quoted[clause.first]:
        return None
    at = subject.after
    while at < clause.last and state.lows[at] in one_of("introduced_me", "adverbs"):
        at += 1
    found = phrase_at(state.lows, at, phrases("introduced_me", "verbs"), clause.last)
    if found is None or _was_long_ago(state, clause):
        return None
    met = state.people_at(at + found.length, clause.last, objects=False)
    if met is None or not 1 <= len(met.people) <= _MOST:
        return None
    by = subject.people[0]
    others = [one for one in met.people if one.name != by.name]
    return _thanks(state, by, others) if others else None


def _thanks(state: ParseState, by: NamedPerson, others: list[NamedPerson]) -> DraftPromise:
    what = _THANKS.format(names=" and ".join(one.name for one in others))
    return DraftPromise("thank", None, [by], what, default_due_date("thank", state.today), introduced=others)


def _was_long_ago(state: ParseState, clause: Clause) -> bool:
    """ "last year", "years ago", "originally": the thanks were said, or it is too late for them."""
    return any(low in one_of("introduced_me", "long_ago") for low in state.lows[clause.first : clause.last])
