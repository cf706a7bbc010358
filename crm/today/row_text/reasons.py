"""What to say to someone one has not spoken to for long, from stored words: the best reason there is, else a hello."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from crm.introductions.suggestions import Suggestion
from crm.text import days_in_words
from crm.text.shared_phrases import wanted
from crm.today import note_quotes
from crm.today.row_details import PersonDetails

_MISSED = timedelta(days=14)


class Reason(NamedTuple):
    """`what` to do, `why` in one clause, the stored words it `rests` on, and the `opening` of a mail."""

    what: str
    why: str = ""
    rests: tuple[str, ...] = ()
    opening: str = ""


def best(person: PersonDetails, idea: Callable[[], Suggestion | None], today: date) -> Reason:
    """`idea` is asked only where nothing better was stored, as it is dear to find."""
    return (
        _question(person, today)
        or _advice(person, today)
        or _item(person)
        or _to_come(person, today)
        or _introduction(person, idea(), today)
        or _advised(person, today)
        or _date(person, today)
        or _under_way(person, today)
        or Reason(f"Say hello to {person.who.name}", opening="It has been a while, and I thought of you.")
    )


def noted(person: PersonDetails, sentence: str, today: date) -> str:
    """ "Note of 2 October: “We open on 1 October”."""
    when = f" of {days_in_words.plain(person.noted_on, today)}" if person.noted_on else ""
    return f"Note{when}: {note_quotes.quoted(sentence)}"


def _question(person: PersonDetails, today: date) -> Reason | None:
    question = note_quotes.question(person.note)
    if not question:
        return None
    return Reason(
        f"Pick up an open question with {person.who.name}",
        note_quotes.quoted(question),
        (noted(person, question, today),),
        f"I still think about the question “{question}”. Did you find an answer?",
    )


def _advice(person: PersonDetails, today: date) -> Reason | None:
    if person.advice is None:
        return None
    words, on = person.advice
    why = f"{note_quotes.quoted(words)}{f', {days_in_words.named(on, today)}' if on else ''}"
    rests = f"Advice they gave you{f' on {days_in_words.plain(on, today)}' if on else ''}: {note_quotes.quoted(words)}"
    opening = f"“{words}” was your advice, and I owe you an answer."
    return Reason(f"Tell {person.who.name} what came of the advice", why, (rests,), opening)


def _item(person: PersonDetails) -> Reason | None:
    if person.item is None:
        return None
    title, topic, kind = person.item
    fits = f"{person.who.subject} {_feels(kind, topic)}"
    rests = (f"On your shelf, never sent to {person.who.first_name}: “{title}”", f"Topic noted: {topic}")
    return Reason(
        f"{person.who.name} might like “{title}”", fits, rests, f"I came across “{title}” and thought of you."
    )


def _feels(kind: str, topic: str) -> str:
    return f"is looking for {wanted(topic)}" if kind == "looking_for" else f"cares about {topic}"


def _introduction(person: PersonDetails, idea: Suggestion | None, today: date) -> Reason | None:
    """Both sides' words are named: an introduction without evidence is a guess."""
    if idea is None:
        return None
    one, other = person.who, idea.other
    looks, helps = (one, other) if idea.helps else (other, one)
    why = f"{looks.first_name} is looking for {wanted(idea.topic)}, {helps.first_name} can help with it"
    days_noted = (idea.noted_on, idea.other_noted_on) if idea.helps else (idea.other_noted_on, idea.noted_on)
    rests = (
        _noted_topic(looks.name, "is looking for", idea.topic, days_noted[0], today),
        _noted_topic(helps.name, "can help with", idea.topic, days_noted[1], today),
        "They have no meeting, workplace or introduction in common",
    )
    asked = f"can help with {idea.topic}" if idea.helps else f"is looking for {wanted(idea.topic)}"
    opening = f"I know {other.name}, who {asked}. Would an introduction be welcome?"
    return Reason(f"Offer {one.name} an introduction to {other.name}", why, rests, opening)


def _noted_topic(name: str, verb: str, topic: str, on: date | None, today: date) -> str:
    return f"{name} {verb}: {topic}{f' (noted {days_in_words.plain(on, today)})' if on else ''}"


def _advised(person: PersonDetails, today: date) -> Reason | None:
    if person.advised is None:
        return None
    words, on = person.advised
    why = f"You advised {note_quotes.quoted(words)}{f', {days_in_words.named(on, today)}' if on else ''}"
    rests = (
        f"Advice of yours{f' of {days_in_words.plain(on, today)}' if on else ''}: {note_quotes.quoted(words)}"
    )
    opening = f"I once advised “{words}”. How did it go, if you tried it?"
    return Reason(f"Ask {person.who.name} what came of your advice", why, (rests,), opening)


def _to_come(person: PersonDetails, today: date) -> Reason | None:
    """What was still to come has an outcome by now."""
    return _went_on(person, note_quotes.to_come(person.note), "how it went", today)


def _under_way(person: PersonDetails, today: date) -> Reason | None:
    return _went_on(person, note_quotes.under_way(person.note), "how it is going", today)


def _went_on(person: PersonDetails, sentence: str, asked: str, today: date) -> Reason | None:
    if not sentence:
        return None
    opening = f"When we last spoke I noted “{sentence}”. How did it go on?"
    why, rests = f"Last note: {note_quotes.quoted(sentence)}", noted(person, sentence, today)
    return Reason(f"Ask {person.who.name} {asked}", why, (rests,), opening)


def _date(person: PersonDetails, today: date) -> Reason | None:
    """A birthday just missed; one of the week ahead has a row of its own."""
    if not person.birthday:
        return None
    month_day = int(person.birthday[-5:-3]) * 100 + int(person.birthday[-2:])
    missed = next(
        (
            day
            for kept, day in days_in_words.month_days(today - _MISSED, _MISSED.days).items()
            if kept == month_day
        ),
        None,
    )
    if missed is None:
        return None
    rests = f"Birthday noted: {missed.day} {days_in_words.MONTHS[missed.month - 1]}"
    why = f"{person.who.first_name}’s birthday was {days_in_words.on(missed, today)}"
    return Reason(
        f"Wish {person.who.name} well, a little late", why, (rests,), "I hope you had a good birthday."
    )
