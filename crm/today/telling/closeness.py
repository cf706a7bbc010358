"""Rows about people: whom to stay close with and why now, whom one would not have thought of, and their dates."""

from datetime import date

from crm import rhythm
from crm.today import days, quotes
from crm.today.details import PersonDetails
from crm.today.telling.phrases import last_contact
from crm.today.telling.reasons import Reason, noted


def why(person: PersonDetails, reason: Reason, today: date) -> str:
    """What the reason rests on goes first where it says more than the time that has passed."""
    since = last_contact(person.last_contact, today)
    if person.rhythm_days:
        since += f"; your rhythm is {rhythm.length(person.rhythm_days)}"
    if reason.why.startswith("“"):
        return f"{reason.why}{'' if reason.why.endswith('?”') else '.'} {since}"
    if reason.why.startswith("Last note"):
        return f"{since}. {reason.why}"
    if reason.why:
        return f"{reason.why}. {last_contact(person.last_contact, today)}"
    if quote := quotes.telling(person.note):
        return f"{since}. Last note: {quotes.quoted(quote)}"
    return f"{since}. How you met: {quotes.shortened(person.how_we_met)}" if person.how_we_met else since


def rests(person: PersonDetails, reason: Reason, due: date | None, today: date) -> tuple[str, ...]:
    """The stored words and days behind the row."""
    found = [_contact(person, today)]
    if person.rhythm_days and due:
        every = rhythm.words(person.rhythm_days)
        found.append(f"Your rhythm: {every}, so the next touch was due on {days.plain(due, today)}")
    elif not person.rhythm_days:
        found.append("No rhythm chosen")
    if reason.rests:
        return (*found, *reason.rests)
    if quote := quotes.telling(person.note):
        found.append(noted(person, quote, today))
    elif person.how_we_met:
        found.append(f"How you met: {quotes.shortened(person.how_we_met)}")
    return tuple(found)


def _contact(person: PersonDetails, today: date) -> str:
    if person.last_contact is None:
        return "No contact noted yet"
    return f"Last contact: {days.plain(person.last_contact, today)}"


def lapsed(person: PersonDetails, today: date) -> str:
    """The rhythm that has passed, told beside another row: "Ana: last contact 9 weeks ago, your rhythm is 2 months"."""
    since = last_contact(person.last_contact, today)
    every = f", your rhythm is {rhythm.length(person.rhythm_days)}" if person.rhythm_days else ""
    return f"{person.who.first_name}: {since[0].lower()}{since[1:]}{every}"


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


def date_rests(person: PersonDetails, key: str, falls: date, today: date) -> tuple[str, ...]:
    what = key.split("-")[0]
    stored = (person.birthday if what == "birthday" else person.anniversary) or ""
    year = f" {stored[:4]}" if stored[:4].isdigit() else ""
    return (
        f"{what.capitalize()} noted: {falls.day} {days.MONTHS[falls.month - 1]}{year}",
        _contact(person, today),
    )
