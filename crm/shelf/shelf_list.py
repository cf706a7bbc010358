"""The items of the shelf as the page lists them: promised ones, and all others with who has each."""

import json
import sqlite3
from collections.abc import Sequence
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
FROM item i WHERE i.id IN (SELECT value FROM json_each(:ids)) ORDER BY i.id DESC
"""
_PROMISED = """
SELECT DISTINCT item_id FROM promise WHERE item_id IS NOT NULL AND kind = 'share' AND by_person_id IS NULL
AND state IN ('open', 'waiting')
"""
# What words are looked for in; without who has each item, which takes ten times as long to read.
_TEXTS = """
SELECT i.id, i.title, i.url, i.why, (SELECT group_concat(t.words, ' ') FROM item_topic it JOIN topic t
  ON t.id = it.topic_id WHERE it.item_id = i.id) AS topics FROM item i ORDER BY i.id DESC
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


class ShelfPart(NamedTuple):
    """The first rows of those that were asked for; `total` is the number of all."""

    rows: list[ShelfRow]
    total: int


def shelf_rows(read: Reader, words: str = "") -> list[ShelfRow]:
    """Newest first; with `words` those that have all of them in title, link, why or topics."""
    return _rows(read, _ids(read, words))


def shelf_part(read: Reader, words: str, most: int) -> ShelfPart:
    """As `shelf_rows`: the promised items, and the newest others, `most` together."""
    ids = _ids(read, words)
    promised = set(read.values(_PROMISED)).intersection(ids)
    others = [one for one in ids if one not in promised]
    return ShelfPart(_rows(read, [*promised, *others[: max(most - len(promised), 0)]]), len(ids))


def _rows(read: Reader, ids: Sequence[int]) -> list[ShelfRow]:
    return [_row(row) for row in read.rows(_ITEMS, names=_NAMES_SHOWN, ids=json.dumps(list(ids)))]


def _ids(read: Reader, words: str) -> list[int]:
    wanted = fold(words).split()
    if not wanted:
        return read.values("SELECT id FROM item ORDER BY id DESC")
    return [row["id"] for row in read.rows(_TEXTS) if _has_all(row, wanted)]


def _has_all(row: sqlite3.Row, wanted: Sequence[str]) -> bool:
    text = fold(" ".join((row["title"], row["url"], row["why"], row["topics"] or "")))
    return all(word in text for word in wanted)


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
