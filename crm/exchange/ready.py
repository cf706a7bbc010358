"""A card made ready to be judged and written, as plain values: by whichever process read it, before anyone asks.

Values are tuples of text and numbers only, so that they travel from one process to another at little cost.
"""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from crm.exchange.contact import Contact, Photo
from crm.exchange.differences import POINTS, is_made_up, tags_of
from crm.exchange.likeness import name_values
from crm.exchange.mailboxes import domain_of, is_office, mailbox
from crm.exchange.phones import digits_of
from crm.folding import fold
from crm.people.names import split
from crm.people.words import folded_point

Values = tuple[Any, ...]
_as_json = json.JSONEncoder(ensure_ascii=False).encode
PERSON = (
    "full_name", "name_key", "given", "additional", "family", "prefix", "suffix", "nickname", "birthday", "anniversary",
    "birthday_md", "anniversary_md", "how_we_met",
)  # fmt: skip


@dataclass(slots=True)
class Ready:
    """`identity` is what known.Keys is made of, `rows` what a new person's rows are made of (see `rows_of`)."""

    full_name: str
    uid: str
    raw: str
    identity: Values
    rows: Values

    @property
    def is_office(self) -> bool:
        """info@acme.example and nothing that names a person: nobody to keep in touch with."""
        return "@" in self.full_name and bool(self.identity[1][4]) and is_office(self.full_name)


def made_ready(contact: Contact) -> Ready:
    uid = (
        contact.uid if uid_key(contact.uid) else ""
    )  # "urn:uuid:" and no more says nothing, and may come again
    folded = fold(contact.full_name)
    return Ready(contact.full_name, uid, contact.raw, identity_of(contact, folded), rows_of(contact, folded))


def identity_of(contact: Contact, folded: str | None = None) -> Values:
    """UID as it is compared; the name's values, in the order of likeness.Name; e-mails, phones, profiles by what is compared."""
    return (
        uid_key(contact.uid) if contact.uid else "",
        name_values(contact, folded),
        {mailbox(point.value): point.value for point in contact.emails},
        {digits: point.value for point in contact.phones if (digits := digits_of(point.value))},
        {profile: point.value for point in contact.urls if (profile := profile_of(point.value))},
    )  # fmt: skip


def profile_of(url: str) -> str:
    """The part of a LinkedIn address that names the person, or nothing: a company's page is no person."""
    _, is_there, name = url.partition("linkedin.com/in/")
    return name.partition("?")[0].partition("/")[0].lower() if is_there else ""


def uid_key(uid: str) -> str:
    """Equal for urn:uuid:ABC and abc."""
    return uid.strip().lower().removeprefix("urn:uuid:")


def rows_of(contact: Contact, folded: str) -> Values:
    """PERSON's columns; contact points; roles by the organisation's name; note; other lines; tags; the photo or None."""
    given, additional, family, prefix, suffix = _name_parts(contact)
    person = (
        contact.full_name, folded, given, additional, family, prefix, suffix, contact.nickname,
        contact.birthday, contact.anniversary, month_and_day(contact.birthday), month_and_day(contact.anniversary),
        contact.how_we_met,
    )  # fmt: skip
    roles = roles_of(contact) or office_of(contact)
    lists = (points_of(contact), roles, contact.note, contact.other, tags_of(contact))
    return (person, *lists, photo_of(contact.photo))


def points_of(contact: Contact) -> list[Values]:
    """(kind, value, folded, label, preferred, parts as JSON) of each contact point."""
    rows: list[Values] = []
    for name, kind in POINTS.items():
        for point in getattr(contact, name):
            parts = _as_json(point.parts) if point.parts else None
            folded = folded_point(kind, point.value)
            rows.append((kind, point.value, folded, point.label, 1 if point.preferred else 0, parts))
    return rows


def roles_of(contact: Contact) -> list[Values]:
    return [(role.organization, role.title, role.from_on, role.until_on) for role in contact.roles]


def office_of(contact: Contact) -> list[Values]:
    """The organisation behind info@acme.example, where that is all a card says of who it is."""
    domain = domain_of(contact.full_name) if is_office(contact.full_name) and is_made_up(contact) else ""
    return [(domain, "", None, None)] if domain else []


def photo_of(photo: Photo | None) -> Values | None:
    """Hash, media type, bytes."""
    return (sha256(photo.data).hexdigest(), photo.media_type, photo.data) if photo else None


def _name_parts(contact: Contact) -> tuple[str, str, str, str, str]:
    """As the file says; where it only has the whole name of a person, as it reads."""
    said = (contact.given, contact.additional, contact.family, contact.prefix, contact.suffix)
    if any(said):
        return said
    is_firm = any(role.organization == contact.full_name for role in contact.roles)
    if is_firm or is_made_up(contact):
        return said
    parts = split(contact.full_name)
    return parts.given, parts.additional, parts.family, parts.prefix, parts.suffix


def month_and_day(day: str | None) -> int | None:
    """0412 for --04-12, as the Today page looks days up."""
    return int(day[-5:-3]) * 100 + int(day[-2:]) if day else None
