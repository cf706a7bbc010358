"""Reverts a merge at any later time. Edits made since the merge are kept."""

import json
import sqlite3
from typing import TYPE_CHECKING, Any

from crm.errors import NotUnderstood
from crm.people.merging import TOGETHER
from crm.table_rules import NAMING_PEOPLE

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork

Values = dict[str, Any]


def take_apart(work: "UnitOfWork", merge_id: int) -> int:
    """Restores the absorbed person with all of their values that still exist. Returns their id.

    Values edited since the merge stay with the kept person, and the label says so. Raises NotUnderstood if the merge is
    already reverted.
    """
    row = work.read.one("SELECT keep_id, uid, name, changes FROM merge WHERE id = :id", id=merge_id)
    if row is None:
        raise NotUnderstood("This was taken apart already, or the person is no longer in the book.")
    keep = work.read.one("SELECT id, full_name FROM person WHERE id = :id", id=row["keep_id"])
    assert keep is not None
    again = _Again(work, keep["id"], json.loads(row["changes"]), row["uid"])
    work.connection.execute("DELETE FROM merge WHERE id = ?", (merge_id,))
    again.give_back()
    pair = tuple(sorted((keep["id"], again.person_id)))
    if work.read.value("SELECT 1 FROM not_same WHERE a_id = :a AND b_id = :b", a=pair[0], b=pair[1]) is None:
        work.connection.execute("INSERT INTO not_same(a_id, b_id) VALUES (?, ?)", pair)
    work.label = f"Took {row['name']} and {keep['full_name']} apart"
    if again.stayed:
        work.label += f"; what was changed since stays with {keep['full_name']}"
    return again.person_id


class _Again:
    """Applies the changes of a merge in reverse, except where a value was changed since."""

    def __init__(self, work: "UnitOfWork", keep_id: int, changes: list[list[Any]], uid: str) -> None:
        self._work = work
        self._connection = work.connection
        self._keep_id = keep_id
        self._changes = changes
        person = next(one for one in changes if one[0] == "person" and one[2] == "D" and one[3]["uid"] == uid)
        self.person_id: int = person[1]
        self._row: Values = person[3]
        self.stayed = False

    def give_back(self) -> None:
        work = self._work
        if work.read.value("SELECT 1 FROM person WHERE uid = :uid", uid=self._row["uid"]) is not None:
            raise NotUnderstood("Somebody with the same identity is in the book already.")
        self._insert("person", self.person_id, self._row, {})
        for table, row_id, op, before, after in reversed(self._changes):
            if op == "U":
                self._put_back(table, row_id, before, after)
            elif op == "D" and table != "person":
                self._insert(table, row_id, before, after or {})
            elif op == "I":
                self._drop(table, row_id, after)

    def _put_back(self, table: str, row_id: int, before: Values, after: Values) -> None:
        """Restores the columns that still have the value the merge wrote. A row deleted since stays deleted."""
        row = self._work.read.one(f'SELECT * FROM "{table}" WHERE id = :id', id=row_id)
        if row is None:
            return
        as_left = {name for name in before if row[name] == self._now(name, before[name], after[name])}
        changed = set(before) - as_left
        for field, with_it in TOGETHER.items():
            if table == "person" and field in changed:
                as_left -= set(with_it)
        self.stayed |= bool(changed)
        values = {name: before[name] for name in sorted(as_left) if self._may_be(name, before[name])}
        if values:
            names = ", ".join(f'"{name}" = ?' for name in values)
            self._try(f'UPDATE "{table}" SET {names} WHERE id = ?', [*values.values(), row_id])

    def _now(self, name: str, before: Any, after: Any) -> Any:
        """The value the merge wrote; the kept person may have been merged into another person since."""
        is_moved = name in NAMING_PEOPLE and before == self.person_id and after is not None
        return self._keep_id if is_moved else after

    def _may_be(self, name: str, value: Any) -> bool:
        """Whether the person the value refers to still exists."""
        return name not in NAMING_PEOPLE or value is None or self._is_there("person", value)

    def _insert(self, table: str, row_id: int, values: Values, named: Values) -> None:
        """Restores a deleted row; `named` holds the rows it refers to, in case they are gone."""
        for column, target, on_delete in self._references(table):
            there = values.get(column)  # columns may have been added since the merge
            if there is None or self._is_there(target, there):
                continue
            if target in named:
                values = {**values, column: self._brought_back(target, there, named)}
            elif on_delete == "SET NULL":
                values = {**values, column: None}
        names = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join("?" * len(values))
        self._try(f'INSERT INTO "{table}"(id, {names}) VALUES (?, {marks})', [row_id, *values.values()])

    def _brought_back(self, target: str, row_id: int, named: Values) -> int:
        """Id of the restored organisation, tag or topic, or of the existing one of that name."""
        row: Values = named[target]
        key = "words" if "words" in row else "name"
        found = self._work.read.value(f'SELECT id FROM "{target}" WHERE "{key}" = :name', name=row[key])
        if found is None:
            self._insert(target, row_id, row, {})
        return int(found or row_id)

    def _drop(self, table: str, row_id: int, after: Values) -> None:
        """Deletes a note that the merge wrote, unless it was edited since."""
        words = self._work.read.value(f'SELECT words FROM "{table}" WHERE id = :id', id=row_id)
        if words == after["words"]:
            self._connection.execute(f'DELETE FROM "{table}" WHERE id = ?', (row_id,))
        else:
            self.stayed |= words is not None

    def _references(self, table: str) -> list[tuple[str, str, str]]:
        """(column, referenced table, ON DELETE action) of each foreign key."""
        rows = self._connection.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()
        return [(row[3], row[2], row[6]) for row in rows]

    def _is_there(self, table: str, row_id: int) -> bool:
        return self._work.read.value(f'SELECT 1 FROM "{table}" WHERE id = :id', id=row_id) is not None

    def _try(self, sql: str, values: list[Any]) -> None:
        """Skips a row that violates a constraint by now: a missing reference or a duplicate."""
        try:
            self._connection.execute(sql, values)
        except sqlite3.IntegrityError:
            self.stayed = True
