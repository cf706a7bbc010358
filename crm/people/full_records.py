"""Reads complete records of people: one query per table, however many people are requested."""

import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

from crm.errors import NothingFound
from crm.people.records import DateLine, NoteLine, PersonDetails, PointLine, RoleLine, TopicLine
from crm.promises.queries import of_people
from crm.storage.reading import Reader
from crm.text.date_lines import NO_LABEL, parse_lines

__all__ = [
    "DateLine",
    "NoteLine",
    "PersonDetails",
    "PointLine",
    "RoleLine",
    "TopicLine",
    "people",
    "person",
]

Line = TypeVar("Line")

_PEOPLE = """
SELECT p.id, p.uid, p.full_name, p.given, p.additional, p.family, p.prefix, p.suffix, p.nickname, p.pronouns,
  p.birthday, p.anniversary, p.how_we_met, p.introduced_by_id, b.full_name AS introduced_by, p.blurb, p.blurb_on,
  p.standing, p.rhythm_days, p.rhythm_since, p.photo, p.added_on, p.last_contact_on, p.next_due_on
FROM person p LEFT JOIN person b ON b.id = p.introduced_by_id
WHERE p.id IN (SELECT value FROM json_each(:ids))
"""
_POINTS = """
SELECT person_id AS owner, id, kind, value, label, preferred, parts FROM contact_point
WHERE person_id IN (SELECT value FROM json_each(:ids)) ORDER BY preferred DESC, id
"""
_ROLES = """
SELECT r.person_id AS owner, r.id, coalesce(o.name, '') AS organisation, r.title, r.from_on, r.until_on
FROM role r LEFT JOIN organisation o ON o.id = r.organisation_id
WHERE r.person_id IN (SELECT value FROM json_each(:ids)) ORDER BY r.until_on IS NOT NULL, r.id
"""
_TAGS = """
SELECT pt.person_id AS owner, t.name FROM person_tag pt JOIN tag t ON t.id = pt.tag_id
WHERE pt.person_id IN (SELECT value FROM json_each(:ids)) ORDER BY pt.id
"""
_TOPICS = """
SELECT pt.person_id AS owner, pt.id, pt.kind, t.words FROM person_topic pt JOIN topic t ON t.id = pt.topic_id
WHERE pt.person_id IN (SELECT value FROM json_each(:ids)) ORDER BY pt.id
"""
_NOTES = """
SELECT person_id AS owner, id, on_day, words FROM note
WHERE person_id IN (SELECT value FROM json_each(:ids)) ORDER BY on_day DESC, id DESC
"""
_OTHER = """
SELECT person_id AS owner, id, line FROM other_property
WHERE person_id IN (SELECT value FROM json_each(:ids)) ORDER BY place, id
"""


def person(read: Reader, person_id: int) -> PersonDetails:
    """Raises NothingFound for an unknown id."""
    found = people(read, [person_id])
    if not found:
        raise NothingFound("This person is no longer in the book.")
    return found[0]


def people(read: Reader, ids: Sequence[int]) -> list[PersonDetails]:
    """The people that exist, in the order of `ids`."""
    wanted = json.dumps(list(ids))
    points = _rows_by_owner(read, _POINTS, wanted, _point)
    roles = _rows_by_owner(read, _ROLES, wanted, _role)
    tags = _rows_by_owner(read, _TAGS, wanted, lambda row: str(row["name"]))
    topics = _rows_by_owner(
        read, _TOPICS, wanted, lambda row: TopicLine(row["id"], row["kind"], row["words"])
    )
    notes = _rows_by_owner(
        read, _NOTES, wanted, lambda row: NoteLine(row["id"], _day(row["on_day"]), row["words"])
    )
    promises = of_people(read, ids, every=True)
    other = _rows_by_owner(read, _OTHER, wanted, lambda row: (int(row["id"]), str(row["line"])))
    found = {}
    for row in read.rows(_PEOPLE, ids=wanted):
        one = row["id"]
        found[one] = PersonDetails(
            **_column_fields(row),
            points=points[one],
            roles=roles[one],
            tags=tags[one],
            topics=topics[one],
            notes=notes[one],
            promises=tuple(promises[one]),
            **_fields_of_other_lines(other[one]),
        )
    return [found[one] for one in ids if one in found]


def _rows_by_owner(
    read: Reader, sql: str, ids: str, line: Callable[[Any], Line]
) -> defaultdict[int, tuple[Line, ...]]:
    lists: defaultdict[int, list[Line]] = defaultdict(list)
    for row in read.rows(sql, ids=ids):
        lists[row["owner"]].append(line(row))
    return defaultdict(tuple, {owner: tuple(lines) for owner, lines in lists.items()})


def _column_fields(row: Any) -> dict[str, Any]:
    days = ("blurb_on", "rhythm_since", "added_on", "last_contact_on", "next_due_on")
    return {name: _day(row[name]) if name in days else row[name] for name in row.keys()}  # noqa: SIM118 a sqlite3.Row


def _fields_of_other_lines(lines: tuple[tuple[int, str], ...]) -> dict[str, Any]:
    """The fields kept in other vCard lines: date of death, labelled dates, and the remaining lines."""
    parsed = parse_lines([text for _, text in lines])
    dates = tuple(DateLine(lines[one.place][0], one.label or NO_LABEL, one.day) for one in parsed.dates)
    return {"died": parsed.died, "dates": dates, "other": parsed.rest}


def _point(row: Any) -> PointLine:
    parts = tuple(json.loads(row["parts"])) if row["parts"] else None
    return PointLine(row["id"], row["kind"], row["value"], row["label"], bool(row["preferred"]), parts)


def _role(row: Any) -> RoleLine:
    return RoleLine(row["id"], row["organisation"], row["title"], _day(row["from_on"]), _day(row["until_on"]))


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
