"""Texts of rows about people: "stay close" and dates."""

from datetime import date

from crm import rhythm
from crm.text import days_in_words
from crm.text.date_lines import PersonDate
from crm.today import note_quotes
from crm.today.row_details import RowPerson
from crm.today.row_text import last_contact
from crm.today.row_text.reasons import Reason, note_evidence


def why(person: RowPerson, reason: Reason, today: date) -> str:
    """A quoted reason goes before the time since the last contact, except for a last note."""
    since = last_contact.describe_with_rhythm(person, today)
    if reason.why.startswith("Last note"):
        return f"{since}. {reason.why}"
    if reason.why:
        return f"{reason.why}{'' if reason.why.endswith('?”') else '.'} {since}"
    if quote := note_quotes.best_sentence(person.note):
        if person.last_contact is None:  # a note says more than "no contact yet"
            return last_contact.describe_note_with_rhythm(person, note_quotes.quoted(quote), today)
        return f"{since}. Last note: {note_quotes.quoted(quote)}"
    return f"{since}. How you met: {note_quotes.shortened(person.how_we_met)}" if person.how_we_met else since


def evidence(person: RowPerson, reason: Reason, due: date | None, today: date) -> tuple[str, ...]:
    """The stored texts and days behind the row, one per line."""
    found = [last_contact.evidence(person, today)]
    if person.rhythm_days and due:
        every = rhythm.describe(person.rhythm_days)
        found.append(f"Your rhythm: {every}, so the next touch was due on {days_in_words.plain(due, today)}")
    elif not person.rhythm_days:
        found.append("No rhythm chosen")
    if reason.evidence:
        return (*found, *reason.evidence)
    if quote := note_quotes.best_sentence(person.note):
        found.append(note_evidence(person, quote, today))
    elif person.how_we_met:
        found.append(f"How you met: {note_quotes.shortened(person.how_we_met)}")
    return tuple(found)


def chip(person: RowPerson) -> str:
    if person.rhythm_days is None:
        return ""
    name = rhythm.name(person.rhythm_days).replace("_", " ")
    return name if person.rhythm_days in rhythm.DAYS_BY_NAME.values() else rhythm.describe(person.rhythm_days)


def date_what(person: RowPerson, key: str, falls_on: date, today: date) -> str:
    """ "Rosa Weiss turns 50 on Monday"; without the age if the year is unknown."""
    name, when = person.ref.name, days_in_words.on(falls_on, today)
    if person.labelled_date:
        return _labelled(name, person.labelled_date, falls_on, when)
    stored = person.birthday if key.startswith("birthday") else person.anniversary
    year = stored[:4] if stored else ""
    count = falls_on.year - int(year) if year.isdigit() else 0
    if key.startswith("birthday"):
        return f"{name} turns {count} {when}" if 0 < count < 130 else f"{name} has a birthday {when}"
    return f"{name}: {counted} {when}" if (counted := _years(count)) else f"{name} has an anniversary {when}"


def _labelled(name: str, date: PersonDate, falls_on: date, when: str) -> str:
    """ "Priya Sharma: First met, 7 years on Thursday"."""
    count = falls_on.year - int(date.day[:4]) if date.day[:4].isdigit() else 0
    since = f", {days_in_words.counted(count, 'year')}" if count > 0 else ""
    return f"{name}: {date.label_or_default}{since} {when}"


def _years(count: int) -> str:
    return f"{days_in_words.counted(count, 'year')} together" if 0 < count < 90 else ""


def date_why(person: RowPerson, today: date) -> str:
    quote = note_quotes.best_sentence(person.note)
    if quote:
        return f"Last note: {note_quotes.quoted(quote)}"
    if person.last_contact is None and person.how_we_met:
        return f"How you met: {note_quotes.shortened(person.how_we_met)}"
    return last_contact.describe(person.last_contact, person.ref.first_name, today)


def date_evidence(person: RowPerson, key: str, falls_on: date, today: date) -> tuple[str, ...]:
    what, stored = key.split("-")[0], person.birthday if key.startswith("birthday") else person.anniversary
    if person.labelled_date:
        what, stored = person.labelled_date.label_or_default, person.labelled_date.day
    stored = stored or ""
    year = f" {stored[:4]}" if stored[:4].isdigit() else ""
    return (
        f"{what[:1].upper()}{what[1:]} noted: {falls_on.day} {days_in_words.MONTHS[falls_on.month - 1]}{year}",
        last_contact.evidence(person, today),
    )
