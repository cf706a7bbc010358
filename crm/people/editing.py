"""Single-field changes of a person, one undoable step each."""

from hashlib import sha256
from typing import TYPE_CHECKING

from crm import rhythm
from crm.contacts.photo_bytes import PhotoError, photo_of
from crm.errors import NotUnderstood
from crm.model import ContactPoint
from crm.people import adding, contact_points, dates, tags_and_topics
from crm.people.fields import apply_rhythm, apply_standing, get_person, set_fields
from crm.people.topic_kinds import TOPIC_VERBS
from crm.text.assignments import Assignment
from crm.text.typed_text import line

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork

__all__ = ["set_fields"]


def rename(work: "UnitOfWork", person_id: int, full_name: str) -> None:
    person = get_person(work, person_id)
    before = person.full_name
    adding.set_full_name(person, full_name)
    work.label = f"Renamed {before} to {person.full_name}"


def set_text(work: "UnitOfWork", person_id: int, name: str, value: str) -> None:
    """Sets one single-value field."""
    set_fields(work, person_id, [Assignment(name, "=", value)])


def set_rhythm(work: "UnitOfWork", person_id: int, days: int | None) -> None:
    person = get_person(work, person_id)
    apply_rhythm(work, person, days)
    work.label = f"Set {person.full_name} to {rhythm.describe(days)}"


def set_standing(work: "UnitOfWork", person_id: int, standing: str) -> None:
    person = get_person(work, person_id)
    apply_standing(person, standing)
    label = {"kept": "Kept {}", "parked": "Parked {}", "resting": "Let {} rest"}[person.standing]
    work.label = label.format(person.full_name)


def add_point(work: "UnitOfWork", person_id: int, kind: str, value: str, label: str = "") -> None:
    person = get_person(work, person_id)
    contact_points.add(work, person, kind, value, label)
    work.label = f"Added {_KIND_WORDS[kind]} to {person.full_name}"


def change_point(work: "UnitOfWork", point_id: int, value: str, label: str | None = None) -> None:
    """Changes value and label in place; an empty value removes the point."""
    point = work.session.get(ContactPoint, point_id)
    if point is None:
        raise NotUnderstood("This contact point is no longer there.")
    if not value.strip():
        return remove_point(work, point_id)
    contact_points.change(work, point_id, value, label)
    work.label = f"Changed {_KIND_WORDS[point.kind]} of {get_person(work, point.person_id).full_name}"
    return None


def add_date(work: "UnitOfWork", person_id: int, value: str) -> None:
    """`value` contains the label: "First met: 3 December 2019"."""
    person = get_person(work, person_id)
    dates.add(work, person, value)
    work.label = f"Added a date to {person.full_name}"


def change_date(work: "UnitOfWork", person_id: int, line_id: int, value: str) -> None:
    """Changes the day and keeps the label; an empty value removes the date."""
    person = get_person(work, person_id)
    dates.change(work, person, line_id, value)
    label = "Changed a date of" if value.strip() else "Took a date from"
    work.label = f"{label} {person.full_name}"


def set_photo(work: "UnitOfWork", person_id: int, data: bytes) -> None:
    """Raises NotUnderstood if the image format is not supported or the image is too large."""
    person = get_person(work, person_id)
    try:
        photo = photo_of(data)
    except PhotoError as error:
        raise NotUnderstood(f"The {error}.") from error
    digest = sha256(photo.data).hexdigest()
    work.session.flush()
    work.connection.execute(
        "INSERT INTO blob(sha256, media_type, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (digest, photo.media_type, photo.data),
    )
    person.photo = digest
    work.label = f"Gave {person.full_name} a photo"


def remove_photo(work: "UnitOfWork", person_id: int) -> None:
    person = get_person(work, person_id)
    person.photo = None
    work.label = f"Took the photo of {person.full_name} away"


def prefer_point(work: "UnitOfWork", point_id: int) -> None:
    contact_points.prefer(work, point_id)
    point = work.session.get_one(ContactPoint, point_id)
    work.label = f"Put {point.value} first"


def remove_point(work: "UnitOfWork", point_id: int) -> None:
    point = work.session.get(ContactPoint, point_id)
    if point is None:
        raise NotUnderstood("This contact point is no longer there.")
    work.session.delete(point)
    work.label = f"Took {_KIND_WORDS[point.kind]} from {get_person(work, point.person_id).full_name}"


_KIND_WORDS = {
    "email": "an e-mail address",
    "phone": "a phone number",
    "address": "an address",
    "url": "a web page",
    "messenger": "a messenger handle",
}


def add_tag(work: "UnitOfWork", person_id: int, name: str) -> None:
    person = get_person(work, person_id)
    tags_and_topics.add_tag(work, person, name)
    work.label = f"Tagged {person.full_name} {line(name)}"


def remove_tag(work: "UnitOfWork", person_id: int, name: str) -> None:
    person = get_person(work, person_id)
    tags_and_topics.remove_tag(work, person, name)
    work.label = f"Took the tag {line(name)} from {person.full_name}"


def add_topic(work: "UnitOfWork", person_id: int, kind: str, words: str) -> None:
    person = get_person(work, person_id)
    tags_and_topics.add_topic(work, person, kind, words)
    work.label = f"Noted that {person.full_name} {TOPIC_VERBS[kind]} {line(words)}"


def remove_topic(work: "UnitOfWork", person_id: int, kind: str, words: str) -> None:
    person = get_person(work, person_id)
    tags_and_topics.remove_topic(work, person, kind, words)
    work.label = f"Took the topic {line(words)} from {person.full_name}"
