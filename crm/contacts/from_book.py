"""Loads people of the book as contacts, for comparison with files and for export."""

import json
from collections.abc import Sequence
from typing import Any

from crm.contacts.contact import Contact, ContactRole, Photo, Point
from crm.storage.reading import Reader

_LISTS = {
    "email": "emails",
    "phone": "phones",
    "address": "addresses",
    "url": "urls",
    "messenger": "messengers",
}
_IDS = "IN (SELECT value FROM json_each(:ids))"
_PEOPLE = f"""
SELECT p.id, p.uid, p.full_name, p.given, p.additional, p.family, p.prefix, p.suffix, p.nickname, p.birthday,
  p.anniversary, p.how_we_met, p.photo FROM person p WHERE p.id {_IDS}
"""
_POINTS = f"SELECT person_id, kind, value, label, preferred, parts FROM contact_point WHERE person_id {_IDS} ORDER BY id"
_ROLES = f"""
SELECT r.person_id, coalesce(o.name, '') AS organisation, r.title, r.from_on, r.until_on
FROM role r LEFT JOIN organisation o ON o.id = r.organisation_id
WHERE r.person_id {_IDS} ORDER BY r.until_on IS NOT NULL, r.id
"""
_TAGS = f"""
SELECT pt.person_id, t.name FROM person_tag pt JOIN tag t ON t.id = pt.tag_id WHERE pt.person_id {_IDS} ORDER BY pt.id
"""
_NOTES = f"SELECT person_id, words FROM note WHERE person_id {_IDS} ORDER BY coalesce(on_day, ''), id"
_OTHER = f"SELECT person_id, line FROM other_property WHERE person_id {_IDS} ORDER BY place, id"


def contacts(read: Reader, ids: Sequence[int], photos: bool = False) -> dict[int, Contact]:
    """The contacts of those ids that exist, in the given order. Without `photos`, a photo is present but has no bytes."""
    wanted = json.dumps(list(ids))
    rows = {row["id"]: row for row in read.rows(_PEOPLE, ids=wanted)}
    found = {one: _contact(read, rows[one], photos) for one in ids if one in rows}
    for row in read.rows(_POINTS, ids=wanted):
        parts = json.loads(row["parts"]) if row["parts"] else None
        point = Point(row["value"], row["label"], bool(row["preferred"]), parts)
        getattr(found[row["person_id"]], _LISTS[row["kind"]]).append(point)
    for row in read.rows(_ROLES, ids=wanted):
        role = ContactRole(row["organisation"], row["title"], row["from_on"], row["until_on"])
        found[row["person_id"]].roles.append(role)
    for row in read.rows(_TAGS, ids=wanted):
        found[row["person_id"]].categories.append(row["name"])
    for row in read.rows(_NOTES, ids=wanted):
        one = found[row["person_id"]]
        one.note = f"{one.note}\n{row['words']}" if one.note else row["words"]
    for row in read.rows(_OTHER, ids=wanted):
        found[row["person_id"]].other.append(row["line"])
    return found


def all_person_ids(read: Reader) -> list[int]:
    """All person ids, in the order of the People page."""
    return [int(one) for one in read.values("SELECT id FROM person ORDER BY sort_key, id")]


def _contact(read: Reader, row: Any, photos: bool) -> Contact:
    contact = Contact(
        full_name=row["full_name"],
        given=row["given"],
        additional=row["additional"],
        family=row["family"],
        prefix=row["prefix"],
        suffix=row["suffix"],
        nickname=row["nickname"],
        uid=row["uid"],
        birthday=row["birthday"],
        anniversary=row["anniversary"],
        how_we_met=row["how_we_met"],
    )
    if row["photo"]:
        contact.photo = _photo(read, row["photo"]) if photos else Photo(b"", "")
    return contact


def photo(read: Reader, person_id: int) -> Photo | None:
    """The photo of one person, with its bytes."""
    sha256 = read.value("SELECT photo FROM person WHERE id = :one", one=person_id)
    return _photo(read, sha256) if sha256 else None


def _photo(read: Reader, sha256: str) -> Photo | None:
    row = read.one("SELECT media_type, bytes FROM blob WHERE sha256 = :sha256", sha256=sha256)
    return Photo(bytes(row["bytes"]), row["media_type"]) if row else None
