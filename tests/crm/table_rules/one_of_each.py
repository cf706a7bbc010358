"""A row in every content table, each naming one and the same person wherever it can, every free text a word of its own."""

import sqlite3
from collections.abc import Iterator

from sqlalchemy import Column, Integer, Table

from crm.storage.journal.triggers import kept_columns, mapped_content_tables
from crm.unit_of_work import UnitOfWork

BEFORE, KEEP, WHO, AFTER = 1, 2, 3, 4
"""Ids: the person all is about stands between others, as a pair of two people has the lower one first."""
DAY = "2026-11-02"
_GIVEN: dict[tuple[str, str], object] = {
    ("person", "standing"): "kept",
    ("contact_point", "kind"): "url",
    ("meeting", "kind"): "coffee",
    ("meeting", "state"): "happened",
    ("meeting", "direction"): "both",
    ("meeting", "held_at"): "10:00",
    ("promise", "kind"): "favour",
    ("promise", "state"): "kept",
    ("promise_person", "part"): "to",
    ("introduction", "state"): "made",
    ("introduction_side", "answer"): "yes",
    ("advice", "direction"): "received",
    ("ask", "state"): "open",
    ("meeting_line", "part"): "question",
    ("mentorship", "role"): "mentor",
    ("mentorship", "stage"): "active",
    ("mentorship", "terms"): "free",
    ("mentorship_line", "part"): "goal",
    ("review", "went"): "continue",
    ("person_topic", "kind"): "cares_about",
    ("other_property", "line"): "X-ABDATE;X-LABEL=qqotherpropertyline:2019-11-25",
    ("merge", "changes"): "[]",
    ("setting", "value"): '"qqsettingvalue"',
    ("snooze", "row"): f"stay_close-{WHO}",
    ("dismissal", "row"): f"moved-{WHO}",
    ("not_same", "b_id"): AFTER,
}
_EMPTY = {
    ("role", "until_on"),
    ("share", "promise_id"),
    ("meeting", "source_uid"),
    ("meeting", "zone"),
    ("session", "circle_id"),
    ("agenda_line", "circle_id"),
    ("review", "circle_id"),
    ("person", "photo"),
}
_OF_SOMEBODY_ELSE = {("person", "introduced_by_id")}


def word(table: str, column: str) -> str:
    return f"qq{table}{column}".replace("_", "")


def fill(work: UnitOfWork) -> None:
    connection = work.connection
    connection.execute("PRAGMA defer_foreign_keys=1")
    people = next(table for table in mapped_content_tables() if table.name == "person")
    for one, name in ((BEFORE, "Bea Before"), (KEEP, "Kim Keep"), (AFTER, "Art After")):
        named = {"full_name": name, "name_key": name.lower(), "uid": name, "standing": "kept"}
        blank = {column.name: "" for column in kept_columns(people) if not column.nullable}
        _insert(connection, "person", {**blank, **named, "id": one})
    for table in mapped_content_tables():
        _insert(connection, table.name, dict(_values(table)))
    connection.execute("UPDATE person SET introduced_by_id = ? WHERE id = ?", (WHO, AFTER))
    _insert(connection, "not_same", {"id": WHO + 1, "a_id": BEFORE, "b_id": WHO})
    work.label = "Made one of each"


def _insert(connection: sqlite3.Connection, table: str, values: dict[str, object]) -> None:
    names, marks = ", ".join(f'"{name}"' for name in values), ", ".join("?" * len(values))
    connection.execute(f'INSERT INTO "{table}"({names}) VALUES ({marks})', list(values.values()))


def _values(table: Table) -> Iterator[tuple[str, object]]:
    yield "id", WHO
    for column in kept_columns(table):
        key = (table.name, column.name)
        if key not in _EMPTY | _OF_SOMEBODY_ELSE:
            yield column.name, _GIVEN[key] if key in _GIVEN else _value(table, column)


def _value(table: Table, column: Column[object]) -> object:
    if column.foreign_keys:
        return WHO  # everything has this id
    if isinstance(column.type, Integer):
        return None if column.nullable else 1
    if column.name.endswith(("_on", "on_day")):
        return DAY
    if column.nullable and column.name != "parts":
        return None
    return None if column.name == "parts" else word(table.name, column.name)
