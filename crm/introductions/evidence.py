"""What people look for and can help with, as stored: topics, sentences of notes, and items they passed on."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from crm.date_index import DEAD_PEOPLE
from crm.introductions.note_statements import MARKERS, statements_in
from crm.storage.full_text.index import KINDS, KINDS_AT_MOST
from crm.storage.reading import Reader
from crm.text.names import first_name

LOOKING_FOR, CAN_HELP_WITH, PASSED_ON = "looking_for", "can_help_with", "passed_on"
_MOST_NOTES = 4000  # the newest that hold one of the markers

_LIVING = f"p.standing = 'kept' AND p.id NOT IN {DEAD_PEOPLE}"
_TOPICS = (
    "SELECT pt.id, pt.person_id, pt.kind, t.words, pt.added_on FROM person_topic pt JOIN topic t ON t.id = pt.topic_id "
    f"JOIN person p ON p.id = pt.person_id WHERE pt.kind IN ('looking_for', 'can_help_with') AND {_LIVING} "
    "ORDER BY pt.id DESC"
)
_ITEMS = (
    "SELECT i.id, i.from_person_id AS person_id, i.title, t.words, i.added_on FROM item i "
    "JOIN item_topic it ON it.item_id = i.id JOIN topic t ON t.id = it.topic_id "
    f"JOIN person p ON p.id = i.from_person_id WHERE {_LIVING} ORDER BY i.id DESC"
)
_NOTES_BY_WORDS = (
    "SELECT rowid FROM words_index WHERE words_index MATCH :query ORDER BY rowid DESC LIMIT :most"
)
_NOTES = (
    "SELECT n.id, n.words AS note, n.on_day AS day, p.id AS person_id, p.full_name, p.given FROM note n "
    "JOIN person p ON p.id = n.person_id WHERE n.id IN (SELECT value FROM json_each(:ids)) "
    "ORDER BY n.id DESC"
)
_MEETINGS = (
    "SELECT m.id, m.note, m.held_on AS day, p.id AS person_id, p.full_name, p.given FROM meeting m "
    "JOIN attendance a ON a.meeting_id = m.id AND a.counts = 1 JOIN person p ON p.id = a.person_id "
    "WHERE m.state = 'happened' AND m.note <> '' AND m.id IN (SELECT value FROM json_each(:ids)) ORDER BY m.id DESC, a.id"
)
_KEPT_PEOPLE = f"SELECT p.id FROM person p WHERE {_LIVING} AND p.id IN (SELECT value FROM json_each(:ids))"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One stored statement. `key` names the thing it stands in, such as topic-9 or meeting-12. `words` are shown,
    `matter` is compared: of an item that was passed on, its title and one of its topics."""

    person_id: int
    kind: str  # looking_for, can_help_with or passed_on
    words: str
    key: str
    matter: str
    noted_on: date | None


def all_evidence(read: Reader) -> list[Evidence]:
    """Of kept, living people. Topics first, the newest first: the user's own words before what is read from notes."""
    return [*_from_topics(read), *_from_notes(read), *_from_items(read)]


def _from_topics(read: Reader) -> Iterator[Evidence]:
    for row in read.rows(_TOPICS):
        key, words = f"topic-{row['id']}", row["words"]
        yield Evidence(row["person_id"], row["kind"], words, key, words, _day(row["added_on"]))


def _from_items(read: Reader) -> Iterator[Evidence]:
    for row in read.rows(_ITEMS):
        key = f"item-{row['id']}"
        yield Evidence(row["person_id"], PASSED_ON, row["title"], key, row["words"], _day(row["added_on"]))


def _from_notes(read: Reader) -> Iterator[Evidence]:
    query = " OR ".join(f'"{marker}"' for marker in MARKERS)
    places = read.values(_NOTES_BY_WORDS, query=query, most=_MOST_NOTES)
    for kind, sql in (("note", _NOTES), ("meeting", _MEETINGS)):
        number = KINDS.index(kind)
        ids = [place // KINDS_AT_MOST for place in places if place % KINDS_AT_MOST == number]
        yield from _of_kept_people(read, list(_statements(kind, read.rows(sql, ids=json.dumps(ids)))))


def _statements(kind: str, rows: list[Any]) -> Iterator[Evidence]:
    """Rows of one note stand together, one for each person there."""
    for note_id, group in groupby(rows, key=lambda row: row["id"]):
        there = list(group)
        names = {row["person_id"]: first_name(row["full_name"], row["given"]) for row in there}
        key, day = f"{kind}-{note_id}", _day(there[0]["day"])
        for one in statements_in(there[0]["note"], names):
            yield Evidence(one.person_id, one.kind, one.matter, key, one.matter, day)


def _of_kept_people(read: Reader, found: list[Evidence]) -> list[Evidence]:
    """Everyone who was there counts for whom a sentence is about; only kept ones have evidence."""
    kept = set(read.values(_KEPT_PEOPLE, ids=json.dumps(sorted({one.person_id for one in found}))))
    return [one for one in found if one.person_id in kept]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
