"""Rows about people: whom to stay close with and what to say, and their dates."""

from datetime import date

from crm import rhythm
from crm.today import days, quotes
from crm.today.details import PersonDetails
from crm.today.telling.phrases import last_contact, wanted


def what(person: PersonDetails) -> str:
    """Something to say where stored words give it, else a hello."""
    name = person.who.name
    if quotes.question(person.note):
        return f"Pick up an open question with {name}"
    if person.advice:
        return f"Tell {name} what came of the advice"
    if person.item:
        return f"{name} might like “{person.item[0]}”"
    if quotes.to_come(person.note):
        return f"Ask {name} how it went"
    if quotes.under_way(person.note):
        return f"Ask {name} how it is going"
    return f"Say hello to {name}"


def why(person: PersonDetails, today: date) -> str:
    since = last_contact(person.last_contact, today)
    if person.rhythm_days:
        since += f"; your rhythm is {rhythm.length(person.rhythm_days)}"
    question = quotes.question(person.note)
    if question:
        return f"{quotes.quoted(question)} {since}"
    if person.advice:
        words, on = person.advice
        return f"{quotes.quoted(words)}{f', {days.named(on, today)}' if on else ''}. {since}"
    if person.item:
        return f"{_fits(person)}. {last_contact(person.last_contact, today)}"
    quote = quotes.to_come(person.note) or quotes.under_way(person.note) or quotes.telling(person.note)
    if quote:
        return f"{since}. Last note: {quotes.quoted(quote)}"
    return f"{since}. How you met: {quotes.shortened(person.how_we_met)}" if person.how_we_met else since


def _fits(person: PersonDetails) -> str:
    _, topic, kind = person.item or ("", "", "")
    if kind == "looking_for":
        return f"{person.who.subject} is looking for {wanted(topic)}"
    return f"{person.who.subject} cares about {topic}"


def chip(person: PersonDetails) -> str:
    if person.rhythm_days is None:
        return ""
    name = rhythm.name(person.rhythm_days).replace("_", " ")
    return name if person.rhythm_days in rhythm.NAMED.values() else rhythm.words(person.rhythm_days)


def date_what(person: PersonDetails, key: str, falls: date, today: date) -> str:
    """ "Rosa Weiss turns 50 on Monday". The year is used where it is known."""
    name, when = person.who.name, days.on(falls, today)
    stored = person.birthday if key.startswith("birthday") else person.anniversary
    year = stored[:4] if stored else ""
    count = falls.year - int(year) if year.isdigit() else 0
    if key.startswith("birthday"):
        return f"{name} turns {count} {when}" if 0 < count < 130 else f"{name} has a birthday {when}"
    return f"{name}: {counted} {when}" if (counted := _years(count)) else f"{name} has an anniversary {when}"


def _years(count: int) -> str:
    return f"{days.counted(count, 'year')} together" if 0 < count < 90 else ""


def date_why(person: PersonDetails, today: date) -> str:
    quote = quotes.telling(person.note)
    if quote:
        return f"Last note: {quotes.quoted(quote)}"
    if person.last_contact is None and person.how_we_met:
        return f"How you met: {quotes.shortened(person.how_we_met)}"
    return last_contact(person.last_contact, today)
