"""Reversing a merge at any later time: both people get their values back; later edits stay where they were
made.
"""

import json
import sqlite3
from typing import TYPE_CHECKING, Any

from crm.errors import NotUnderstood
from crm.people.merging import TOGETHER
from crm.storage.journal.row_changes import RowChange
from crm.table_rules import NAMING_PEOPLE

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork

Values = dict[str, Any]


def take_apart(work: "UnitOfWork", merge_id: int) -> int:
    """Restore the absorbed person with everything that came from them and still exists. Returns their id.
    Values edited since stay with the kept person, and the label says so. Raises NotUnderstood where the merge
    is unknown.
    """
    row = work.read.one("SELECT keep_id, uid, name, changes FROM merge WHERE id = :id", id=merge_id)
    if row is None:
        raise NotUnderstood("This was taken apart already, or the person is no longer in the book.")
    keep = work.read.one("SELECT id, full_name FROM person WHERE id = :id", id=row["keep_id"])
    assert keep is not None
    changes = [RowChange(*one) for one in json.loads(row["changes"])]
    reversal = _MergeReversal(work, keep["id"], changes, row["uid"])
    work.connection.execute("DELETE FROM merge WHERE id = ?", (merge_id,))
    reversal.give_back()
    pair = tuple(sorted((keep["id"], reversal.person_id)))
    if work.read.value("SELECT 1 FROM not_same WHERE a_id = :a AND b_id = :b", a=pair[0], b=pair[1]) is None:
        work.connection.execute("INSERT INTO not_same(a_id, b_id) VALUES (?, ?)", pair)
    work.label = f"Took {row['name']} and {keep['full_name']} apart"
    if reversal.stayed:
        work.label += f"; what was changed since stays with {keep['full_name']}"
    return reversal.person_id


class _MergeReversal:
    """Reverses the row changes of a merge, except where the same values were changed since."""

    def __init__(self, work: "UnitOfWork", keep_id: int, changes: list[RowChange], uid: str) -> None:
        self._work = work
        self._connection = work.connection
        self._keep_id = keep_id
        self._changes = changes
        person = next(one for one in changes if _deletes_person(one, uid))
        self.person_id = person.row_id
        self._row: Values = person.before or {}
        self.stayed = False

    def give_back(self) -> None:
        work = self._work
        if work.read.value("SELECT 1 FROM person WHERE uid = :uid", uid=self._row["uid"]) is not None:
            raise NotUnderstood("Somebody with the same identity is in the book already.")
        self._insert("person", self.person_id, self._row, {})
        for change in reversed(self._changes):
            before, after = change.before or {}, change.after or {}
            if change.op == "U":
                self._restore_columns(change.table, change.row_id, before, after)
            elif change.op == "D" and change.table != "person":
                self._insert(change.table, change.row_id, before, after)
            elif change.op == "I":
                self._delete_note(change.table, change.row_id, after)

    def _restore_columns(self, table: str, row_id: int, before: Values, after: Values) -> None:
        """Restore each column that still has the value the merge gave it. A row deleted since stays deleted."""
        row = self._work.read.one(f'SELECT * FROM "{table}" WHERE id = :id', id=row_id)
        if row is None:
            return
        as_left = {
            name for name in before if row[name] == self._value_after_merge(name, before[name], after[name])
        }
        changed = set(before) - as_left
        for field, with_it in TOGETHER.items():
            if table == "person" and field in changed:
                as_left -= set(with_it)
        self.stayed |= bool(changed)
        values = {name: before[name] for name in sorted(as_left) if self._person_exists(name, before[name])}
        if values:
            names = ", ".join(f'"{name}" = ?' for name in values)
            self._execute_if_valid(f'UPDATE "{table}" SET {names} WHERE id = ?', [*values.values(), row_id])

    def _value_after_merge(self, name: str, before: Any, after: Any) -> Any:
        """The value after the merge: the kept person may have been merged into another one since."""
        is_moved = name in NAMING_PEOPLE and before == self.person_id and after is not None
        return self._keep_id if is_moved else after

    def _person_exists(self, name: str, value: Any) -> bool:
        """Whether the person a value refers to still exists."""
        return name not in NAMING_PEOPLE or value is None or self._is_there("person", value)

    def _insert(self, table: str, row_id: int, values: Values, referenced: Values) -> None:
        """Insert a row deleted by the merge; `referenced` holds the rows it refers to, which may have been
        deleted since.
        """
        for column, target, on_delete in self._references(table):
            referenced_id = values.get(column)  # a merge of an earlier format has no columns added since
            if referenced_id is None or self._is_there(target, referenced_id):
                continue
            if target in referenced:
                values = {**values, column: self._restored_id(target, referenced_id, referenced)}
            elif on_delete == "SET NULL":
                values = {**values, column: None}
        names = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join("?" * len(values))
        self._execute_if_valid(
            f'INSERT INTO "{table}"(id, {names}) VALUES (?, {marks})', [row_id, *values.values()]
        )

    def _restored_id(self, target: str, row_id: int, referenced: Values) -> int:
        """The id of an organisation, tag or topic that was deleted since: of a row with the same name, or a
        new one.
        """
        row: Values = referenced[target]
        key = "words" if "words" in row else "name"
        found = self._work.read.value(f'SELECT id FROM "{target}" WHERE "{key}" = :name', name=row[key])
        if found is None:
            self._insert(target, row_id, row, {})
        return int(found or row_id)

    def _delete_note(self, table: str, row_id: int, after: Values) -> None:
        """Delete the note with the dropped values, unless the user has edited it."""
        words = self._work.read.value(f'SELECT words FROM "{table}" WHERE id = :id', id=row_id)
        if words == after["words"]:
            self._connection.execute(f'DELETE FROM "{table}" WHERE id = ?', (row_id,))
        else:
            self.stayed |= words is not None

    def _references(self, table: str) -> list[tuple[str, str, str]]:
        """(column, referenced table, ON DELETE action)."""
        rows = self._connection.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()
        return [(row[3], row[2], row[6]) for row in rows]

    def _is_there(self, table: str, row_id: int) -> bool:
        return self._work.read.value(f'SELECT 1 FROM "{table}" WHERE id = :id', id=row_id) is not None

    def _execute_if_valid(self, sql: str, values: list[Any]) -> None:
        """A row that refers to one deleted since, or duplicates one added since, stays as it is."""
        try:
            self._connection.execute(sql, values)
        except sqlite3.IntegrityError:
            self.stayed = True


def _deletes_person(change: RowChange, uid: str) -> bool:
    return change.table == "person" and change.op == "D" and (change.before or {}).get("uid") == uid
