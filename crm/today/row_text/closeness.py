"""Rows about people: whom to stay close with and why now, whom one would not have thought of, and their dates."""

from datetime import date

from crm import rhythm
from crm.text import days_in_words
from crm.text.date_lines import PersonDate
from crm.today import note_quotes
from crm.today.row_details import PersonDetails
from crm.today.row_text import last_contact
from crm.today.row_text.reasons import Reason, noted


def why(person: PersonDetails, reason: Reason, today: date) -> str:
    """What the reason rests on goes first where it says more than the time that has passed."""
    since = last_contact.since(person, today)
    if reason.why.startswith("Last note"):
        return f"{since}. {reason.why}"
    if reason.why:
        return f"{reason.why}{'' if reason.why.endswith('?”') else '.'} {since}"
    if quote := note_quotes.telling(person.note):
        if person.last_contact is None:  # then what was written says more than that nothing happened
            return last_contact.noted_instead(person, note_quotes.quoted(quote), today)
        return f"{since}. Last note: {note_quotes.quoted(quote)}"
    return f"{since}. How you met: {note_quotes.shortened(person.how_we_met)}" if person.how_we_met else since


def rests(person: PersonDetails, reason: Reason, due: date | None, today: date) -> tuple[str, ...]:
    """The stored words and days behind the row."""
    found = [last_contact.noted(person, today)]
    if person.rhythm_days and due:
        every = rhythm.describe(person.rhythm_days)
        found.append(f"Your rhythm: {every}, so the next touch was due on {days_in_words.plain(due, today)}")
    elif not person.rhythm_days:
        found.append("No rhythm chosen")
    if reason.rests:
        return (*found, *reason.rests)
    if quote := note_quotes.telling(person.note):
        found.append(noted(person, quote, today))
    elif person.how_we_met:
        found.append(f"How you met: {note_quotes.shortened(person.how_we_met)}")
    return tuple(found)


def chip(person: PersonDetails) -> str:
    if person.rhythm_days is None:
        return ""
    name = rhythm.name(person.rhythm_days).replace("_", " ")
    return name if person.rhythm_days in rhythm.DAYS_BY_NAME.values() else rhythm.describe(person.rhythm_days)


def date_what(person: PersonDetails, key: str, falls: date, today: date) -> str:
    """ "Rosa Weiss turns 50 on Monday". The year is used where it is known."""
    name, when = person.who.name, days_in_words.on(falls, today)
    if person.labelled:
        return _labelled(name, person.labelled, falls, when)
    stored = person.birthday if key.startswith("birthday") else person.anniversary
    year = stored[:4] if stored else ""
    count = falls.year - int(year) if year.isdigit() else 0
    if key.startswith("birthday"):
        return f"{name} turns {count} {when}" if 0 < count < 130 else f"{name} has a birthday {when}"
    return f"{name}: {counted} {when}" if (counted := _years(count)) else f"{name} has an anniversary {when}"


def _labelled(name: str, date: PersonDate, falls: date, when: str) -> str:
    """ "Priya Sharma: First met, 7 years on Thursday"."""
    count = falls.year - int(date.day[:4]) if date.day[:4].isdigit() else 0
    since = f", {days_in_words.counted(count, 'year')}" if count > 0 else ""
    return f"{name}: {date.words}{since} {when}"


def _years(count: int) -> str:
    return f"{days_in_words.counted(count, 'year')} together" if 0 < count < 90 else ""


def date_why(person: PersonDetails, today: date) -> str:
    quote = note_quotes.telling(person.note)
    if quote:
        return f"Last note: {note_quotes.quoted(quote)}"
    if person.last_contact is None and person.how_we_met:
        return f"How you met: {note_quotes.shortened(person.how_we_met)}"
    return last_contact.said(person.last_contact, person.who.first_name, today)


def date_rests(person: PersonDetails, key: str, falls: date, today: date) -> tuple[str, ...]:
    what, stored = key.split("-")[0], person.birthday if key.startswith("birthday") else person.anniversary
    if person.labelled:
        what, stored = person.labelled.words, person.labelled.day
    stored = stored or ""
    year = f" {stored[:4]}" if stored[:4].isdigit() else ""
    return (
        f"{what[:1].upper()}{what[1:]} noted: {falls.day} {days_in_words.MONTHS[falls.month - 1]}{year}",
        last_contact.noted(person, today),
    )
