"""Deletes people with everything that belongs to them alone. One undo restores all of it."""

import json
from typing import TYPE_CHECKING

from crm.people.fields import get_person
from crm.table_rules import BY_TABLE, RULES

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork

_DELETE_FIRST = [statement for one in RULES for statement in one.delete.first]
_REFERENCED_IDS = {
    "organisation": "SELECT organisation_id FROM role WHERE person_id = :id AND organisation_id IS NOT NULL",
    "tag": "SELECT tag_id FROM person_tag WHERE person_id = :id",
}
_KEEP_NAMES = [one.delete.names for one in RULES if one.delete.names]


def delete(work: "UnitOfWork", person_id: int) -> None:
    """Also deletes promises, introductions and meetings without other people. Raises NotUnderstood for an unknown id."""
    person = get_person(work, person_id)
    name = person.full_name
    possibly_unused = [
        (BY_TABLE[table].delete.last, _ids(work, sql, person_id)) for table, sql in _REFERENCED_IDS.items()
    ]
    for statement in (*_DELETE_FIRST, *_KEEP_NAMES):
        work.connection.execute(statement, {"id": person_id})
    work.session.delete(person)
    work.session.flush()
    for statement, ids in possibly_unused:
        work.connection.execute(statement, {"ids": ids})
    work.label = f"Deleted {name}"


def delete_many(work: "UnitOfWork", person_ids: list[int]) -> None:
    """Several people in one step."""
    for person_id in person_ids:
        delete(work, person_id)
    if len(person_ids) != 1:
        work.label = f"Deleted {len(person_ids)} people"


def _ids(work: "UnitOfWork", sql: str, person_id: int) -> str:
    return json.dumps(work.read.values(sql, id=person_id))
