"""Adds, changes and removes contact points: e-mail addresses, phones, addresses, web pages, messenger handles."""

import json
from typing import TYPE_CHECKING

from sqlalchemy import select

from crm.errors import NotUnderstood
from crm.model import ContactPoint, Person
from crm.text.typed_text import folded_point, line, lines

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork

_KIND_LABELS = {
    "email": "e-mail address",
    "phone": "phone",
    "address": "address",
    "url": "web page",
    "messenger": "handle",
}


def add(work: "UnitOfWork", person: Person, kind: str, value: str, label: str = "") -> None:
    """Adds the value unless the person has it. Raises NotUnderstood for an empty or invalid value."""
    text, parts = _validated(kind, value)
    folded = folded_point(kind, text)
    if any(point.folded == folded for point in points_of_kind(work, person.id, kind)):
        return
    point = ContactPoint(
        person_id=person.id, kind=kind, value=text, folded=folded, label=line(label), parts=parts
    )
    work.session.add(point)
    work.session.flush()


def change(work: "UnitOfWork", point_id: int, value: str, label: str | None = None) -> None:
    """Changes value and, unless None, label in place. Raises NotUnderstood for an empty or invalid value."""
    point = work.session.get(ContactPoint, point_id)
    if point is None:
        raise NotUnderstood("This contact point is no longer there.")
    text, parts = _validated(point.kind, value)
    if text != point.value:
        point.value, point.folded, point.parts = text, folded_point(point.kind, text), parts
    if label is not None:
        point.label = line(label)


def prefer(work: "UnitOfWork", point_id: int) -> None:
    """Makes this the only preferred point of its kind."""
    point = work.session.get(ContactPoint, point_id)
    if point is None:
        raise NotUnderstood("This contact point is no longer there.")
    for other in points_of_kind(work, point.person_id, point.kind):
        other.preferred = int(other.id == point_id)


def remove(work: "UnitOfWork", person: Person, kind: str, value: str) -> None:
    """Raises NotUnderstood if the person has no such value."""
    folded = folded_point(kind, value)
    found = [point for point in points_of_kind(work, person.id, kind) if point.folded == folded]
    if not found:
        raise NotUnderstood(f"{person.full_name} has no {_KIND_LABELS[kind]} “{line(value)}”.")
    for point in found:
        work.session.delete(point)
    work.session.flush()


def replace(work: "UnitOfWork", person: Person, kind: str, value: str) -> None:
    """Replaces all points of the kind by this value; an empty value removes them all."""
    folded = folded_point(kind, value)
    for point in points_of_kind(work, person.id, kind):
        if not value.strip() or point.folded != folded:
            work.session.delete(point)
    work.session.flush()
    if value.strip():
        add(work, person, kind, value)


def points_of_kind(work: "UnitOfWork", person_id: int, kind: str) -> list[ContactPoint]:
    chosen = select(ContactPoint).where(ContactPoint.person_id == person_id, ContactPoint.kind == kind)
    return list(work.session.scalars(chosen.order_by(ContactPoint.preferred.desc(), ContactPoint.id)))


def _validated(kind: str, value: str) -> tuple[str, str | None]:
    text = lines(value) if kind == "address" else line(value)
    if not text:
        raise NotUnderstood(f"The {_KIND_LABELS[kind]} is empty.")
    if kind == "email" and ("@" not in text.strip("@") or " " in text):
        raise NotUnderstood(f"“{text}” is no e-mail address.")
    if kind == "phone" and not any(char.isdigit() for char in text):
        raise NotUnderstood(f"“{text}” is no phone number.")
    # A typed address is stored as the street component (ADR of RFC 6350: box, extended, street, ...).
    return text, json.dumps(["", "", text, "", "", "", ""]) if kind == "address" else None
