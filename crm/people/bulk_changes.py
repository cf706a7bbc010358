"""Applies one change to many people in one undoable step, with a constant number of SQL statements."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from crm.date_index import DEAD_PEOPLE
from crm.errors import NotUnderstood
from crm.people import editing, tags_and_topics
from crm.people.fields import get_person, parse_standing
from crm.text.typed_text import line

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork

_IN_IDS = "IN (SELECT value FROM json_each(:ids))"
_UPDATE_RHYTHM = (
    "UPDATE person SET rhythm_days = :days, rhythm_since = CASE WHEN :days IS NOT NULL THEN :today END "
    f"WHERE id {_IN_IDS} AND rhythm_days IS NOT :days AND (:days IS NULL OR id NOT IN {DEAD_PEOPLE})"
)
_UPDATE_STANDING = f"UPDATE person SET standing = :standing WHERE id {_IN_IDS} AND standing != :standing"
_INSERT_TAG = (
    "INSERT INTO person_tag(person_id, tag_id) SELECT value, :tag FROM json_each(:ids) "
    "WHERE NOT EXISTS (SELECT 1 FROM person_tag WHERE person_id = value AND tag_id = :tag)"
)


def set_rhythm(work: "UnitOfWork", person_ids: Sequence[int], days: int | None) -> None:
    """Sets the rhythm and makes the people kept. The clock of people who already have this rhythm is not restarted."""
    if len(person_ids) == 1:
        return editing.set_rhythm(work, person_ids[0], days)
    ids = _checked_ids(work, person_ids)
    if days is not None:
        work.connection.execute(_UPDATE_STANDING, {"ids": ids, "standing": "kept"})
    work.connection.execute(_UPDATE_RHYTHM, {"ids": ids, "days": days, "today": work.today.isoformat()})
    work.label = f"Set the rhythm of {len(person_ids):,} people"
    return None


def set_standing(work: "UnitOfWork", person_ids: Sequence[int], standing: str) -> None:
    if len(person_ids) == 1:
        return editing.set_standing(work, person_ids[0], standing)
    standing = parse_standing(standing)
    work.connection.execute(_UPDATE_STANDING, {"ids": _checked_ids(work, person_ids), "standing": standing})
    label = {"kept": "Kept {} people", "parked": "Parked {} people", "resting": "Let {} people rest"}[
        standing
    ]
    work.label = label.format(f"{len(person_ids):,}")
    return None


def tag(work: "UnitOfWork", person_ids: Sequence[int], name: str) -> None:
    if len(person_ids) == 1:
        return editing.add_tag(work, person_ids[0], name)
    ids = _checked_ids(work, person_ids)
    tag_id = tags_and_topics.add_tag(work, get_person(work, person_ids[0]), name).id
    work.connection.execute(_INSERT_TAG, {"ids": ids, "tag": tag_id})
    work.label = f"Tagged {len(person_ids):,} people {line(name)}"
    return None


def _checked_ids(work: "UnitOfWork", person_ids: Sequence[int]) -> str:
    """The ids as JSON. Raises NotUnderstood if one of them does not exist."""
    ids = json.dumps(list(person_ids))
    existing = work.read.value(f"SELECT count(*) FROM person WHERE id {_IN_IDS}", ids=ids)
    if not person_ids or existing != len(set(person_ids)):
        raise NotUnderstood("Someone of these is no longer in the book; nothing was changed.")
    return ids
