"""A row that breaks a rule of its table, made to fit by as small a change as will do.

A damaged word becomes the nearest one the column knows, a damaged day that may be missing is left out, and so on: one
letter of a state must not cost a person with everything that hangs on them.
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
    """`words`: the product's words of each column that takes no others. `filled`: the columns that are never empty."""

    words: dict[str, tuple[str, ...]]
    filled: frozenset[str]


def fit(connection: sqlite3.Connection, shape: Shape, row: list[Value]) -> Iterator[list[Value]]:
    """Rows that may fit in its place, the likeliest first; none where nothing sensible can be put for a value."""
    rules = rules_of(connection, shape.table)
    sound: list[Value] = []
    for place, column in enumerate(shape.columns):
        value = row[place]
        is_right = place == shape.id_at or _is_right(shape.table, column, value, rules)
        sound.append(value if is_right else _instead(shape.table, column, value, rules))
    sound = _refolded(shape, sound)
    yield sound
    for place, column in enumerate(shape.columns):
        other = new_uid() if column.name == "uid" else None
        if place != shape.id_at and sound[place] is not None and (other or not column.is_needed):
            yield [*sound[:place], other, *sound[place + 1 :]]


def is_sensible(rules: Rules, shape: Shape, row: list[Value]) -> bool:
    """Whether the program can live with the row: days are days and lists are lists, beyond what the tables ask for."""
    return _refolded(shape, row) == row and all(
        place == shape.id_at or _is_right(shape.table, column, row[place], rules)
        for place, column in enumerate(shape.columns)
    )


def rules_of(connection: sqlite3.Connection, table: str) -> Rules:
    """By the table's own text."""
    sql = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
    return _rules(sql)


@cache
def _rules(sql: str) -> Rules:
    found = re.findall(r"CHECK \((\w+) (IN \('[^()]*'\)|= '[^()]*')\)", sql)
    words = {column: tuple(re.findall(r"'([^']+)'", rule)) for column, rule in found}
    return Rules(words, frozenset(re.findall(r"CHECK \(length\((\w+)\) > 0 AND instr", sql)))


def _is_right(table: str, column: Column, value: Value, rules: Rules) -> bool:
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
    return _holds(_rule_of(table, column), value) and not _UNSTORABLE.search(value)


def _rule_of(table: str, column: Column) -> str:
    """The column's name, or the one whose rule it shares."""
    return _JSON[0] if (table, column.name) == ("setting", "value") else column.name


def _holds(name: str, value: str) -> bool:
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
    """With the columns that are nothing but another one folded: lists are sorted and texts compared by them."""
    if shape.table not in _FOLDED:
        return row
    source, folded = (shape.names.index(name) for name in _FOLDED[shape.table])
    text = row[source]
    return [*row[:folded], fold(text) if isinstance(text, str) else None, *row[folded + 1 :]]


def _instead(table: str, column: Column, value: Value, rules: Rules) -> Value:
    """None where there is nothing to put: a column that needs a value refuses it."""
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
