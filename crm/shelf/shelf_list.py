"""The items of the shelf as the page lists them: promised ones, and all others with who has each."""

import json
import sqlite3
from typing import NamedTuple

from crm.shelf.links import short_link
from crm.storage.reading import Reader
from crm.text.days_in_words import counted
from crm.text.folding import fold
from crm.text.names import first_name

_NAMES_SHOWN = 2
_ITEMS = """
SELECT i.id, i.title, i.url, i.why, (SELECT count(*) FROM share s WHERE s.item_id = i.id) AS shared,
  (SELECT json_group_array(words) FROM (SELECT t.words FROM item_topic it JOIN topic t ON t.id = it.topic_id
    WHERE it.item_id = i.id ORDER BY it.id)) AS topics,
  (SELECT json_group_array(json_array(full_name, given)) FROM (SELECT p.full_name, p.given FROM share s
    JOIN person p ON p.id = s.person_id WHERE s.item_id = i.id ORDER BY s.id LIMIT :names)) AS holders,
  (SELECT json_group_array(json_array(full_name, given)) FROM (SELECT p.full_name, p.given FROM promise r
    JOIN promise_person rp ON rp.promise_id = r.id AND rp.part = 'to' JOIN person p ON p.id = rp.person_id
    WHERE r.item_id = i.id AND r.kind = 'share' AND r.by_person_id IS NULL AND r.state IN ('open', 'waiting')
    AND NOT EXISTS (SELECT 1 FROM share s WHERE s.item_id = i.id AND s.person_id = p.id)
    ORDER BY r.due_on, rp.place LIMIT 3)) AS promised
FROM item i ORDER BY i.id DESC
"""


class ShelfRow(NamedTuple):
    id: int
    title: str
    url: str
    why: str
    topics: tuple[str, ...]
    holders: tuple[str, ...]  # first names of the first ones who have it
    holder_count: int
    promised_to: tuple[str, ...]

    @property
    def line(self) -> str:
        """Where it is, or for a thing without link why it is good."""
        return short_link(self.url) if self.url else " ".join(self.why.split())

    @property
    def who_has_it(self) -> str:
        """ "Ana, Dev", "3 people have it", "nobody yet"."""
        if not self.holder_count:
            return "nobody yet"
        if self.holder_count > _NAMES_SHOWN:
            return f"{counted(self.holder_count, 'person', 'people')} have it"
        return ", ".join(self.holders)


def shelf_rows(read: Reader, words: str = "") -> list[ShelfRow]:
    """Newest first; with `words` those that have all of them in title, link, why or topics."""
    wanted = fold(words).split()
    rows = [_row(row) for row in read.rows(_ITEMS, names=_NAMES_SHOWN)]
    return [row for row in rows if all(word in _searched(row) for word in wanted)] if wanted else rows


def _row(row: sqlite3.Row) -> ShelfRow:
    return ShelfRow(
        id=row["id"],
        title=row["title"],
        url=row["url"],
        why=row["why"],
        topics=tuple(json.loads(row["topics"])),
        holders=_first_names(row["holders"]),
        holder_count=row["shared"],
        promised_to=_first_names(row["promised"]),
    )


def _first_names(people: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(first_name(full_name, given) for full_name, given in json.loads(people)))


def _searched(row: ShelfRow) -> str:
    return fold(" ".join((row.title, row.url, row.why, *row.topics)))
