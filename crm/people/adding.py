"""Adding one person by name; everything else is told about them afterwards, or in the same step."""

from typing import TYPE_CHECKING

from crm.errors import NotUnderstood
from crm.folding import fold
from crm.model import Person
from crm.people import names
from crm.people.words import line

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork


def add(work: "UnitOfWork", full_name: str, standing: str = "kept") -> Person:
    """A new person with the parts of the name filled in. Raises NotUnderstood where there is no name."""
    person = Person(standing=standing, added_on=work.today)
    call(person, full_name)
    work.session.add(person)
    work.session.flush()
    work.label = f"Added {person.full_name}"
    return person


def call(person: Person, full_name: str) -> None:
    """Give a person this full name, and the parts that follow from it."""
    name = line(full_name)
    if not fold(name):
        raise NotUnderstood("A person needs a name.")
    parts = names.split(name)
    person.full_name, person.name_key = name, fold(name)
    person.prefix, person.given, person.additional = parts.prefix, parts.given, parts.additional
    person.family, person.suffix = parts.family, parts.suffix


def recompose(person: Person) -> None:
    """After a part was changed: the full name the parts make."""
    whole = names.joined(
        names.Parts(person.prefix, person.given, person.additional, person.family, person.suffix)
    )
    if not fold(whole):
        raise NotUnderstood("A person needs a name.")
    person.full_name, person.name_key = whole, fold(whole)
