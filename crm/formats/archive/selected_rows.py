"""Which rows an archive holds: what the people of the book need, or what belongs to some of them.

The whole book leaves without what only deleted people, or an import that was undone, have left behind: their photos, the
topics, organisations, tags and import files that nobody has any more, and what was put off about them. What the user
wrote stays in, with or without a person: meetings, promises, the shelf, texts, settings. So do the photos that taking a
merge apart would bring back.

A selection may be given away, so that it names nobody else: meetings come with the chosen ones who were there, promises,
introductions and shares only where everyone they name is chosen; a name alone is somebody else. A column that names a
row outside of the selection is empty. Settings, what was put off and the texts typed stay out.
"""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from crm.storage.content_tables import columns, references
from crm.table_rules import RULES, NotThere
from crm.table_rules.record import CHOSEN

SUBJECTS = {word: one.table for one in RULES for word in one.subjects}
"""The table in which the number at the end of a row's key on Today is an id, by the word before it."""

# What a merge keeps of the entry that was absorbed: taking it apart needs the photo again.
_MERGED_PHOTOS = """
SELECT json_extract(m.changes, one.fullkey || '[3].photo')
FROM merge m, json_each(CASE WHEN json_valid(m.changes) THEN m.changes ELSE '[]' END) one
WHERE one.type = 'array' AND json_extract(m.changes, one.fullkey || '[0]') = 'person'
"""
_DIGITS = "'0123456789'"
_HAS_SUBJECT = " AND ".join(
    f"(kind <> '{kind}' OR subject_id IN (SELECT id FROM {table}))" for kind, table in SUBJECTS.items()
)
"""SQL for a row that Today names by its key: its subject is still in the book. Kinds without one, such as event, pass."""
_GUARDED = f"CAST(substr(what, length(rtrim(what, {_DIGITS})) + 1) AS INTEGER)"
_WHOLE = {
    "blob": f"sha256 IN (SELECT photo FROM person) OR sha256 IN ({_MERGED_PHOTOS})",
    "shown": f"what NOT GLOB 'guard-*-[0-9]*' OR {_GUARDED} IN (SELECT id FROM person)",
    **{one.table: _HAS_SUBJECT if one.archive.key else one.archive.whole for one in RULES},
}
_SELECTION = {
    "blob": f"sha256 IN (SELECT photo FROM person WHERE id {CHOSEN})",
    **{one.table: one.archive.selected for one in RULES if not isinstance(one.archive.selected, NotThere)},
}
"""A table not named here stays out of a selection."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """`values` are the parameters of what `where` and `columns` give."""

    is_selection: bool = False
    values: Mapping[str, str] = field(default_factory=dict)

    def where(self, table: str) -> str:
        """SQL that holds for the rows of the table which the archive has."""
        return _SELECTION.get(table, "0") if self.is_selection else _WHOLE[table]

    def columns(self, connection: sqlite3.Connection, table: str) -> dict[str, str]:
        """SQL of each column's value by its name, the id first."""
        found = {column.name: f'"{column.name}"' for column in columns(connection, table)}
        if self.is_selection:
            for one in references(connection, table):
                if not one.is_owner:
                    there = f"SELECT id FROM {one.table} WHERE {self.where(one.table)}"
                    found[one.column] = f'CASE WHEN "{one.column}" IN ({there}) THEN "{one.column}" END'
        return found


def everything() -> Chosen:
    """What all people of the book need, and what is the user's own."""
    return Chosen()


def chosen_rows(person_ids: Sequence[int]) -> Chosen:
    """What belongs to these people alone."""
    return Chosen(True, {"ids": json.dumps(list(person_ids))})
