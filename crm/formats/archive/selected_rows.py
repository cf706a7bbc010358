"""The rows that an archive contains: those of the whole book, or those that belong to selected people.

The whole book leaves out what only deleted people or undone imports left behind: their photos, unused topics, organisations,
tags and import files, and what was dismissed about them. What the user wrote stays, with or without a person: meetings,
promises, the shelf, texts, settings. So do photos that undoing a merge would restore.

A selection may be given away, so it names nobody else: meetings are included with the selected attendees only; promises,
introductions and shares only if everyone they name is selected. A column that refers to a row outside of the selection is
empty. Settings, dismissals and typed texts stay out.
"""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from crm.storage.content_tables import columns, references
from crm.table_rules import RULES, NotAffected
from crm.table_rules.record import IN_SELECTED_IDS

SUBJECTS = {word: one.table for one in RULES for word in one.subjects}
"""The table of the id at the end of a Today row key, by the word before it."""

# Photos that undoing a merge needs again.
_MERGED_PHOTOS = """
SELECT json_extract(m.changes, one.fullkey || '[3].photo')
FROM merge m, json_each(CASE WHEN json_valid(m.changes) THEN m.changes ELSE '[]' END) one
WHERE one.type = 'array' AND json_extract(m.changes, one.fullkey || '[0]') = 'person'
"""
_DIGITS = "'0123456789'"

_HAS_SUBJECT = " AND ".join(
    f"(kind <> '{kind}' OR subject_id IN (SELECT id FROM {table}))" for kind, table in SUBJECTS.items()
)
"""SQL for a row that has the key of a row of Today: its subject still exists. Kinds without one, such as event, pass."""
_GUARDED = f"CAST(substr(what, length(rtrim(what, {_DIGITS})) + 1) AS INTEGER)"
_WHOLE = {
    "blob": f"sha256 IN (SELECT photo FROM person) OR sha256 IN ({_MERGED_PHOTOS})",
    "shown": f"what NOT GLOB 'guard-*-[0-9]*' OR {_GUARDED} IN (SELECT id FROM person)",
    **{one.table: _HAS_SUBJECT if one.archive.key else one.archive.whole for one in RULES},
}
_SELECTION = {
    "blob": f"sha256 IN (SELECT photo FROM person WHERE id {IN_SELECTED_IDS})",
    **{one.table: one.archive.selected for one in RULES if not isinstance(one.archive.selected, NotAffected)},
}
"""Tables that are not listed stay out of a selection."""


@dataclass(frozen=True, slots=True)
class RowSelection:
    """`values` are the parameters of the SQL in `where` and `columns`."""

    is_selection: bool = False
    values: Mapping[str, str] = field(default_factory=dict)

    def where(self, table: str) -> str:
        """SQL condition for the rows of a table that the archive contains."""
        return _SELECTION.get(table, "0") if self.is_selection else _WHOLE[table]

    def columns(self, connection: sqlite3.Connection, table: str) -> dict[str, str]:
        """SQL expressions of the columns by name, the id first."""
        found = {column.name: f'"{column.name}"' for column in columns(connection, table)}
        if self.is_selection:
            for one in references(connection, table):
                if not one.is_owner:
                    there = f"SELECT id FROM {one.table} WHERE {self.where(one.table)}"
                    found[one.column] = f'CASE WHEN "{one.column}" IN ({there}) THEN "{one.column}" END'
        return found


def all_rows() -> RowSelection:
    """The rows of the whole book."""
    return RowSelection()


def rows_of_people(person_ids: Sequence[int]) -> RowSelection:
    """The rows that belong to these people only."""
    return RowSelection(True, {"ids": json.dumps(list(person_ids))})
