"""Texts of rows about an ask that was answered "not now", once the named day has come."""

from datetime import date

from crm.asks.queries import NotNowOver
from crm.people.short_names import PersonRef
from crm.text import days_in_words
from crm.today import note_quotes


def what(ask: NotNowOver, today: date) -> str:
    """ "Ana Ruiz may be asked again: “not now” was until 20 November"."""
    return f"{ask.name} may be asked again: “not now” was until {days_in_words.plain(ask.over_on, today)}"


def why(ask: NotNowOver, person: PersonRef, today: date) -> str:
    """ "“15 minutes on pricing”, asked on 3 August. She said: “after the fair”"."""
    asked_part = (
        f"{note_quotes.quoted(asked_in_short(ask.words))}, asked {days_in_words.on(ask.asked_on, today)}"
    )
    return (
        f"{asked_part}. {person.subject} said: {note_quotes.quoted(_one_line(ask.answer))}"
        if ask.answer
        else asked_part
    )


def chip(ask: NotNowOver, today: date) -> str:
    named = days_in_words.named(ask.over_on, today)
    return named if ask.over_on == today else f"since {named}"


def evidence(ask: NotNowOver, today: date) -> tuple[str, ...]:
    """The stored texts and days behind the row, one per line."""
    found = [
        f"You asked on {days_in_words.plain(ask.asked_on, today)}: “{_one_line(ask.words)}”",
        f"The answer: not now, until {days_in_words.plain(ask.over_on, today)}",
    ]
    return (*found, f"Their words: “{_one_line(ask.answer)}”") if ask.answer else tuple(found)


def describe_in_other_row(ask: NotNowOver, person: PersonRef, today: date) -> str:
    """For the reason of another row."""
    return f"{person.first_name} asked you to wait until {days_in_words.plain(ask.over_on, today)}, so you may ask again"


def asked_in_short(words: str) -> str:
    """The question of an ask, or its first sentence. (The ask checker is better at this, but loads its vocabulary too slowly.)"""
    return note_quotes.best_sentence(words) or _one_line(words)


def _one_line(words: str) -> str:
    return " ".join(words.split())
