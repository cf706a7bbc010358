"""Search for steps that changed, added or deleted a text with a given word."""

import json

from crm.history.past_rows import image
from crm.storage.reading import Reader
from crm.text.folding import fold

_SILENT = ("uid", "name_key", "folded", "raw", "changes", "photo")
_WRITTEN = {
    "person": ("full_name", "nickname", "blurb", "how_we_met"),
    "contact_point": ("value",),
    "role": ("title",),
    "note": ("words",),
    "meeting": ("place", "purpose", "note"),
    "promise": ("words",),
    "ask": ("words",),
    "advice": ("words",),
    "item": ("title", "url"),
}
"""Columns searched in existing rows: the journal entry of a new row has no values."""
_NAMED = {
    "role": ("organisation", "name"),
    "person_tag": ("tag", "name"),
    "person_topic": ("topic", "words"),
    "share": ("item", "title"),
}
"""Rows described by the row they refer to."""
_LIKE = "LIKE :like ESCAPE '\\'"


def _image(side: str) -> str:
    """Valid JSON also for a damaged entry."""
    return f"(CASE WHEN json_valid({side}) THEN {side} ELSE '{{}}' END)"


def _holds(side: str) -> str:
    """Whether a value contains the word: the keys are part of the same text."""
    return (
        f"(c.{side} {_LIKE} AND EXISTS (SELECT 1 FROM json_each({_image(f'c.{side}')}) one "
        f"WHERE one.type = 'text' AND one.value {_LIKE} AND one.key NOT IN (SELECT value FROM json_each(:silent))))"
    )


def _rows() -> str:
    """All rows with the word, including those that had it before they were changed or deleted."""
    written = [
        f"SELECT '{table}', id FROM {table} WHERE {' OR '.join(f'{column} {_LIKE}' for column in columns)}"
        for table, columns in _WRITTEN.items()
    ]
    named = [
        f"SELECT '{table}', t.id FROM {table} t JOIN {target} n ON n.id = t.{target}_id WHERE n.{column} {_LIKE} "
        f"UNION SELECT '{table}', row_id FROM row_change WHERE table_name = '{table}' AND op = 'D' "
        f"AND {_image('before')} ->> '{target}_id' IN (SELECT id FROM {target} WHERE {column} {_LIKE})"
        for table, (target, column) in _NAMED.items()
    ]
    return " UNION ".join(["SELECT table_name, row_id FROM said WHERE in_before", *written, *named])


# A row that got the word by a change did not begin with it.
_STEPS_WITH_WORD = f"""
WITH said AS MATERIALIZED (
  SELECT * FROM (
    SELECT step_id, table_name, row_id, coalesce({_holds("before")}, 0) AS in_before, coalesce({_holds("after")}, 0) AS in_after
    FROM row_change c WHERE before {_LIKE} OR after {_LIKE}
  ) WHERE in_before OR in_after),
begun(what, which) AS MATERIALIZED ({_rows()} EXCEPT SELECT table_name, row_id FROM said WHERE in_after)
SELECT step_id FROM said
UNION
SELECT step_id FROM row_change WHERE op IN ('I', 'D') AND up_to IS NULL AND (table_name, row_id) IN begun
UNION
SELECT step_id FROM row_change WHERE table_name = 'role' AND op = 'U' AND EXISTS (
  SELECT 1 FROM organisation WHERE name {_LIKE}
    AND id IN ({_image("before")} ->> 'organisation_id', {_image("after")} ->> 'organisation_id'))
UNION
SELECT step_id FROM row_change c WHERE up_to IS NOT NULL
  AND EXISTS (SELECT 1 FROM begun WHERE what = c.table_name AND which BETWEEN c.row_id AND c.up_to)
"""
# Folded in Python: a connection closed at the end of its thread crashes with SQL functions defined in
# Python.
_FOREIGN = (
    "SELECT step_id, before, after FROM row_change WHERE length(before) <> length(CAST(before AS BLOB)) "
    "OR length(after) <> length(CAST(after AS BLOB))"
)


def steps_with(read: Reader, words: list[str]) -> dict[str, set[int]]:
    """By word; the words are folded."""
    found = _steps_by_folding(read, words) if words else {}
    return {word: found[word] | _steps_by_like(read, word) for word in words}


def _steps_by_like(read: Reader, word: str) -> set[int]:
    like = "".join(f"\\{char}" if char in "%_\\" else char for char in word)
    return set(read.values(_STEPS_WITH_WORD, like=f"%{like}%", silent=json.dumps(_SILENT)))


def _steps_by_folding(read: Reader, words: list[str]) -> dict[str, set[int]]:
    """For values with non-ASCII letters, which SQLite does not fold."""
    found: dict[str, set[int]] = {word: set() for word in words}
    for step_id, *images in read.rows(_FOREIGN):
        values = [pair for text in images for pair in image(text).items()]
        folded = fold(" ".join(str(value) for name, value in values if name not in _SILENT))
        for word in words:
            if word in folded:
                found[word].add(step_id)
    return found
