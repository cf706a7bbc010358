"""Changing a person by named fields: `rhythm=close`, `email+=…`, `tag-=…`."""

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from crm import rhythm
from crm.errors import NotUnderstood
from crm.model import Person
from crm.people import adding, contact_points, dates, notes, roles, tags_and_topics
from crm.people.filters import STANDINGS
from crm.people.list_queries import has_died
from crm.people.lookup import find_person
from crm.text.folding import fold
from crm.text.typed_text import line, lines, yearly_day

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork

Assignment = tuple[str, str, str]
"""(field, operator, value); the operator is "=", "+=" or "-="."""

_PARTS = ("given", "additional", "family", "prefix", "suffix")
_LINES = ("nickname", "pronouns")
_TEXTS = ("how_we_met", "blurb")
_POINTS = ("email", "phone", "address", "url", "messenger")
_ALIASES = {
    "name": "full_name",
    "organisation": "organization",
    "emails": "email",
    "phones": "phone",
    "addresses": "address",
    "urls": "url",
    "messengers": "messenger",
    "tags": "tag",
    "category": "tag",
    "dates": "date",
    "deathdate": "died",
    "categories": "tag",
}
_SINGLE = (
    "full_name", *_PARTS, *_LINES, *_TEXTS, "organization", "title", "birthday", "anniversary", "introduced_by",
    "standing", "rhythm", "note", "died",
)  # fmt: skip
_LISTS = (*_POINTS, "tag", "date", *tags_and_topics.TOPIC_KINDS)
FIELDS = (*_SINGLE, *_LISTS)
_IN_LABELS = {"died": "day of death"}


def parse_assignment(text: str) -> Assignment:
    """`rhythm=close`, `email+=ana@example.org`, `tag-=food`. Raises NotUnderstood."""
    found = re.fullmatch(r"\s*([A-Za-z_]+)\s*(\+=|-=|=)(.*)", text, re.DOTALL)
    if found is None:
        raise NotUnderstood(
            f"“{line(text)}” is no change. Write FIELD=VALUE, such as rhythm=close or tag+=food."
        )
    name = found[1].lower()
    return _ALIASES.get(name, name), found[2], found[3]


def set_fields(work: "UnitOfWork", person_id: int, assignments: Iterable[Assignment]) -> None:
    """All of them or none. Raises NotUnderstood for an unknown field, operator or value."""
    person = get_person(work, person_id)
    # The whole name first, so that parts given beside it have the last word.
    changes = sorted(assignments, key=lambda change: change[0] != "full_name")
    for name, operator, value in changes:
        _set(work, person, name, operator, value)
    work.session.flush()
    named = sorted({_IN_LABELS.get(name, name.replace("_", " ")) for name, _, _ in changes})
    work.label = f"Changed {', '.join(named)} of {person.full_name}"


def get_person(work: "UnitOfWork", person_id: int) -> Person:
    person = work.session.get(Person, person_id)
    if person is None:
        raise NotUnderstood("This person is no longer in the book.")
    return person


def _set(work: "UnitOfWork", person: Person, name: str, operator: str, value: str) -> None:
    if name in _LISTS:
        _set_list(work, person, name, operator, value)
    elif name not in _SINGLE:
        raise NotUnderstood(f"There is no field “{name}”. The fields are {', '.join(FIELDS)}.")
    elif operator != "=" and (name, operator) != ("note", "+="):
        raise NotUnderstood(f"{name} holds one value: write {name}=…")
    elif name == "note":
        notes.set_undated_note(work, person, value, append=operator == "+=")
    elif name == "died":
        dates.set_died(work, person, value)
    elif name == "organization":
        roles.work_at(work, person, value)
    elif name == "title":
        roles.work_as(work, person, value)
    else:
        _set_own(work, person, name, value)


def _set_own(work: "UnitOfWork", person: Person, name: str, value: str) -> None:
    """A column of the person's own row."""
    if name == "full_name":
        adding.set_full_name(person, value)
    elif name in _PARTS:
        setattr(person, name, line(value))
        adding.set_full_name_from_parts(person)
    elif name in _LINES:
        setattr(person, name, line(value))
    elif name == "how_we_met":
        person.how_we_met = lines(value)
    elif name == "blurb":
        person.blurb, person.blurb_on = lines(value), work.today if lines(value) else None
    elif name == "birthday":
        person.birthday, person.birthday_md = yearly_day(value)
    elif name == "anniversary":
        person.anniversary, person.anniversary_md = yearly_day(value)
    elif name == "introduced_by":
        person.introduced_by_id = find_person(work.read, value) if value.strip() else None
    elif name == "standing":
        apply_standing(person, value)
    elif name == "rhythm":
        apply_rhythm(work, person, rhythm.parse(value))


def apply_standing(person: Person, value: str) -> None:
    person.standing = parse_standing(value)


def parse_standing(value: str) -> str:
    if fold(value) not in STANDINGS:
        raise NotUnderstood(f"“{line(value)}” is no standing. It is kept, parked or resting.")
    return fold(value)


def apply_rhythm(work: "UnitOfWork", person: Person, days: int | None) -> None:
    """A rhythm makes someone kept; its clock starts on the day it was chosen."""
    if days is not None:
        if person.id is not None and has_died(work.read, person.id):
            raise NotUnderstood(f"{person.full_name} has died: there is no rhythm to keep.")
        person.standing = "kept"
    if days != person.rhythm_days:
        person.rhythm_days, person.rhythm_since = days, work.today if days is not None else None


def _set_list(work: "UnitOfWork", person: Person, name: str, operator: str, value: str) -> None:
    add, remove, clear = _list_of(work, person, name)
    if operator == "-=":
        remove(value)
    elif operator == "+=":
        add(value)
    elif name in _POINTS:
        contact_points.replace(work, person, name, value)
    else:
        clear()
        if value.strip():
            add(value)


def _list_of(
    work: "UnitOfWork", person: Person, name: str
) -> tuple[Callable[[str], object], Callable[[str], object], Callable[[], object]]:
    """How to add to, take from and empty one of the lists."""
    if name in _POINTS:
        return (
            lambda value: contact_points.add(work, person, name, value),
            lambda value: contact_points.remove(work, person, name, value),
            lambda: contact_points.replace(work, person, name, ""),
        )
    if name == "date":
        return (
            lambda value: dates.add(work, person, value),
            lambda value: dates.remove(work, person, value),
            lambda: dates.clear(work, person),
        )
    if name == "tag":
        return (
            lambda value: tags_and_topics.add_tag(work, person, value),
            lambda value: tags_and_topics.remove_tag(work, person, value),
            lambda: tags_and_topics.clear_tags(work, person),
        )
    return (
        lambda value: tags_and_topics.add_topic(work, person, name, value),
        lambda value: tags_and_topics.remove_topic(work, person, name, value),
        lambda: tags_and_topics.clear_topics(work, person, name),
    )
