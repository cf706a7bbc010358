"""Texts of rows about a person who changed jobs."""

from datetime import date

from crm.text import days_in_words
from crm.today.new_jobs import RoleChange
from crm.today.row_details import RowPerson
from crm.today.row_text import last_contact

CHIP = "news"


def what(person: RowPerson, role: RoleChange) -> str:
    """ "Tom Sandberg moved to Acme: congratulate?"."""
    return f"{describe_change(person.ref.name, role)}: congratulate?"


def why(person: RowPerson, role: RoleChange, today: date) -> str:
    """ "CTO at Acme, noted on Monday; before, developer at Fig Tree. Coffee at Blue Bottle on 19 August"."""
    now = f"{_title_at_organisation(role.title, role.organisation)}, noted {days_in_words.on(role.noted_on, today)}"
    before = (
        f"; before, {_title_at_organisation(role.previous_title, role.previous_organisation)}"
        if _has_previous_role(role)
        else ""
    )
    return f"{now}{before}. {last_contact.describe(person.last_contact, person.ref.first_name, today)}"


def evidence(role: RoleChange, today: date) -> tuple[str, ...]:
    """The stored texts and days behind the row, one per line."""
    found = [
        f"Noted in an import on {days_in_words.plain(role.noted_on, today)}",
        f"Now: {_title_at_organisation(role.title, role.organisation)}",
    ]
    return (
        (*found, f"Before: {_title_at_organisation(role.previous_title, role.previous_organisation)}")
        if _has_previous_role(role)
        else tuple(found)
    )


def describe_change(name: str, role: RoleChange) -> str:
    """ "Tom moved to Acme"; for a new title in the same organisation "Tom is CTO at Acme now"."""
    if role.organisation == role.previous_organisation:
        return f"{name} is {_title_at_organisation(role.title, role.organisation)} now"
    return f"{name} moved to {role.organisation}"


def role_phrase(role: RoleChange) -> str:
    """Completes "I saw that you are ...": "CTO at Acme", "with Acme"."""
    return (
        _title_at_organisation(role.title, role.organisation) if role.title else f"with {role.organisation}"
    )


def _has_previous_role(role: RoleChange) -> bool:
    return bool(role.previous_title or role.previous_organisation)


def _title_at_organisation(title: str, organisation: str) -> str:
    return " at ".join(part for part in (title, organisation) if part)
