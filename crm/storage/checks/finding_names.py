"""Names of damaged rows for the user. They hold personal data: for the window only, never for a log or
report.
"""

import sqlite3
from datetime import date

from crm.examination import Finding
from crm.storage.content_tables import references

_WORDS = {
    "advice": "advice", "ask": "ask", "attendance": "meeting", "card": "imported card", "contact_point": "contact point",
    "import": "import", "introduction_side": "introduction", "item": "shelf item", "item_topic": "topic of a shelf item",
    "not_same": "note that two people are two", "other_property": "unknown line of an imported card",
    "person_tag": "tag", "person_topic": "topic", "promise_person": "promise", "said": "text typed", "step": "step",
    "blob": "photo", "setting": "setting", "dismissal": "row of Today put away", "snooze": "row of Today put off",
}  # fmt: skip
_NAMED = {
    "person": "full_name", "organisation": "name", "tag": "name", "topic": "words", "item": "title", "step": "label",
}  # fmt: skip
_DAYS = ("held_on", "on_day", "made_on", "asked_on", "told_on", "sent_on", "added_on")
_THROUGH = {"attendance": ("meeting_id", "meeting"), "promise_person": ("promise_id", "promise")}
_LONGEST = 60  # letters of a name


def describe_finding(connection: sqlite3.Connection, finding: Finding) -> str:
    """ "note of Ana Ruiz, 18 November 2026"; "one unknown" for no row or an unreadable one."""
    if not finding.table or finding.row_id is None:
        return "one unknown"
    try:
        return _describe_row(connection, finding.table, finding.row_id)
    except (sqlite3.Error, ValueError, TypeError):  # damaged itself
        return "one unknown"


def _describe_row(connection: sqlite3.Connection, table: str, row_id: int) -> str:
    row = _row(connection, table, row_id)
    word = _WORDS.get(table, table.replace("_", " "))
    if row is None:
        return f"one {word} that is no longer there"
    if table in _NAMED:
        return f"{word} {_short(row[_NAMED[table]])}".strip()
    day_of = row
    if table in _THROUGH:
        column, other = _THROUGH[table]
        day_of = _row(connection, other, _number(row[column])) or {}
    day = next((_day(day_of[name]) for name in _DAYS if day_of.get(name)), "")
    name = _person(connection, table, row)
    return f"{word}{f' of {name}' if name else ''}{f', {day}' if day else ''}"


def _row(connection: sqlite3.Connection, table: str, row_id: int) -> dict[str, object] | None:
    columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
    names = ", ".join(f'CAST("{name}" AS BLOB)' for name in columns)
    found = connection.execute(f'SELECT {names} FROM "{table}" WHERE id = ?', (row_id,)).fetchone()
    if found is None:
        return None
    return {
        name: None if value is None else value.decode("utf-8", "replace")
        for name, value in zip(columns, found, strict=True)
    }


def _person(connection: sqlite3.Connection, table: str, row: dict[str, object]) -> str:
    """The person a row belongs to; for a meeting or promise, the first participant."""
    for one in references(connection, table):
        if one.table == "person" and row[one.column] is not None:
            person = _row(connection, "person", _number(row[one.column]))
            if person is not None:
                return _short(person["full_name"])
    through = {"meeting": ("attendance", "meeting_id"), "promise": ("promise_person", "promise_id")}.get(
        table
    )
    if through is None:
        return ""
    first = connection.execute(
        f"SELECT id FROM {through[0]} WHERE {through[1]} = ? AND person_id IS NOT NULL ORDER BY id LIMIT 1",
        (_number(row["id"]),),
    ).fetchone()
    taking_part = _row(connection, through[0], first[0]) if first else None
    return _person(connection, through[0], taking_part) if taking_part else ""


def _number(value: object) -> int:
    return int(str(value))


def _short(value: object) -> str:
    text = " ".join(str(value or "").split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _day(value: object) -> str:
    day = date.fromisoformat(str(value)[:10])
    return f"{day.day} {day:%B %Y}"
