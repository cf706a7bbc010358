"""Parses topics: what people are looking for, can help with, and care about."""

from crm.capture.clauses import Clause
from crm.capture.draft import DraftTopic, NamedPerson
from crm.capture.parse_state import ParseState, by_pronoun
from crm.capture.subjects import Subject, subject_of
from crm.capture.tokens import phrase_after_be, phrase_at
from crm.capture.unique_people import MAX_PEOPLE_PER_CLAUSE
from crm.capture.vocabulary import one_of, phrases, words

_TABLE = words("topics")


def topics_in(state: ParseState, clause: Clause, same: list[NamedPerson]) -> list[DraftTopic]:
    """One topic per person of the clause. Without a subject, the people are those of the clause before, or the only partner."""
    if clause.is_question:
        return []
    subject = subject_of(state, clause)
    found = _stated(state, subject, clause.last) if subject and subject.tail in ("", "be") else None
    if subject is None:
        others = same or ([by_pronoun(state.partners[0], "")] if len(state.partners) == 1 else [])
        subject = Subject(others, state.first_word(clause), "")
        found = (_bare(state, clause) or _stated(state, subject, clause.last)) if others else None
    if found is None or len(subject.people) > MAX_PEOPLE_PER_CLAUSE:
        return []
    start, kind = found
    what = _topic_words(state, start, clause.last)
    return [DraftTopic(one, kind, what) for one in subject.people] if what else []


def _stated(state: ParseState, subject: Subject, last: int) -> tuple[int, str] | None:
    lows = state.lows
    at, be = subject.after, subject.tail == "be"
    if not be and at < last and lows[at] in _TABLE["be"]:
        be, at = True, at + 1
    while at < last and lows[at] in _TABLE["adverbs"]:
        at += 1
    topic_phrases = phrases("topics", "phrases")
    phrase = (
        phrase_after_be(lows, at, topic_phrases, last) if be else phrase_at(lows, at, topic_phrases, last)
    )
    return None if phrase is None else (at + phrase.length - be, phrase.value)


def _bare(state: ParseState, clause: Clause) -> tuple[int, str] | None:
    at = state.first_word(clause)
    if at >= clause.last or state.quoted[at]:
        return None
    phrase = phrase_at(state.lows, at, phrases("topics", "bare"), clause.last)
    return None if phrase is None else (at + phrase.length, phrase.value)


def _topic_words(state: ParseState, at: int, last: int) -> str:
    if at < last - 1 and state.lows[at] in _TABLE["articles"]:
        at += 1
    if at < last and state.lows[at] in one_of("clauses", "negations"):
        return ""
    if at == last - 1 and state.lows[at] in _TABLE["nobody"]:
        return ""
    return state.text_of(at, last)
