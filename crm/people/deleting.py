"""Deleting a person with everything that is theirs alone; one undo brings all of it back."""

import json
from typing import TYPE_CHECKING

from crm.people.fields import the_person

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork

_THEIR_PROMISES = """
DELETE FROM promise WHERE id IN (SELECT promise_id FROM promise_person WHERE person_id = :id)
AND by_person_id IS NULL
AND NOT EXISTS (SELECT 1 FROM promise_person o WHERE o.promise_id = promise.id AND o.person_id != :id)
"""
_THEIR_INTRODUCTIONS = """
DELETE FROM introduction WHERE id IN (SELECT introduction_id FROM introduction_side WHERE person_id = :id)
AND NOT EXISTS (SELECT 1 FROM introduction_side o WHERE o.introduction_id = introduction.id AND o.person_id != :id)
"""
# Left to the foreign key, the introducer would become nobody, which stands for the user.
_MADE_BY_THEM = "DELETE FROM introduction WHERE by_person_id = :id"
_THEIR_MEETINGS = """
DELETE FROM meeting WHERE id IN (SELECT meeting_id FROM attendance WHERE person_id = :id)
AND NOT EXISTS (SELECT 1 FROM attendance o WHERE o.meeting_id = meeting.id AND o.person_id != :id)
"""
# An introduction needs its two sides: for the one who stays, the other remains as a name.
_NAMES_STAY = [
    "UPDATE introduction_side SET name = (SELECT full_name FROM person WHERE id = :id), person_id = NULL "
    "WHERE person_id = :id",
    "UPDATE promise_person SET name = (SELECT full_name FROM person WHERE id = :id), person_id = NULL "
    "WHERE person_id = :id AND promise_id IN (SELECT id FROM promise WHERE kind = 'introduction')",
]
_LEFT_OVER = [
    "DELETE FROM organisation WHERE id IN (SELECT value FROM json_each(:at)) "
    "AND NOT EXISTS (SELECT 1 FROM role WHERE organisation_id = organisation.id)",
    "DELETE FROM tag WHERE id IN (SELECT value FROM json_each(:tags)) "
    "AND NOT EXISTS (SELECT 1 FROM person_tag WHERE tag_id = tag.id)",
]


def delete(work: "UnitOfWork", person_id: int) -> None:
    """Promises, introductions and meetings with nobody else go too. Raises NotUnderstood where nobody has this id."""
    person = the_person(work, person_id)
    name = person.full_name
    at = _ids(
        work,
        "SELECT organisation_id FROM role WHERE person_id = :id AND organisation_id IS NOT NULL",
        person_id,
    )
    tags = _ids(work, "SELECT tag_id FROM person_tag WHERE person_id = :id", person_id)
    for statement in (_THEIR_PROMISES, _THEIR_INTRODUCTIONS, _MADE_BY_THEM, _THEIR_MEETINGS, *_NAMES_STAY):
        work.connection.execute(statement, {"id": person_id})
    work.session.delete(person)
    work.session.flush()
    for statement in _LEFT_OVER:
        work.connection.execute(statement, {"at": at, "tags": tags})
    work.label = f"Deleted {name}"


def delete_many(work: "UnitOfWork", person_ids: list[int]) -> None:
    """Several people in one step."""
    for person_id in person_ids:
        delete(work, person_id)
    if len(person_ids) != 1:
        work.label = f"Deleted {len(person_ids)} people"


def _ids(work: "UnitOfWork", sql: str, person_id: int) -> str:
    return json.dumps(work.read.values(sql, id=person_id))
