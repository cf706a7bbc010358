"""The owner of the book ("me"): a name and e-mail addresses, stored as settings and not as a person."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from crm import settings
from crm.errors import NotUnderstood
from crm.people.person_json import document_of
from crm.people.records import PersonDetails, PointLine
from crm.storage.reading import Reader
from crm.text.assignments import Assignment
from crm.text.typed_text import line

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork

OWNER_KEYWORD = "me"
OWNER_ATTENDANCE_RATE = 0.8
"""A guest of at least this share of the events with several guests is likely the owner of the calendar."""


def as_json(read: Reader) -> dict[str, Any]:
    """The owner as a *person* document with name, addresses and the standing answer; the id is None."""
    emails = settings.value(read, settings.OWNER_EMAILS)
    points = tuple(PointLine(0, "email", email, "", place == 0) for place, email in enumerate(emails))
    name = settings.value(read, settings.OWNER_NAME)
    return document_of(PersonDetails(0, "", name, points=points)) | {
        "id": None,
        "want": settings.value(read, settings.OWNER_WANT),
    }


def set_fields(work: "UnitOfWork", assignments: Iterable[Assignment]) -> None:
    """`name=…`, `want=…`, `email+=…`, `email-=…`, `email=…`. Raises NotUnderstood."""
    for name, operator, text in assignments:
        if name == "full_name" and operator == "=":
            settings.change(work, settings.OWNER_NAME, line(text))
        elif name == "want" and operator == "=":
            settings.change(work, settings.OWNER_WANT, line(text))
        elif name == "email":
            _set_email(work, operator, line(text))
        else:
            raise NotUnderstood(f"“{name}{operator}” cannot be set for me. Write name=…, email+=… or want=…")
    work.label = "Changed who I am"


def add_own_address(work: "UnitOfWork", email: str) -> None:
    """Records an address found in a calendar as the owner's own."""
    add_addresses(work, [email])
    work.label = f"Noted that {email} is me"


def add_addresses(work: "UnitOfWork", emails: Iterable[str]) -> None:
    """Records addresses without setting the label of the step."""
    for email in emails:
        _set_email(work, "+=", line(email))


def _set_email(work: "UnitOfWork", operator: str, email: str) -> None:
    if email and ("@" not in email.strip("@") or " " in email):
        raise NotUnderstood(f"“{email}” is no e-mail address.")
    current = settings.value(work.read, settings.OWNER_EMAILS)
    remaining = [one for one in current if one.lower() != email.lower()]
    if operator == "-=" and len(remaining) == len(current):
        raise NotUnderstood(f"I have no e-mail address “{email}”.")
    if operator == "+=":
        remaining = current if len(remaining) < len(current) else [*current, email]
    elif operator == "=":
        remaining = [email] if email else []
    settings.change(work, settings.OWNER_EMAILS, [one for one in remaining if one])
