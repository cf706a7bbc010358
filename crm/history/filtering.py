"""Filter of History: steps by words, person or kind."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from crm.history.vocabulary import PEOPLE_OF
from crm.history.word_search import steps_with
from crm.storage.reading import Reader
from crm.text.folding import fold

KINDS = {
    "imports": "Imports",
    "people": "People",
    "meetings": "Meetings",
    "promises": "Promises",
    "deleted": "Deleted",
    "undone": "Undone",
}
"""The kinds, with their labels on the page."""

_TABLES = {
    "people": ("person", "contact_point", "role", "note", "person_tag", "person_topic"),
    "meetings": ("meeting", "attendance"),
    "promises": ("promise", "introduction", "introduction_side", "ask", "advice", "share"),
}
_STEPS = (
    "SELECT id, label FROM step WHERE origin IN ('user', 'import') "
    "AND (:kind != 'imports' OR origin = 'import') AND (:kind != 'undone' OR undone_by IS NOT NULL) ORDER BY id DESC"
)
_TOUCHED = (
    "SELECT DISTINCT step_id FROM row_change WHERE table_name IN (SELECT value FROM json_each(:tables))"
)
_DELETED = (
    "SELECT DISTINCT step_id FROM row_change WHERE table_name = 'merge' OR "
    "(op = 'D' AND table_name IN ('person', 'meeting', 'promise', 'note', 'ask', 'advice', 'item', 'introduction'))"
)
_PERSONS_COLUMNS = (
    'SELECT m.name, f."from" FROM sqlite_master m, pragma_foreign_key_list(m.name) f '
    "WHERE m.type = 'table' AND f.\"table\" = 'person' AND m.name <> 'person'"
)


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """An empty filter matches every step. `kind` is one of KINDS."""

    words: str = ""
    person_id: int | None = None
    kind: str = ""


def step_ids(read: Reader, wanted: HistoryFilter) -> list[int]:
    """Newest first."""
    with read.one_moment():
        steps = read.rows(_STEPS, kind=wanted.kind)
        for allowed in _allowed(read, wanted):
            steps = [step for step in steps if step["id"] in allowed]
        words = fold(wanted.words).split() if steps else []
        for word, matching in steps_with(read, words).items():
            steps = [step for step in steps if step["id"] in matching or word in fold(step["label"])]
    return [step["id"] for step in steps]


def _allowed(read: Reader, wanted: HistoryFilter) -> Iterator[set[int]]:
    if wanted.kind in _TABLES:
        yield set(read.values(_TOUCHED, tables=json.dumps(_TABLES[wanted.kind])))
    if wanted.kind == "deleted":
        yield set(read.values(_DELETED))
    if wanted.person_id is not None:
        yield _of_person(read, wanted.person_id)


def _of_person(read: Reader, person_id: int) -> set[int]:
    """The steps that changed a row of this person, existing or deleted."""
    columns = [(row[0], row[1]) for row in read.rows(_PERSONS_COLUMNS)]
    theirs = [f'SELECT \'{table}\', id FROM "{table}" WHERE "{name}" = :id' for table, name in columns]
    theirs += [
        f"SELECT '{table}', {column} FROM {link} WHERE person_id = :id"
        for table, (link, column) in PEOPLE_OF.items()
    ]
    names = json.dumps(sorted({name for _, name in columns}))
    rows = " UNION ".join(
        [
            "SELECT 'person', :id",
            *theirs,
            "SELECT table_name, row_id FROM row_change WHERE op = 'D' AND instr(before, '_id\":' || :id) AND EXISTS "
            "(SELECT 1 FROM json_each(CASE WHEN json_valid(before) THEN before ELSE '{}' END) one WHERE one.value = :id AND one.key IN (SELECT value FROM json_each(:names)))",
        ]
    )
    found = read.values(
        f"WITH theirs(what, which) AS MATERIALIZED ({rows}) "
        "SELECT step_id FROM row_change WHERE up_to IS NULL AND (table_name, row_id) IN theirs UNION "
        "SELECT c.step_id FROM row_change c JOIN theirs ON theirs.what = c.table_name "
        "AND theirs.which BETWEEN c.row_id AND c.up_to WHERE c.up_to IS NOT NULL",
        id=person_id,
        names=names,
    )
    return set(found)
