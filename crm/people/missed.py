"""Someone the user would like to be in touch with again: kept, with a rhythm, in one step."""

from typing import TYPE_CHECKING

from crm import rhythm
from crm.errors import NothingFound
from crm.model import Person
from crm.people import adding
from crm.people.fields import take_rhythm
from crm.people.finding import find_person

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork


def miss(work: "UnitOfWork", name: str) -> Person:
    """The person of that name, or a new one, kept and close. Raises NotUnderstood, or ChoiceNeeded with namesakes."""
    try:
        person = work.session.get_one(Person, find_person(work.read, name))
    except NothingFound:
        person = adding.add(work, name)
    take_rhythm(work, person, person.rhythm_days or rhythm.NAMED["close"])
    work.session.flush()
    work.label = f"Keeping in touch with {person.full_name}"
    return person
