"""Queries for the shelf: items, their shares, and people who may be interested."""

from dataclasses import dataclass
from datetime import date

from crm.date_index import DEAD_PEOPLE
from crm.storage.reading import Reader

_ITEMS = (
    "SELECT i.id, i.title, i.url, i.why, i.added_on, p.full_name AS from_name, "
    "(SELECT count(*) FROM share s WHERE s.item_id = i.id) AS sent "
    "FROM item i LEFT JOIN person p ON p.id = i.from_person_id ORDER BY i.id DESC LIMIT :limit"
)
_TOPICS = "SELECT t.words FROM item_topic it JOIN topic t ON t.id = it.topic_id WHERE it.item_id = :id ORDER BY it.id"
_SHARES = (
    "SELECT p.id, p.full_name, s.sent_on, s.reason FROM share s JOIN person p ON p.id = s.person_id "
    "WHERE s.item_id = :id ORDER BY s.sent_on DESC, s.id DESC"
)
_INTERESTED = (
    "SELECT p.id, p.full_name, t.words, pt.kind FROM item_topic it JOIN person_topic pt ON pt.topic_id = it.topic_id "
    "JOIN topic t ON t.id = pt.topic_id JOIN person p ON p.id = pt.person_id "
    "WHERE it.item_id = :id AND pt.kind IN ('looking_for', 'cares_about') AND p.standing = 'kept' "
    f"AND p.id NOT IN {DEAD_PEOPLE} "
    "AND NOT EXISTS (SELECT 1 FROM share s WHERE s.item_id = :id AND s.person_id = p.id) "
    "GROUP BY p.id ORDER BY pt.kind = 'looking_for' DESC, p.sort_key LIMIT :limit"
)


@dataclass(frozen=True, slots=True)
class ItemLine:
    id: int
    title: str
    url: str
    why: str
    added_on: date | None
    from_name: str
    sent: int
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShareLine:
    person_id: int
    name: str
    on: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class InterestedPerson:
    """A kept person who looks for or cares about a topic of the item and has not received it."""

    person_id: int
    name: str
    topic: str
    kind: str


def items(read: Reader, limit: int = 500) -> list[ItemLine]:
    return [
        ItemLine(
            row["id"],
            row["title"],
            row["url"],
            row["why"],
            _day(row["added_on"]),
            row["from_name"] or "",
            row["sent"],
            tuple(read.values(_TOPICS, id=row["id"])),
        )
        for row in read.rows(_ITEMS, limit=limit)
    ]


def shares(read: Reader, item_id: int) -> list[ShareLine]:
    return [ShareLine(row[0], row[1], _day(row[2]), row[3]) for row in read.rows(_SHARES, id=item_id)]


def interested_people(read: Reader, item_id: int, limit: int = 20) -> list[InterestedPerson]:
    return [InterestedPerson(*row) for row in read.rows(_INTERESTED, id=item_id, limit=limit)]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
