"""The import record of a card: everything that matching and writing need, as plain values, made by the process that reads it.

Records consist of tuples of text and numbers, so that they can be sent cheaply from one process to another.
"""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from crm.contacts.contact import Contact, Photo
from crm.matching.compared_person import POINTS, has_placeholder_name
from crm.matching.differences import tags_of
from crm.matching.identity import Identity, identity_of, uid_key
from crm.matching.mailboxes import domain_of, is_office
from crm.text.folding import fold
from crm.text.names import split
from crm.text.typed_text import folded_point

_as_json = json.JSONEncoder(ensure_ascii=False).encode


class PersonColumns(NamedTuple):
    """The columns of table `person`, by name."""

    full_name: str
    name_key: str
    given: str
    additional: str
    family: str
    prefix: str
    suffix: str
    nickname: str
    birthday: str | None
    anniversary: str | None
    birthday_md: int | None
    anniversary_md: int | None
    how_we_met: str


class PointRow(NamedTuple):
    """A row of `contact_point`; `parts` are the components of an address, as JSON."""

    kind: str
    value: str
    folded: str
    label: str
    preferred: int
    parts: str | None


class RoleRow(NamedTuple):
    """A row of `role`, with the name of its organisation."""

    organization: str
    title: str
    from_on: str | None
    until_on: str | None


class PhotoRow(NamedTuple):
    """A row of `blob`."""

    sha256: str
    media_type: str
    data: bytes


class NewPersonRows(NamedTuple):
    """The rows of a new person; `other` are unknown vCard lines, `tags` the names of tags."""

    person: PersonColumns
    points: list[PointRow]
    roles: list[RoleRow]
    note: str
    other: list[str]
    tags: list[str]
    photo: PhotoRow | None


@dataclass(slots=True)
class ImportRecord:
    full_name: str
    uid: str
    raw: str
    identity: Identity
    rows: NewPersonRows

    @property
    def is_office(self) -> bool:
        """Whether the card is only an office address such as info@acme.example, and names no person."""
        return "@" in self.full_name and self.identity.name.is_firm and is_office(self.full_name)


def make_import_record(contact: Contact) -> ImportRecord:
    # "urn:uuid:" without anything after it identifies nobody, and may recur.
    uid = contact.uid if uid_key(contact.uid) else ""
    folded = fold(contact.full_name)
    return ImportRecord(
        contact.full_name, uid, contact.raw, identity_of(contact, folded), rows_of(contact, folded)
    )


def rows_of(contact: Contact, folded: str) -> NewPersonRows:
    given, additional, family, prefix, suffix = _name_parts(contact)
    person = PersonColumns(
        contact.full_name, folded, given, additional, family, prefix, suffix, contact.nickname,
        contact.birthday, contact.anniversary, month_and_day(contact.birthday), month_and_day(contact.anniversary),
        contact.how_we_met,
    )  # fmt: skip
    roles = roles_of(contact) or office_of(contact)
    photo = photo_of(contact.photo)
    return NewPersonRows(
        person, points_of(contact), roles, contact.note, contact.other, tags_of(contact), photo
    )


def points_of(contact: Contact) -> list[PointRow]:
    rows: list[PointRow] = []
    for name, kind in POINTS.items():
        for point in getattr(contact, name):
            parts = _as_json(point.parts) if point.parts else None
            folded = folded_point(kind, point.value)
            rows.append(PointRow(kind, point.value, folded, point.label, int(point.preferred), parts))
    return rows


def roles_of(contact: Contact) -> list[RoleRow]:
    return [RoleRow(role.organization, role.title, role.from_on, role.until_on) for role in contact.roles]


def office_of(contact: Contact) -> list[RoleRow]:
    """A role at the organisation behind info@acme.example, if the card says nothing else about the person."""
    domain = (
        domain_of(contact.full_name) if is_office(contact.full_name) and has_placeholder_name(contact) else ""
    )
    return [RoleRow(domain, "", None, None)] if domain else []


def photo_of(photo: Photo | None) -> PhotoRow | None:
    return PhotoRow(sha256(photo.data).hexdigest(), photo.media_type, photo.data) if photo else None


def _name_parts(contact: Contact) -> tuple[str, str, str, str, str]:
    """The name parts of the file, or split from the full name of a person."""
    stated = (contact.given, contact.additional, contact.family, contact.prefix, contact.suffix)
    if any(stated):
        return stated
    is_firm = any(role.organization == contact.full_name for role in contact.roles)
    if is_firm or has_placeholder_name(contact):
        return stated
    parts = split(contact.full_name)
    return parts.given, parts.additional, parts.family, parts.prefix, parts.suffix


def month_and_day(day: str | None) -> int | None:
    """412 for --04-12 or 1980-04-12: the form that the Today queries search by."""
    return int(day[-5:-3]) * 100 + int(day[-2:]) if day else None
