"""Adds people the user misses, in one step: kept, with a rhythm, and due on Today at once."""

from datetime import timedelta
from typing import TYPE_CHECKING

from crm import rhythm
from crm.capture.names import Names, key_of
from crm.capture.people_missed import MissedPerson, parse_missed_people
from crm.errors import ChoiceNeeded, NotUnderstood
from crm.model import Person
from crm.people import adding, contact_points, notes
from crm.people.fields import apply_rhythm
from crm.promises.promise_titles import join_names

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork

_BY_EMAIL = (
    "SELECT person_id FROM contact_point WHERE kind = 'email' AND folded = :folded ORDER BY id LIMIT 1"
)


def add_missed_people(work: "UnitOfWork", text: str) -> list[Person]:
    """Adds the people in a text such as "my old boss Henrik Dahl and Ana". Raises NotUnderstood, or ChoiceNeeded if a name is ambiguous."""
    found = parse_missed_people(text)
    if not found:
        raise NotUnderstood("A name is needed: Henrik Dahl, or my old boss Henrik Dahl.")
    for one in found:
        if not one.name:
            raise NotUnderstood(
                f"What is the name of “{one.typed}”? Write it behind: {one.typed} Henrik Dahl."
            )
    names = Names.from_reader(work.read)
    people = [_add(work, one, names) for one in found]
    work.session.flush()
    work.label = f"Keeping in touch with {join_names([person.full_name for person in people])}"
    return people


def _add(work: "UnitOfWork", one: MissedPerson, names: Names) -> Person:
    person = _find_existing(work, one, names) or adding.add(work, one.name)
    _store_details(work, person, one)
    apply_rhythm(work, person, person.rhythm_days or rhythm.DAYS_BY_NAME["close"])
    if person.rhythm_days:  # backdated, so that the person is due now
        person.rhythm_since = work.today - timedelta(days=person.rhythm_days)
    return person


def _store_details(work: "UnitOfWork", person: Person, one: MissedPerson) -> None:
    """Stores the details of the text: a note, how they met, the nickname, and contact points."""
    suffix = f", {one.description}" if one.description and one.description not in one.typed else ""
    notes.add_note(work, person.id, f"I miss {one.typed}{suffix}")
    person.how_we_met = person.how_we_met or one.description
    person.nickname = person.nickname or one.nickname
    for kind, value in (("email", one.email), ("phone", one.phone)):
        if value:
            contact_points.add(work, person, kind, value)


def _find_existing(work: "UnitOfWork", one: MissedPerson, names: Names) -> Person | None:
    """The person with this address or name, else the only kept one with this first name. Raises ChoiceNeeded."""
    by_email = work.read.value(_BY_EMAIL, folded=one.email.lower()) if one.email else None
    if by_email is not None:
        return work.session.get_one(Person, by_email)
    matches = names.fitting(names.either(key_of(one.name)))
    if len(matches) > 1:
        candidates = [(each.person_id, each.full_name) for each in matches]
        raise ChoiceNeeded(f"“{one.name}” fits {len(matches)} people. Say which one.", candidates)
    return work.session.get_one(Person, matches[0].person_id) if matches else None
