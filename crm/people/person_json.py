"""JSON of a person for the command line, with the property names of vCard (RFC 6350)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from crm import rhythm
from crm.matching.compared_person import POINTS
from crm.people import full_records
from crm.people.records import PersonDetails, RoleLine
from crm.people.topic_kinds import TOPIC_KINDS
from crm.promises.queries import as_json as promise_as_json
from crm.storage.reading import Reader


def as_json(read: Reader, person_id: int) -> dict[str, Any]:
    """The *person* document of the command line. Raises NothingFound."""
    return document_of(full_records.person(read, person_id))


def many_as_json(read: Reader, ids: Sequence[int]) -> list[dict[str, Any]]:
    return [document_of(person) for person in full_records.people(read, ids)]


def document_of(person: PersonDetails) -> dict[str, Any]:
    """The *person* document of a record."""
    return {**_identity(person), **_contact(person), **_relationship(person), **_open_items(person)}


def _identity(person: PersonDetails) -> dict[str, Any]:
    role = person.role
    return {
        "id": person.id,
        "uid": person.uid,
        "full_name": person.full_name,
        "given": person.given,
        "additional": person.additional,
        "family": person.family,
        "prefix": person.prefix,
        "suffix": person.suffix,
        "nickname": person.nickname,
        "organization": role.organisation if role else "",
        "title": role.title if role else "",
    }


def _contact(person: PersonDetails) -> dict[str, Any]:
    return {
        **{name: _points(person, kind) for name, kind in POINTS.items()},
        "birthday": person.birthday,
        "anniversary": person.anniversary,
        "photo": person.photo is not None,
        "categories": list(person.tags),
        "note": person.note,
    }


def _relationship(person: PersonDetails) -> dict[str, Any]:
    return {
        "how_we_met": person.how_we_met,
        "introduced_by": person.introduced_by,
        "blurb": person.blurb,
        "standing": person.standing,
        "rhythm": rhythm.name(None if person.died else person.rhythm_days),
        "last_contact_on": _iso(person.last_contact_on),
        "roles": [_role(role) for role in person.roles],
        "other": list(person.other),
    }


def _open_items(person: PersonDetails) -> dict[str, Any]:
    return {
        "topics": {kind: person.topics_of(kind) for kind in TOPIC_KINDS},
        "promises": [promise_as_json(promise) for promise in person.promises if promise.is_open],
        "died": person.died or None,
        "dates": [{"label": date.label, "on": date.on} for date in person.dates],
    }


def _role(role: RoleLine) -> dict[str, Any]:
    return {
        "organization": role.organisation,
        "title": role.title,
        "from": _iso(role.from_on),
        "until": _iso(role.until_on),
    }


def _points(person: PersonDetails, kind: str) -> list[dict[str, Any]]:
    return [
        {"value": point.value, "label": point.label, "preferred": point.preferred}
        for point in person.points_of(kind)
    ]


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
