"""Rows about somebody who said "not now", once their day has come."""

from datetime import date

from crm.asks.queries import NotNowOver
from crm.people.short_names import PersonRef
from crm.text import days_in_words
from crm.today import note_quotes


def what(said: NotNowOver, today: date) -> str:
    """ "Ana Ruiz may be asked again: “not now” was until 20 November"."""
    return f"{said.name} may be asked again: “not now” was until {days_in_words.plain(said.over_on, today)}"


def why(said: NotNowOver, who: PersonRef, today: date) -> str:
    """ "“15 minutes on pricing”, asked on 3 August. She said: “after the fair”"."""
    asked = (
        f"{note_quotes.quoted(asked_in_short(said.words))}, asked {days_in_words.on(said.asked_on, today)}"
    )
    return (
        f"{asked}. {who.subject} said: {note_quotes.quoted(_one_line(said.answer))}" if said.answer else asked
    )


def chip(said: NotNowOver, today: date) -> str:
    named = days_in_words.named(said.over_on, today)
    return named if said.over_on == today else f"since {named}"


def rests(said: NotNowOver, today: date) -> tuple[str, ...]:
    """The stored words and days behind the row."""
    found = [
        f"You asked on {days_in_words.plain(said.asked_on, today)}: “{_one_line(said.words)}”",
        f"The answer: not now, until {days_in_words.plain(said.over_on, today)}",
    ]
    return (*found, f"Their words: “{_one_line(said.answer)}”") if said.answer else tuple(found)


def beside(said: NotNowOver, who: PersonRef, today: date) -> str:
    """Told in the why of another row."""
    return f"{who.first_name} asked you to wait until {days_in_words.plain(said.over_on, today)}, so you may ask again"


def asked_in_short(words: str) -> str:
    """The question of an ask, or its first sentence. The ask checker knows better, but its vocabulary loads too late."""
    return note_quotes.telling(words) or _one_line(words)


def _one_line(words: str) -> str:
    return " ".join(words.split())
