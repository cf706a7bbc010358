"""Adds people by name and keeps the parts of a name consistent with the full name."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from crm.errors import NotUnderstood
from crm.model import Person
from crm.new_rows import NewRows
from crm.text import names
from crm.text.folding import fold
from crm.text.typed_text import line

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork


def add(work: "UnitOfWork", full_name: str, standing: str = "kept") -> Person:
    """Adds a person and fills the parts of the name. Raises NotUnderstood for an empty name."""
    person = Person(standing=standing, added_on=work.today)
    set_full_name(person, full_name)
    work.session.add(person)
    work.session.flush()
    work.label = f"Added {person.full_name}"
    return person


class NewPerson(NamedTuple):
    """`title` as typed before the name, or empty."""

    full_name: str
    title: str = ""
    standing: str = "kept"


def add_many(work: "UnitOfWork", people: Sequence[NewPerson]) -> list[int]:
    """Adds people. Returns their ids."""
    rows = NewRows(work, Person)
    ids = []
    for one in people:
        parts = _name_columns(one.full_name)
        columns = {**parts, "prefix": one.title or parts["prefix"], "standing": one.standing}
        ids.append(rows.add(added_on=work.today, **columns))
    rows.write()
    return ids


def set_full_name(person: Person, full_name: str) -> None:
    """Sets the full name and the parts derived from it. Raises NotUnderstood for an empty name."""
    for column, value in _name_columns(full_name).items():
        setattr(person, column, value)


def _name_columns(full_name: str) -> dict[str, str]:
    """The columns derived from a full name. Raises NotUnderstood for an empty name."""
    name = line(full_name)
    if not fold(name):
        raise NotUnderstood("A person needs a name.")
    return {"full_name": name, "name_key": fold(name), **names.split(name)._asdict()}


def set_full_name_from_parts(person: Person) -> None:
    """Rebuilds the full name after one of its parts has changed. Raises NotUnderstood if it becomes empty."""
    full_name = names.joined(
        names.Parts(person.prefix, person.given, person.additional, person.family, person.suffix)
    )
    if not fold(full_name):
        raise NotUnderstood("A person needs a name.")
    person.full_name, person.name_key = full_name, fold(full_name)
