"""One introduction for one person, looked up by index: the other side looks for, or can help with, the same topic.

For rows of Today and briefs, which are made in the window's thread; `ideas` compares the words of all topics and notes.
"""

from datetime import date
from typing import NamedTuple

from crm.date_index import DEAD_PEOPLE
from crm.introductions.acquaintance import are_acquainted
from crm.people.short_names import PersonRef, person_refs
from crm.storage.reading import Reader

_OPPOSITE = {"looking_for": "can_help_with", "can_help_with": "looking_for"}
_MINE = (
    "SELECT pt.topic_id, t.words, pt.kind, pt.added_on FROM person_topic pt JOIN topic t ON t.id = pt.topic_id "
    "WHERE pt.person_id = :id AND pt.kind IN ('looking_for', 'can_help_with') "
    "ORDER BY pt.kind = 'looking_for' DESC, pt.id DESC LIMIT 6"
)
# Limited to the newest people of a topic, as popular topics are large.
_OTHER = f"""
SELECT q.person_id, q.added_on FROM person_topic q JOIN person o ON o.id = q.person_id AND o.standing = 'kept'
  AND o.id NOT IN {DEAD_PEOPLE}
JOIN person me ON me.id = :id AND me.standing = 'kept' AND me.id NOT IN {DEAD_PEOPLE}
WHERE q.id IN (SELECT id FROM person_topic WHERE topic_id = :topic AND kind = :kind AND person_id <> :id
  ORDER BY id DESC LIMIT 30)
AND NOT {are_acquainted("me.id", "o.id")}
ORDER BY q.id DESC LIMIT 1
"""


class Suggestion(NamedTuple):
    """`helps`: whether the other person can help with the topic, or else looks for it. Dates as recorded, if any."""

    other: PersonRef
    topic: str
    helps: bool
    noted_on: date | None
    other_noted_on: date | None


def suggest(read: Reader, person_id: int) -> Suggestion | None:
    """A suggestion for what the person looks for, else for what the person can help with."""
    for mine in read.rows(_MINE, id=person_id):
        found = read.one(_OTHER, id=person_id, topic=mine["topic_id"], kind=_OPPOSITE[mine["kind"]])
        if found is not None:
            other = person_refs(read, [found["person_id"]])[found["person_id"]]
            helps = mine["kind"] == "looking_for"
            return Suggestion(other, mine["words"], helps, _day(mine["added_on"]), _day(found["added_on"]))
    return None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
