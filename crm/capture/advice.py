"""Parses advice, received or given, from a clause."""

from crm.capture.clauses import Clause
from crm.capture.draft import DraftAdvice, NamedPerson
from crm.capture.parse_state import ParseState, PeopleMatch
from crm.capture.subjects import subject_of
from crm.capture.tokens import phrase_at
from crm.capture.unique_people import MAX_PEOPLE_PER_CLAUSE
from crm.capture.vocabulary import one_of, phrases, words

_TABLE = words("advice")


def advice_in(state: ParseState, clause: Clause) -> list[DraftAdvice]:
    if clause.is_question:
        return []
    return _given(state, clause) or _received(state, clause) or _with_heading(state, clause)


def _received(state: ParseState, clause: Clause) -> list[DraftAdvice]:
    subject = subject_of(state, clause)
    if subject is None or subject.tail:
        return []
    at = subject.after
    while at < clause.last and state.lows[at] in words("topics")["adverbs"]:
        at += 1
    found = phrase_at(state.lows, at, phrases("advice", "received"), clause.last)
    start = at + found.length if found else _gerund_after_verb(state, at, clause.last)
    if start is None or len(subject.people) > MAX_PEOPLE_PER_CLAUSE:
        return []
    what = _advice_words(state, start, clause.last)
    return [DraftAdvice("received", one, what) for one in subject.people] if what else []


def _gerund_after_verb(state: ParseState, at: int, last: int) -> int | None:
    """ "She suggested raising prices": the word after the verb ends in -ing and is not a plan to meet."""
    if at + 1 >= last or state.lows[at] not in _TABLE["doing"]:
        return None
    word = state.lows[at + 1]
    return at + 1 if word.endswith("ing") and len(word) > 5 and word not in _TABLE["plans"] else None


def _given(state: ParseState, clause: Clause) -> list[DraftAdvice]:
    """Advice given by the user: "I advised Ana to ...", the "I" is optional."""
    at = state.first_word(clause)
    at += state.low(at) == "i"
    while at < clause.last and state.lows[at] in words("topics")["adverbs"]:
        at += 1
    verb = phrase_at(state.lows, at, phrases("advice", "given"), clause.last)
    if verb is None or state.quoted[at]:
        return []
    start = at + verb.length
    to = state.people_at(start, clause.last) or _pronoun_recipient(state, start, clause)
    if to is None or len(to.people) > MAX_PEOPLE_PER_CLAUSE:
        return []
    link = phrase_at(state.lows, to.end, phrases("advice", "given_links"), clause.last)
    if link is None:
        return []
    what = _advice_words(state, to.end + link.length, clause.last)
    return [DraftAdvice("given", one, what) for one in to.people] if what else []


def _pronoun_recipient(state: ParseState, at: int, clause: Clause) -> PeopleMatch | None:
    who = subject_of(state, clause, at) if at < clause.last else None
    return PeopleMatch(who.after, who.people) if who and not who.tail else None


def _with_heading(state: ParseState, clause: Clause) -> list[DraftAdvice]:
    """ "Tom's advice: raise the rate", "Advice from Tom: raise the rate"."""
    at = state.first_word(clause)
    owner = state.mentions.get(at)
    if owner is not None and owner.possessive and state.low(owner.last) == _TABLE["noun"]:
        return _after_colon(state, owner.last + 1, clause, "received", owner.named)
    if state.low(at) in _TABLE["owners"] and state.low(at + 1) == _TABLE["noun"]:
        people = state.resolve_pronoun(state.low(at))
        return _after_colon(state, at + 2, clause, "received", people[0]) if people else []
    mention = state.mentions.get(at + 2)
    if state.low(at) == _TABLE["noun"] and state.low(at + 1) in _TABLE["sides"] and mention is not None:
        return _after_colon(state, mention.last, clause, _TABLE["sides"][state.low(at + 1)], mention.named)
    return []


def _after_colon(
    state: ParseState, at: int, clause: Clause, direction: str, person: NamedPerson
) -> list[DraftAdvice]:
    if at >= clause.last or (state.lows[at] != ":" and not state.starts(at, _TABLE["was_to"])):
        return []
    start = at + 1 if state.lows[at] == ":" else at + len(_TABLE["was_to"])
    what = _advice_words(state, start, clause.last)
    return [DraftAdvice(direction, person, what)] if what else []


def _advice_words(state: ParseState, at: int, last: int) -> str:
    """The words of the advice, including a leading "not to" or "against"."""
    for kept in _TABLE["keep"]:
        size = len(kept.split())
        if state.lows[max(at - size, 0) : at] == kept.split():
            return state.text_of(at - size, last)
    return (
        state.text_of(at, last)
        if at < last and state.lows[at] not in one_of("promises", "no_objects")
        else ""
    )
