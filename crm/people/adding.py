"""Adding one person by name; everything else is told about them afterwards, or in the same step."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from crm.errors import NotUnderstood
from crm.model import Person
from crm.new_rows import NewRows
from crm.text import names
from crm.text.folding import fold
from crm.text.typed_text import line

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork


def add(work: "UnitOfWork", full_name: str, standing: str = "kept") -> Person:
    """A new person with the parts of the name filled in. Raises NotUnderstood where there is no name."""
    person = Person(standing=standing, added_on=work.today)
    set_full_name(person, full_name)
    work.session.add(person)
    work.session.flush()
    work.label = f"Added {person.full_name}"
    return person


def add_many(work: "UnitOfWork", named: Sequence[tuple[str, str]]) -> list[int]:
    """Many new people, each by a full name and a title that was typed before it, or "". Gives their ids."""
    rows = NewRows(work, Person)
    ids = []
    for full_name, title in named:
        parts = _parts(full_name)
        ids.append(rows.add(added_on=work.today, **{**parts, "prefix": title or parts["prefix"]}))
    rows.write()
    return ids


def set_full_name(person: Person, full_name: str) -> None:
    """Give a person this full name, and the parts that follow from it."""
    for column, value in _parts(full_name).items():
        setattr(person, column, value)


def _parts(full_name: str) -> dict[str, str]:
    """The columns that follow from a full name. Raises NotUnderstood where there is no name."""
    name = line(full_name)
    if not fold(name):
        raise NotUnderstood("A person needs a name.")
    return {"full_name": name, "name_key": fold(name), **names.split(name)._asdict()}


def set_full_name_from_parts(person: Person) -> None:
    """After a part was changed: the full name the parts make."""
    whole = names.joined(
        names.Parts(person.prefix, person.given, person.additional, person.family, person.suffix)
    )
    if not fold(whole):
        raise NotUnderstood("A person needs a name.")
    person.full_name, person.name_key = whole, fold(whole)
