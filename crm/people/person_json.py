"""A person as the command line's JSON tells it, in the terms of vCard (RFC 6350)."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from crm import rhythm
from crm.people import full_records
from crm.people.records import PersonDetails, RoleLine
from crm.promises.queries import as_json as promise_report
from crm.storage.reading import Reader

_KINDS = {
    "emails": "email",
    "phones": "phone",
    "addresses": "address",
    "urls": "url",
    "messengers": "messenger",
}
_TOPICS = ("looking_for", "can_help_with", "cares_about")


def as_json(read: Reader, person_id: int) -> dict[str, Any]:
    """The *person* document of the command line. Raises NothingFound."""
    return document_of(full_records.person(read, person_id))


def many_as_json(read: Reader, ids: Sequence[int]) -> list[dict[str, Any]]:
    return [document_of(one) for one in full_records.people(read, ids)]


def as_detailed_json(read: Reader, person_id: int) -> dict[str, Any]:
    """The *person* document with meetings, notes, and every promise, kept and released ones too."""
    one = full_records.person(read, person_id)
    notes = [{"on": _text(note.on), "words": note.words} for note in one.notes]
    return {
        **document_of(one),
        "promises": [promise_report(promise) for promise in one.promises],
        "meetings": _meetings(read, person_id),
        "notes": notes,
    }


def document_of(one: PersonDetails) -> dict[str, Any]:
    """The *person* document of someone already read."""
    role = one.role
    return {
        "id": one.id,
        "uid": one.uid,
        "full_name": one.full_name,
        "given": one.given,
        "additional": one.additional,
        "family": one.family,
        "prefix": one.prefix,
        "suffix": one.suffix,
        "nickname": one.nickname,
        "organization": role.organisation if role else "",
        "title": role.title if role else "",
        **{name: _points(one, kind) for name, kind in _KINDS.items()},
        "birthday": one.birthday,
        "anniversary": one.anniversary,
        "photo": one.photo is not None,
        "categories": list(one.tags),
        "note": one.note,
        "how_we_met": one.how_we_met,
        "introduced_by": one.introduced_by,
        "blurb": one.blurb,
        "standing": one.standing,
        "rhythm": rhythm.name(None if one.died else one.rhythm_days),
        "last_contact_on": _text(one.last_contact_on),
        "roles": [_role(role) for role in one.roles],
        "other": list(one.other),
        "topics": {kind: one.topics_of(kind) for kind in _TOPICS},
        "promises": [promise_report(promise) for promise in one.promises if promise.is_open],
        "died": one.died or None,
        "dates": [{"label": date.label, "on": date.on} for date in one.dates],
    }


def _role(role: RoleLine) -> dict[str, Any]:
    return {
        "organization": role.organisation,
        "title": role.title,
        "from": _text(role.from_on),
        "until": _text(role.until_on),
    }


def _points(one: PersonDetails, kind: str) -> list[dict[str, Any]]:
    return [
        {"value": point.value, "label": point.label, "preferred": point.preferred}
        for point in one.points_of(kind)
    ]


_MEETINGS = """
SELECT m.id, m.kind, m.state, m.held_on, m.held_at, m.place, m.purpose, m.note,
  (SELECT json_group_array(full_name) FROM (SELECT p.full_name FROM attendance w JOIN person p ON p.id = w.person_id
    WHERE w.meeting_id = m.id ORDER BY w.id)) AS people
FROM attendance a JOIN meeting m ON m.id = a.meeting_id WHERE a.person_id = :id
ORDER BY m.held_on DESC, m.held_at DESC, m.id DESC
"""


def _meetings(read: Reader, person_id: int) -> list[dict[str, Any]]:
    return [
        {
            "id": row["id"],
            "kind": row["kind"],
            "state": row["state"],
            "on": row["held_on"],
            "at": row["held_at"],
            "place": row["place"] or None,
            "people": json.loads(row["people"]),
            "purpose": row["purpose"],
            "note": row["note"],
        }
        for row in read.rows(_MEETINGS, id=person_id)
    ]


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
