"""Which steps changed something to or from a text with a word in it, wrote one, or took one away."""

import json

from crm.history.earlier_rows import image
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
"""What is looked for in rows that are there: a note of a new row holds no image of it."""
_NAMED = {
    "role": ("organisation", "name"),
    "person_tag": ("tag", "name"),
    "person_topic": ("topic", "words"),
    "share": ("item", "title"),
}
"""Rows that are told of by what they name."""
_LIKE = "LIKE :like ESCAPE '\\'"


def _image(side: str) -> str:
    """As JSON also where the note is damaged."""
    return f"(CASE WHEN json_valid({side}) THEN {side} ELSE '{{}}' END)"


def _holds(side: str) -> str:
    """Whether a value of the image holds the word: its columns' names stand in the same text."""
    return (
        f"(c.{side} {_LIKE} AND EXISTS (SELECT 1 FROM json_each({_image(f'c.{side}')}) one "
        f"WHERE one.type = 'text' AND one.value {_LIKE} AND one.key NOT IN (SELECT value FROM json_each(:silent))))"
    )


def _rows() -> str:
    """All rows with the word, and those that had it until they were changed or taken away."""
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


# A row that some change gave the word did not begin with it.
_SAID = f"""
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
# What has to be folded is read: a connection that closes as its thread ends crashes on SQL functions of ours.
_FOREIGN = (
    "SELECT step_id, before, after FROM row_change WHERE length(before) <> length(CAST(before AS BLOB)) "
    "OR length(after) <> length(CAST(after AS BLOB))"
)


def steps_with(read: Reader, words: list[str]) -> dict[str, set[int]]:
    """By word, which is folded."""
    found = _in_other_letters(read, words) if words else {}
    return {word: found[word] | _plainly(read, word) for word in words}


def _plainly(read: Reader, word: str) -> set[int]:
    like = "".join(f"\\{char}" if char in "%_\\" else char for char in word)
    return set(read.values(_SAID, like=f"%{like}%", silent=json.dumps(_SILENT)))


def _in_other_letters(read: Reader, words: list[str]) -> dict[str, set[int]]:
    """Where an image has letters that SQLite does not compare as we do."""
    found: dict[str, set[int]] = {word: set() for word in words}
    for step_id, *images in read.rows(_FOREIGN):
        values = [pair for text in images for pair in image(text).items()]
        said = fold(" ".join(str(value) for name, value in values if name not in _SILENT))
        for word in words:
            if word in said:
                found[word].add(step_id)
    return found
