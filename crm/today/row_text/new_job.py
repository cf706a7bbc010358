"""Rows about somebody who works elsewhere by now."""

from datetime import date

from crm.text import days_in_words
from crm.today.new_jobs import NewRole
from crm.today.row_details import PersonDetails
from crm.today.row_text import last_contact

CHIP = "news"


def what(person: PersonDetails, role: NewRole) -> str:
    """ "Tom Sandberg moved to Acme: congratulate?"."""
    return f"{told(person.who.name, role)}: congratulate?"


def why(person: PersonDetails, role: NewRole, today: date) -> str:
    """ "CTO at Acme, noted on Monday; before, developer at Fig Tree. Coffee at Blue Bottle on 19 August"."""
    now = f"{_at(role.title, role.organisation)}, noted {days_in_words.on(role.noted_on, today)}"
    before = f"; before, {_at(role.title_before, role.organisation_before)}" if _is_known(role) else ""
    return f"{now}{before}. {last_contact.said(person.last_contact, person.who.first_name, today)}"


def rests(role: NewRole, today: date) -> tuple[str, ...]:
    """The stored words and days behind the row."""
    found = [
        f"Noted in an import on {days_in_words.plain(role.noted_on, today)}",
        f"Now: {_at(role.title, role.organisation)}",
    ]
    return (
        (*found, f"Before: {_at(role.title_before, role.organisation_before)}")
        if _is_known(role)
        else tuple(found)
    )


def told(name: str, role: NewRole) -> str:
    """ "Tom moved to Acme", or of a new title at the same place "Tom is CTO at Acme now"."""
    if role.organisation == role.organisation_before:
        return f"{name} is {_at(role.title, role.organisation)} now"
    return f"{name} moved to {role.organisation}"


def as_you_are(role: NewRole) -> str:
    """After "I saw that you are": "CTO at Acme", "with Acme"."""
    return _at(role.title, role.organisation) if role.title else f"with {role.organisation}"


def _is_known(role: NewRole) -> bool:
    return bool(role.title_before or role.organisation_before)


def _at(title: str, organisation: str) -> str:
    return " at ".join(part for part in (title, organisation) if part)
