"""Finds the best stored reason to contact a person, else a plain hello."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from crm.introductions.suggestions import Suggestion
from crm.text import days_in_words
from crm.text.shared_phrases import wanted
from crm.today import note_quotes
from crm.today.row_details import RowPerson

_BIRTHDAY_MISSED_WITHIN = timedelta(days=14)


class Reason(NamedTuple):
    """`what` to do, `why` in one clause, the stored `evidence`, and the `opening` of a mail."""

    what: str
    why: str = ""
    evidence: tuple[str, ...] = ()
    opening: str = ""


def best_reason(person: RowPerson, find_idea: Callable[[], Suggestion | None], today: date) -> Reason:
    """`find_idea` is slow, so it is called only if no better reason is stored."""
    return (
        _question(person, today)
        or _advice_received(person, today)
        or _item(person)
        or _upcoming_event(person, today)
        or _introduction(person, find_idea(), today)
        or _advice_given(person, today)
        or _missed_birthday(person, today)
        or _ongoing_matter(person, today)
        or Reason(f"Say hello to {person.ref.name}", opening="It has been a while, and I thought of you.")
    )


def note_evidence(person: RowPerson, sentence: str, today: date) -> str:
    """ "Note of 2 October: “We open on 1 October”."""
    when = f" of {days_in_words.plain(person.note_on, today)}" if person.note_on else ""
    return f"Note{when}: {note_quotes.quoted(sentence)}"


def _question(person: RowPerson, today: date) -> Reason | None:
    question = note_quotes.last_question(person.note)
    if not question:
        return None
    return Reason(
        f"Pick up an open question with {person.ref.name}",
        note_quotes.quoted(question),
        (note_evidence(person, question, today),),
        f"I still think about the question “{question}”. Did you find an answer?",
    )


def _advice_received(person: RowPerson, today: date) -> Reason | None:
    if person.advice_received is None:
        return None
    words, on = person.advice_received
    why = f"{note_quotes.quoted(words)}{f', {days_in_words.named(on, today)}' if on else ''}"
    evidence = f"Advice they gave you{f' on {days_in_words.plain(on, today)}' if on else ''}: {note_quotes.quoted(words)}"
    opening = f"“{words}” was your advice, and I owe you an answer."
    return Reason(f"Tell {person.ref.name} what came of the advice", why, (evidence,), opening)


def _item(person: RowPerson) -> Reason | None:
    if person.fitting_item is None:
        return None
    title, topic, kind = person.fitting_item
    fits = f"{person.ref.subject} {_interest_phrase(kind, topic)}"
    evidence = (f"On your shelf, never sent to {person.ref.first_name}: “{title}”", f"Topic noted: {topic}")
    return Reason(
        f"{person.ref.name} might like “{title}”",
        fits,
        evidence,
        f"I came across “{title}” and thought of you.",
    )


def _interest_phrase(kind: str, topic: str) -> str:
    return f"is looking for {wanted(topic)}" if kind == "looking_for" else f"cares about {topic}"


def _introduction(person: RowPerson, idea: Suggestion | None, today: date) -> Reason | None:
    """Suggests an introduction; the evidence names the topics of both sides."""
    if idea is None:
        return None
    one, other = person.ref, idea.other
    seeker, helper = (one, other) if idea.helps else (other, one)
    why = f"{seeker.first_name} is looking for {wanted(idea.topic)}, {helper.first_name} can help with it"
    days_noted = (idea.noted_on, idea.other_noted_on) if idea.helps else (idea.other_noted_on, idea.noted_on)
    evidence = (
        _noted_topic(seeker.name, "is looking for", idea.topic, days_noted[0], today),
        _noted_topic(helper.name, "can help with", idea.topic, days_noted[1], today),
        "They have no meeting, workplace or introduction in common",
    )
    clause = f"can help with {idea.topic}" if idea.helps else f"is looking for {wanted(idea.topic)}"
    opening = f"I know {other.name}, who {clause}. Would an introduction be welcome?"
    return Reason(f"Offer {one.name} an introduction to {other.name}", why, evidence, opening)


def _noted_topic(name: str, verb: str, topic: str, on: date | None, today: date) -> str:
    return f"{name} {verb}: {topic}{f' (noted {days_in_words.plain(on, today)})' if on else ''}"


def _advice_given(person: RowPerson, today: date) -> Reason | None:
    if person.advice_given is None:
        return None
    words, on = person.advice_given
    why = f"You advised {note_quotes.quoted(words)}{f', {days_in_words.named(on, today)}' if on else ''}"
    evidence = (
        f"Advice of yours{f' of {days_in_words.plain(on, today)}' if on else ''}: {note_quotes.quoted(words)}"
    )
    opening = f"I once advised “{words}”. How did it go, if you tried it?"
    return Reason(f"Ask {person.ref.name} what came of your advice", why, (evidence,), opening)


def _upcoming_event(person: RowPerson, today: date) -> Reason | None:
    """Asks about an event that was still to come when the note was written."""
    return _follow_up(person, note_quotes.upcoming_sentence(person.note), "how it went", today)


def _ongoing_matter(person: RowPerson, today: date) -> Reason | None:
    return _follow_up(person, note_quotes.ongoing_sentence(person.note), "how it is going", today)


def _follow_up(person: RowPerson, sentence: str, clause: str, today: date) -> Reason | None:
    if not sentence:
        return None
    opening = f"When we last spoke I noted “{sentence}”. How did it go on?"
    why, evidence = f"Last note: {note_quotes.quoted(sentence)}", note_evidence(person, sentence, today)
    return Reason(f"Ask {person.ref.name} {clause}", why, (evidence,), opening)


def _missed_birthday(person: RowPerson, today: date) -> Reason | None:
    """A birthday of the last two weeks. (Upcoming ones have rows of their own.)"""
    if not person.birthday:
        return None
    month_day = int(person.birthday[-5:-3]) * 100 + int(person.birthday[-2:])
    missed = next(
        (
            day
            for kept, day in days_in_words.month_days(
                today - _BIRTHDAY_MISSED_WITHIN, _BIRTHDAY_MISSED_WITHIN.days
            ).items()
            if kept == month_day
        ),
        None,
    )
    if missed is None:
        return None
    evidence = f"Birthday noted: {missed.day} {days_in_words.MONTHS[missed.month - 1]}"
    why = f"{person.ref.first_name}’s birthday was {days_in_words.on(missed, today)}"
    return Reason(
        f"Wish {person.ref.name} well, a little late", why, (evidence,), "I hope you had a good birthday."
    )
