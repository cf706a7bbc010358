"""Smallest possible corrections of a row that violates the rules of its table.
A damaged keyword becomes the nearest valid one, a damaged optional date is dropped, and so on: a wrong letter
in a state must not cost a person with everything that belongs to them.
"""

import json
import re
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date, time
from difflib import get_close_matches
from functools import cache
from typing import NamedTuple

from crm.storage.rescue.records import Value
from crm.storage.rescue.shapes import Column, Shape
from crm.text.folding import fold
from crm.uid import new_uid

LOST = "(lost)"
_DAYS = re.compile(r"_on$|^on_day$|^later_until$")
_YEARLY = re.compile(r"(\d{4}|-)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_JSON = ("parts", "changes")
_FOLDED = {"person": ("full_name", "name_key"), "topic": ("words", "folded")}
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class Rules(NamedTuple):
    """`words`: the keywords of each column with a fixed set. `filled`: the columns that must not be empty."""

    words: dict[str, tuple[str, ...]]
    filled: frozenset[str]


def corrected_rows(connection: sqlite3.Connection, shape: Shape, row: list[Value]) -> Iterator[list[Value]]:
    """Corrected rows, most likely first; none if a value has no sensible replacement."""
    rules = rules_of(connection, shape.table)
    sound: list[Value] = []
    for place, column in enumerate(shape.columns):
        value = row[place]
        is_right = place == shape.id_at or _is_valid(shape.table, column, value, rules)
        sound.append(value if is_right else _replacement(shape.table, column, value, rules))
    sound = _refolded(shape, sound)
    yield sound
    for place, column in enumerate(shape.columns):
        other = new_uid() if column.name == "uid" else None
        if place != shape.id_at and sound[place] is not None and (other or not column.is_needed):
            yield [*sound[:place], other, *sound[place + 1 :]]


def is_sensible(rules: Rules, shape: Shape, row: list[Value]) -> bool:
    """Whether the program can use the row: valid dates and lists, which the tables do not check."""
    return _refolded(shape, row) == row and all(
        place == shape.id_at or _is_valid(shape.table, column, row[place], rules)
        for place, column in enumerate(shape.columns)
    )


def rules_of(connection: sqlite3.Connection, table: str) -> Rules:
    """Read from the CREATE TABLE statement."""
    sql = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
    return _rules(sql)


@cache
def _rules(sql: str) -> Rules:
    found = re.findall(r"CHECK \((\w+) (IN \('[^()]*'\)|= '[^()]*')\)", sql)
    words = {column: tuple(re.findall(r"'([^']+)'", rule)) for column, rule in found}
    return Rules(words, frozenset(re.findall(r"CHECK \(length\((\w+)\) > 0 AND instr", sql)))


def _is_valid(table: str, column: Column, value: Value, rules: Rules) -> bool:
    if value is None:
        return not column.is_needed
    if type(value) is not column.kind:
        return False
    if not isinstance(value, str):
        return True
    if words := rules.words.get(column.name):
        return value in words
    if column.name in rules.filled and (not value or "\0" in value):
        return False
    return _matches_rule(_rule_of(table, column), value) and not _UNSTORABLE.search(value)


def _rule_of(table: str, column: Column) -> str:
    """The column whose rule applies."""
    return _JSON[0] if (table, column.name) == ("setting", "value") else column.name


def _matches_rule(name: str, value: str) -> bool:
    rule: Callable[[str], object] | None = None
    if _DAYS.search(name):
        rule = date.fromisoformat
    elif name == "held_at":
        rule = time.fromisoformat
    elif name in _JSON:
        rule = json.loads
    elif name in ("birthday", "anniversary"):
        return _YEARLY.fullmatch(value) is not None
    try:
        if rule is not None:
            rule(value)
    except (ValueError, RecursionError):
        return False
    return True


def _refolded(shape: Shape, row: list[Value]) -> list[Value]:
    """Recompute columns that are a folded copy of another one, used for sorting and comparing."""
    if shape.table not in _FOLDED:
        return row
    source, folded = (shape.names.index(name) for name in _FOLDED[shape.table])
    text = row[source]
    return [*row[:folded], fold(text) if isinstance(text, str) else None, *row[folded + 1 :]]


def _replacement(table: str, column: Column, value: Value, rules: Rules) -> Value:
    """A replacement value; None if there is none, which a NOT NULL column refuses."""
    if words := rules.words.get(column.name):
        near = get_close_matches(value, words, 1, 0) if isinstance(value, str) else []
        return near[0] if near else words[0]
    if not column.is_needed or _DAYS.search(column.name) or _rule_of(table, column) in _JSON:
        return None
    if column.name == "uid":
        return new_uid()
    if column.kind is int:
        return None if column.name.endswith("_id") else 0
    kept = _UNSTORABLE.sub("", value) if isinstance(value, str) else ""
    return kept or (LOST if column.name in rules.filled else "")
