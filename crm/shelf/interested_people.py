"""Who may welcome an item of the shelf: kept people who look for, care about or can help with one of its topics."""

from typing import NamedTuple

from crm.date_index import DEAD_PEOPLE
from crm.people.topic_kinds import TOPIC_LABELS, TOPIC_VERBS
from crm.storage.reading import Reader

_KINDS = ("looking_for", "cares_about", "can_help_with")  # the best reason first
_TOPICS = "SELECT topic_id FROM item_topic WHERE item_id = :id ORDER BY id"
# One topic and kind at a time, in the order of an index: a topic of many thousands is not read to its end.
_INTERESTED = (
    "SELECT p.id, p.full_name, t.words FROM person_topic pt "
    "JOIN topic t ON t.id = pt.topic_id JOIN person p ON p.id = pt.person_id "
    "WHERE pt.topic_id = :topic AND pt.kind = :kind AND p.standing = 'kept' "
    "AND p.id IS NOT (SELECT from_person_id FROM item WHERE id = :id) "
    f"AND NOT EXISTS (SELECT 1 FROM {DEAD_PEOPLE} WHERE person_id = p.id) "
    "AND NOT EXISTS (SELECT 1 FROM share s WHERE s.item_id = :id AND s.person_id = p.id) "
    "ORDER BY pt.id DESC LIMIT :limit"
)


class InterestedPerson(NamedTuple):
    id: int
    name: str
    kind: str  # of the topic that fits
    topic: str

    @property
    def why(self) -> str:
        """ "is looking for pricing"."""
        return f"{TOPIC_VERBS[self.kind]} {self.topic}"

    @property
    def label(self) -> str:
        """ "looking for: pricing"."""
        return f"{TOPIC_LABELS[self.kind]}: {self.topic}"


def interested_people(read: Reader, item_id: int, limit: int = 20) -> list[InterestedPerson]:
    """Those who look for it first, of each kind the latest noted first. People who have the item, and the one it
    came from, are left out."""
    found: dict[int, InterestedPerson] = {}
    topics = read.values(_TOPICS, id=item_id)
    for kind in _KINDS:
        for topic_id in topics:
            for row in read.rows(_INTERESTED, id=item_id, topic=topic_id, kind=kind, limit=limit):
                found.setdefault(row["id"], InterestedPerson(row["id"], row["full_name"], kind, row["words"]))
        if len(found) >= limit:
            break
    return list(found.values())[:limit]
