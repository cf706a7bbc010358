"""Current organisation and job title of a person. The current role is changed in place, past roles are kept."""

from typing import TYPE_CHECKING

from sqlalchemy import select

from crm.model import Organisation, Person, Role
from crm.text.typed_text import line

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork


def work_at(work: "UnitOfWork", person: Person, organisation: str) -> None:
    """Sets the current organisation; an empty one removes it."""
    name = line(organisation)
    role = _current_role(work, person, create=bool(name))
    if role is not None:
        role.organisation_id = organisation_id(work, name) if name else None
        _drop_if_empty(work, role)


def work_as(work: "UnitOfWork", person: Person, title: str) -> None:
    """Sets the current job title; an empty one removes it."""
    words = line(title)
    role = _current_role(work, person, create=bool(words))
    if role is not None:
        role.title = words
        _drop_if_empty(work, role)


def organisation_id(work: "UnitOfWork", name: str) -> int:
    """The organisation of exactly this name, created if missing."""
    found = work.session.scalars(select(Organisation).where(Organisation.name == name)).first()
    if found is None:
        found = Organisation(name=name)
        work.session.add(found)
        work.session.flush()
    return found.id


def _current_role(work: "UnitOfWork", person: Person, create: bool) -> Role | None:
    chosen = select(Role).where(Role.person_id == person.id, Role.until_on.is_(None)).order_by(Role.id)
    role = work.session.scalars(chosen).first()
    if role is None and create:
        role = Role(person_id=person.id)
        work.session.add(role)
    return role


def _drop_if_empty(work: "UnitOfWork", role: Role) -> None:
    work.session.flush()
    if role.organisation_id is None and not role.title:
        work.session.delete(role)
        work.session.flush()
