"""Queries of the people list: the ordered ids of a filter, and the rows of one page."""

import json
from array import array
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from crm.date_index import DEAD_PEOPLE, IS_DEATH_LINE
from crm.people.filters import LAST_IMPORT, Filter, met_since
from crm.people.from_import import last_import, sql_created_by_import
from crm.people.list_order import DEFAULT_ORDER, Order, sorted_ids
from crm.storage.reading import Reader
from crm.text.folding import fold

_BIRTHDAY_DAYS_AHEAD = 7  # days ahead in which a birthday is shown

_MAX_MENU_VALUES = 24  # about what fits in a menu
_I_OWE = (
    "EXISTS (SELECT 1 FROM promise_person pp JOIN promise pr ON pr.id = pp.promise_id WHERE pp.person_id = person.id "
    "AND pr.by_person_id IS NULL AND pr.state IN ('open', 'waiting'))"
)
_OWES_ME = (
    "EXISTS (SELECT 1 FROM promise pr WHERE pr.by_person_id = person.id AND pr.state IN ('open', 'waiting'))"
)
_PLANNED = (
    "EXISTS (SELECT 1 FROM attendance a JOIN meeting m ON m.id = a.meeting_id WHERE a.person_id = person.id "
    "AND a.counts = 1 AND m.state = 'planned' AND m.held_on >= :today)"
)
_ALIVE = f"person.id NOT IN {DEAD_PEOPLE}"
_DRIFTING = f"(person.standing = 'kept' AND person.next_due_on <= :today AND {_ALIVE})"
_TOPIC = (
    "EXISTS (SELECT 1 FROM person_topic pt JOIN topic t ON t.id = pt.topic_id "
    "WHERE pt.person_id = person.id AND instr(t.folded, :{name}) > 0)"
)
_CITY = "person.id IN (SELECT value FROM json_each(:{name}_there))"
_ADDRESSES = (
    "SELECT person_id, coalesce(nullif(json_extract(parts, '$[3]'), ''), value) AS city FROM contact_point "
    "WHERE kind = 'address' AND instr(folded, :words) > 0"
)
_NAME_SEPARATORS = str.maketrans("-\u2010", "  ", "'’")  # Smith-Jones is Smith Jones, O'Brien is OBrien
_PLAIN_NAME = "person.name_key"
for _code, _plain in _NAME_SEPARATORS.items():
    _PLAIN_NAME = f"replace({_PLAIN_NAME}, char({_code}), '{'' if _plain is None else chr(_plain)}')"
_WORD = (
    f"(instr(' ' || {_PLAIN_NAME}, ' ' || :{{name}}_name) > 0 "
    "OR person.id IN (SELECT person_id FROM contact_point WHERE kind = 'email' AND instr(folded, :{name}) > 0) "
    "OR person.id IN (SELECT person_id FROM role WHERE organisation_id IN (SELECT value FROM json_each(:{name}_at))))"
)
_TAGGED = "person.id IN (SELECT person_id FROM person_tag WHERE tag_id IN (SELECT value FROM json_each(:{name}_tags)))"
_AT = "person.id IN (SELECT person_id FROM role WHERE organisation_id IN (SELECT value FROM json_each(:{name}_at)))"


class PersonRow(NamedTuple):
    """One row of the list. `owed` counts the user's open promises to or about the person, `owed_to_me` the person's.
    `birthday` is the next one if within a week, `born` the stored date: YYYY-MM-DD or --MM-DD."""

    id: int
    uid: str
    name: str
    organisation: str
    title: str
    standing: str
    rhythm_days: int | None
    last_contact_on: date | None
    next_due_on: date | None
    next_meeting_on: date | None
    next_meeting_at: str | None
    owed: int
    owed_to_me: int
    drifting: bool
    birthday: date | None
    city: str
    topics: str
    tags: str
    how_we_met: str
    born: str | None
    given: str
    family: str


class Counts(NamedTuple):
    people: int
    kept: int
    with_rhythm: int


def list_ids(read: Reader, chosen: Filter, today: date, order: Order = DEFAULT_ORDER) -> "array[int]":
    """Ids in this order. Without a filter, the default order is read from a covering index."""
    conditions, values = _conditions(read, chosen, today)
    where = f"WHERE {' AND '.join(conditions)} " if conditions else ""
    return sorted_ids(read, order, where, values)


def counts(read: Reader) -> Counts:
    row = read.one("SELECT count(*), coalesce(sum(standing = 'kept'), 0), count(rhythm_days) FROM person")
    return Counts(*row) if row is not None else Counts(0, 0, 0)


def has_died(read: Reader, person_id: int) -> bool:
    sql = f"SELECT 1 FROM other_property WHERE person_id = :id AND {IS_DEATH_LINE} LIMIT 1"
    return read.value(sql, id=person_id) is not None


def tags(read: Reader) -> list[str]:
    """The most frequent tags, sorted by name."""
    found = read.values(
        "SELECT t.name FROM tag t JOIN person_tag pt ON pt.tag_id = t.id GROUP BY t.id "
        "ORDER BY count(*) DESC, t.name LIMIT :most",
        most=_MAX_MENU_VALUES,
    )
    return sorted(found, key=fold)


class FilterValues(NamedTuple):
    """The most frequent values per filter, each sorted by name."""

    tags: list[str]
    topics: list[str]
    organisations: list[str]
    cities: list[str]


def filter_values(read: Reader) -> FilterValues:
    return FilterValues(
        tags(read),
        _most_frequent(read, "t.words", "topic t JOIN person_topic x ON x.topic_id = t.id"),
        _most_frequent(read, "o.name", "organisation o JOIN role x ON x.organisation_id = o.id"),
        _most_frequent(
            read,
            "json_extract(x.parts, '$[3]')",
            "contact_point x WHERE x.kind = 'address' AND json_extract(x.parts, '$[3]') <> ''",
        ),
    )


def _most_frequent(read: Reader, name: str, source: str) -> list[str]:
    found = read.values(
        f"SELECT {name} FROM {source} GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT :most", most=_MAX_MENU_VALUES
    )
    return sorted(found, key=fold)


def rows(read: Reader, ids: Sequence[int], today: date) -> list[PersonRow]:
    """One row per id that exists, in the order of `ids`."""
    found = read.rows(_ROWS, ids=json.dumps(list(ids)), today=today.isoformat())
    by_id = {row["id"]: _row(row, today) for row in found}
    return [by_id[one] for one in ids if one in by_id]


_ROWS = f"""
SELECT id, uid, full_name, standing, rhythm_days, last_contact_on, next_due_on, birthday, how_we_met, given, family,
  CASE WHEN {_ALIVE} THEN birthday_md END AS birthday_md,
  {_DRIFTING} AS drifting,
  (SELECT json_array(coalesce(o.name, ''), r.title) FROM role r LEFT JOIN organisation o ON o.id = r.organisation_id
    WHERE r.person_id = person.id ORDER BY r.until_on IS NOT NULL, r.id LIMIT 1) AS role,
  (SELECT json_array(m.held_on, m.held_at) FROM attendance a JOIN meeting m ON m.id = a.meeting_id
    WHERE a.person_id = person.id AND a.counts = 1 AND m.state = 'planned' AND m.held_on >= :today
    ORDER BY m.held_on, m.held_at LIMIT 1) AS next_meeting,
  (SELECT count(DISTINCT pr.id) FROM promise_person pp JOIN promise pr ON pr.id = pp.promise_id
    WHERE pp.person_id = person.id AND pr.by_person_id IS NULL AND pr.state IN ('open', 'waiting')) AS owed,
  (SELECT count(*) FROM promise pr WHERE pr.by_person_id = person.id AND pr.state IN ('open', 'waiting')) AS owed_to_me,
  (SELECT json_extract(c.parts, '$[3]') FROM contact_point c WHERE c.person_id = person.id AND c.kind = 'address'
    ORDER BY c.preferred DESC, c.id LIMIT 1) AS city,
  (SELECT group_concat(t.words, ', ') FROM person_topic pt JOIN topic t ON t.id = pt.topic_id
    WHERE pt.person_id = person.id) AS topics,
  (SELECT group_concat(t.name, ', ') FROM person_tag pt JOIN tag t ON t.id = pt.tag_id
    WHERE pt.person_id = person.id) AS tags
FROM person WHERE id IN (SELECT value FROM json_each(:ids))
"""


def _row(row: Any, today: date) -> PersonRow:
    organisation, title = json.loads(row["role"]) if row["role"] else ("", "")
    meeting_on, meeting_at = json.loads(row["next_meeting"]) if row["next_meeting"] else (None, None)
    return PersonRow(
        row["id"],
        row["uid"],
        row["full_name"],
        organisation,
        title,
        row["standing"],
        row["rhythm_days"],
        _day(row["last_contact_on"]),
        _day(row["next_due_on"]),
        _day(meeting_on),
        meeting_at,
        row["owed"],
        row["owed_to_me"],
        bool(row["drifting"]),
        _upcoming_birthday(row["birthday_md"], today),
        row["city"] or "",
        row["topics"] or "",
        row["tags"] or "",
        row["how_we_met"],
        row["birthday"],
        row["given"],
        row["family"],
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _upcoming_birthday(month_day: int | None, today: date) -> date | None:
    """The birthday if within the next days; 29 February is on the 28th in common years."""
    if month_day is None:
        return None
    for ahead in range(_BIRTHDAY_DAYS_AHEAD + 1):
        day = today + timedelta(days=ahead)
        month_and_day = day.month * 100 + day.day
        leap = day.month == 2 and day.day == 28 and (day + timedelta(days=1)).month == 3
        if month_and_day == month_day or (month_day == 229 and leap):
            return day
    return None


def _conditions(read: Reader, chosen: Filter, today: date) -> tuple[list[str], dict[str, Any]]:
    values: dict[str, Any] = {"today": today.isoformat()}
    conditions = [text for wanted, text in _flag_conditions(chosen) if wanted]
    if chosen.standing:
        conditions.append("person.standing = :standing")
        values["standing"] = chosen.standing
    if chosen.rhythm_days is not None:
        conditions.append("coalesce(person.rhythm_days, 0) = :rhythm")
        values["rhythm"] = chosen.rhythm_days
    since = met_since(chosen, today)
    if since is not None:
        conditions.append("person.last_contact_on BETWEEN :since AND :today")
        values["since"] = since.isoformat()
    if chosen.imported is not None:
        step = last_import(read) if chosen.imported == LAST_IMPORT else chosen.imported
        conditions.append(sql_created_by_import(read, step))
    for text, name, folded in _text_conditions(chosen):
        conditions.append(text.format(name=name))
        values[name] = folded
        if "_name)" in text:
            values[f"{name}_name"] = folded.translate(_NAME_SEPARATORS)
        if "_at)" in text:
            values[f"{name}_at"] = _ids_by_name_part(read, "organisation", folded)
        if "_there)" in text:
            values[f"{name}_there"] = _ids_by_city(read, folded)
        if "_tags)" in text:
            values[f"{name}_tags"] = _tag_ids(read, folded)
    return conditions, values


def _flag_conditions(chosen: Filter) -> list[tuple[bool, str]]:
    unplanned = f"person.standing = 'kept' AND person.rhythm_days IS NULL AND {_ALIVE} AND NOT {_PLANNED}"
    return [
        (chosen.has_rhythm, "person.rhythm_days IS NOT NULL"),
        (chosen.drifting, _DRIFTING),
        (chosen.i_owe, _I_OWE),
        (chosen.owes_me, _OWES_ME),
        (chosen.no_next_step, f"{unplanned} AND NOT {_I_OWE} AND NOT {_OWES_ME}"),
    ]


def _text_conditions(chosen: Filter) -> list[tuple[str, str, str]]:
    """(condition, parameter name, folded words) of every condition with words."""
    kinds = (
        ("tag", _TAGGED, chosen.tags),
        ("topic", _TOPIC, chosen.topics),
        ("org", _AT, chosen.organisations),
        ("city", _CITY, chosen.cities),
        ("word", _WORD, chosen.words),
    )
    return [(text, f"{kind}{n}", word) for kind, text, words in kinds for n, word in enumerate(words)]


def _ids_by_name_part(read: Reader, table: str, folded: str) -> str:
    """JSON ids of the organisations whose folded name contains the words; SQL cannot fold accents."""
    found = read.rows(f"SELECT id, name FROM {table}")
    return json.dumps([row["id"] for row in found if folded in fold(row["name"])])


def _ids_by_city(read: Reader, folded: str) -> str:
    """JSON ids of the people with such a city. An address in one line is searched as a whole."""
    found = read.rows(_ADDRESSES, words=folded)
    return json.dumps([row["person_id"] for row in found if folded in fold(row["city"])])


def _tag_ids(read: Reader, folded: str) -> str:
    """JSON ids of the tags whose folded name equals the words."""
    return json.dumps(
        [row["id"] for row in read.rows("SELECT id, name FROM tag") if fold(row["name"]) == folded]
    )
