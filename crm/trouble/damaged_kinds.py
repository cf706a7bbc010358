"""The findings grouped by kind of content, with names for the user: for the window only, never for a log."""

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from crm.examination import Finding
from crm.storage.checks.finding_names import describe_finding
from crm.storage.content_tables import content_tables

# Kinds of findings that can be accepted one by one.
ACCEPTED_ONE_BY_ONE = ("changed", "vanished", "unknown", "step", "photo")
_BY_ONE = (*ACCEPTED_ONE_BY_ONE, "reference")
OF_THE_FILE = "The file itself"
_MAIN = {"note": "Notes", "person": "People", "meeting": "Meetings"}
_OTHERS = {
    "promise": "Promises", "contact_point": "Addresses and numbers", "introduction": "Introductions", "item": "Shelf",
    "ask": "Asks", "advice": "Advice", "organisation": "Organisations", "tag": "Tags", "topic": "Topics",
    "attendance": "Who met when", "said": "Texts as typed", "setting": "Settings", "step": "History",
    "blob": "Photos",
}  # fmt: skip
_NOUNS = {
    "note": ("note", "notes"), "person": ("person", "people"), "meeting": ("meeting", "meetings"),
    "promise": ("promise", "promises"), "contact_point": ("address or number", "addresses or numbers"),
    "introduction": ("introduction", "introductions"), "item": ("thing on the shelf", "things on the shelf"),
    "ask": ("ask", "asks"), "organisation": ("organisation", "organisations"), "tag": ("tag", "tags"),
    "topic": ("topic", "topics"), "blob": ("photo", "photos"), "setting": ("setting", "settings"),
    "step": ("entry of the history", "entries of the history"),
}  # fmt: skip
_THING = ("thing", "things")
_UNKNOWN = "one unknown"


class Group(NamedTuple):
    """One kind of content: `damaged` of `total` rows, whose names are `words`; `total` is None where it
    cannot be counted.
    """

    title: str
    damaged: int
    total: int | None
    words: tuple[str, ...]
    noun: tuple[str, str] = _THING


def group_findings(
    connection: sqlite3.Connection, findings: Sequence[Finding], today: date
) -> tuple[Group, ...]:
    """Damaged kinds first, then the sound ones. Never raises for a damaged file."""
    by_table: dict[str, list[Finding]] = defaultdict(list)
    for one in findings:
        if one.kind in _BY_ONE and one.table:
            by_table[table_of(one)].append(one)
    groups = [_damaged(connection, table, found, today) for table, found in by_table.items()]
    groups.sort(key=lambda group: -group.damaged)
    rest = [one for one in findings if one.kind not in _BY_ONE or not one.table]
    if rest:
        groups.append(Group(OF_THE_FILE, len(rest), None, _of_the_file(rest)))
    return (*groups, *_sound(connection, {*by_table}, {one.table for one in rest}))


def table_of(finding: Finding) -> str:
    return "blob" if finding.kind == "photo" else finding.table


def _damaged(connection: sqlite3.Connection, table: str, found: Sequence[Finding], today: date) -> Group:
    rows = list({(one.table, one.row_id): one for one in found}.values())
    title = _MAIN.get(table) or _OTHERS.get(table) or table.replace("_", " ").capitalize()
    words = tuple(name_of_finding(connection, one, today) for one in rows)
    return Group(title, len(rows), _count(connection, table), words, _NOUNS.get(table, _THING))


def name_of_finding(connection: sqlite3.Connection, finding: Finding, today: date) -> str:
    """ "Ana Ruiz, 18 November" under the title Notes; the year unless it is the present one."""
    if finding.kind == "photo" and finding.row_id is None:
        return "one photo"
    description = describe_finding(connection, finding).removesuffix(f" {today.year}")
    if description == _UNKNOWN or description.startswith("one "):
        return description
    table = finding.table
    for start in (f"{table} of ", f"{table} "):
        if table in _MAIN and description.startswith(start):
            return description.removeprefix(start)
    return description


def _of_the_file(found: Sequence[Finding]) -> tuple[str, ...]:
    kinds = {one.kind for one in found}
    words = []
    if kinds & {"file", "schema", "reference"}:
        words.append("its structure")
    if kinds & {"digest", "bookkeeping"}:
        words.append("what Goodturn notes of its own work")
    if kinds & {"total", *_BY_ONE} and not words:
        words.append("what its rows add up to")
    return tuple(words)


def _sound(connection: sqlite3.Connection, damaged: set[str], doubtful: set[str]) -> list[Group]:
    """Tables that could not be compared are omitted."""
    unsaid = damaged | doubtful
    groups = [
        Group(title, 0, total, (), _NOUNS[table])
        for table, title in sorted(_MAIN.items(), key=lambda one: one[0] != "person")
        if table not in unsaid and (total := _count(connection, table)) is not None
    ]
    with suppress(sqlite3.Error):
        others = [table for table in content_tables(connection) if table not in {*_MAIN, *unsaid}]
        title = "Promises and the rest" if "promise" in others else "Everything else"
        groups.append(Group(title, 0, sum(_count(connection, table) or 0 for table in others), ()))
    return groups


def _count(connection: sqlite3.Connection, table: str) -> int | None:
    with suppress(sqlite3.Error, TypeError):
        return int(connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])
    return None
