"""Assignments to named fields of a person, as in the command line: `rhythm=close`, `email+=…`, `tag-=…`."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from crm import rhythm
from crm.errors import NotUnderstood
from crm.matching.compared_person import POINTS
from crm.model import Person
from crm.people import adding, contact_points, dates, notes, roles, tags_and_topics
from crm.people.filters import STANDINGS
from crm.people.list_queries import has_died
from crm.people.lookup import find_person
from crm.people.topic_kinds import TOPIC_KINDS
from crm.text import assignments
from crm.text.assignments import Assignment
from crm.text.folding import fold
from crm.text.typed_text import line, lines, parse_birthday

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork


_PARTS = ("given", "additional", "family", "prefix", "suffix")
_ONE_LINE_TEXTS = ("nickname", "pronouns")
_LONG_TEXTS = ("how_we_met", "blurb")
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
    "full_name", *_PARTS, *_ONE_LINE_TEXTS, *_LONG_TEXTS, "organization", "title", "birthday", "anniversary", "introduced_by",
    "standing", "rhythm", "note", "died",
)  # fmt: skip
_LISTS = (*POINTS.values(), "tag", "date", *TOPIC_KINDS)
FIELDS = (*_SINGLE, *_LISTS)
_FIELD_LABELS = {"died": "day of death"}


def parse_assignment(text: str) -> Assignment:
    """`rhythm=close`, `email+=ana@example.org`, `tag-=food`. Raises NotUnderstood."""
    return assignments.parse_assignment(text, "rhythm=close or tag+=food", _ALIASES)


def set_fields(work: "UnitOfWork", person_id: int, changes: Iterable[Assignment]) -> None:
    """Applies all assignments or none. Raises NotUnderstood for an unknown field, operator or value."""
    person = get_person(work, person_id)
    # The full name first, so that explicit parts override it.
    in_order = sorted(changes, key=lambda change: change[0] != "full_name")
    for name, operator, value in in_order:
        _assign(work, person, name, operator, value)
    work.session.flush()
    named = sorted({_FIELD_LABELS.get(name, name.replace("_", " ")) for name, _, _ in in_order})
    work.label = f"Changed {', '.join(named)} of {person.full_name}"


def get_person(work: "UnitOfWork", person_id: int) -> Person:
    person = work.session.get(Person, person_id)
    if person is None:
        raise NotUnderstood("This person is no longer in the book.")
    return person


def _assign(work: "UnitOfWork", person: Person, name: str, operator: str, value: str) -> None:
    if name in _LISTS:
        _assign_list(work, person, name, operator, value)
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
        _assign_column(work, person, name, value)


def _assign_column(work: "UnitOfWork", person: Person, name: str, value: str) -> None:
    """Sets a column of the `person` table."""
    if name == "full_name":
        adding.set_full_name(person, value)
    elif name in _PARTS:
        setattr(person, name, line(value))
        adding.set_full_name_from_parts(person)
    elif name in _ONE_LINE_TEXTS:
        setattr(person, name, line(value))
    elif name == "how_we_met":
        person.how_we_met = lines(value)
    elif name == "blurb":
        person.blurb, person.blurb_on = lines(value), work.today if lines(value) else None
    elif name == "birthday":
        person.birthday, person.birthday_md = parse_birthday(value)
    elif name == "anniversary":
        person.anniversary, person.anniversary_md = parse_birthday(value)
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
    """A rhythm makes the person kept and starts today. Raises NotUnderstood for a deceased person."""
    if days is not None:
        if person.id is not None and has_died(work.read, person.id):
            raise NotUnderstood(f"{person.full_name} has died: there is no rhythm to keep.")
        person.standing = "kept"
    if days != person.rhythm_days:
        person.rhythm_days, person.rhythm_since = days, work.today if days is not None else None


def _assign_list(work: "UnitOfWork", person: Person, name: str, operator: str, value: str) -> None:
    field = _list_operations(work, person, name)
    if operator == "-=":
        field.remove(value)
    elif operator == "+=":
        field.add(value)
    elif name in POINTS.values():
        contact_points.replace(work, person, name, value)
    else:
        field.clear()
        if value.strip():
            field.add(value)


class _ListOperations(NamedTuple):
    add: Callable[[str], object]
    remove: Callable[[str], object]
    clear: Callable[[], object]


def _list_operations(work: "UnitOfWork", person: Person, name: str) -> _ListOperations:
    """The operations on one of the list fields."""
    if name in POINTS.values():
        return _ListOperations(
            lambda value: contact_points.add(work, person, name, value),
            lambda value: contact_points.remove(work, person, name, value),
            lambda: contact_points.replace(work, person, name, ""),
        )
    if name == "date":
        return _ListOperations(
            lambda value: dates.add(work, person, value),
            lambda value: dates.remove(work, person, value),
            lambda: dates.clear(work, person),
        )
    if name == "tag":
        return _ListOperations(
            lambda value: tags_and_topics.add_tag(work, person, value),
            lambda value: tags_and_topics.remove_tag(work, person, value),
            lambda: tags_and_topics.clear_tags(work, person),
        )
    return _ListOperations(
        lambda value: tags_and_topics.add_topic(work, person, name, value),
        lambda value: tags_and_topics.remove_topic(work, person, name, value),
        lambda: tags_and_topics.clear_topics(work, person, name),
    )
