"""Earlier states of rows: the present ones, with the changes of later steps reversed."""

import json
from collections.abc import Collection, Mapping
from typing import Any

from crm.history.vocabulary import COLUMNS
from crm.storage.journal.row_changes import RowId
from crm.storage.reading import Reader

Values = dict[str, Any]

_LATER = (
    "SELECT seq, table_name, row_id, op, before FROM row_change WHERE seq >= :end AND (table_name, row_id) IN "
    "(SELECT value ->> 0, value ->> 1 FROM json_each(:wanted)) ORDER BY seq DESC"
)


class PastRows:
    """The rows `asked` for, each with the number of the first journal entry of later steps.
    Those in `exactly` are given as they were then, the others as they are now if they still exist, such as a
    person's name or the kind of an address: reading all later entries is slow.
    """

    def __init__(
        self,
        read: Reader,
        asked: Collection[tuple[RowId, int]],
        exactly: Collection[tuple[RowId, int]] = (),
    ) -> None:
        self.now = _present(read, {row for row, _ in (*asked, *exactly)})
        self._exactly = set(exactly)
        self._later: dict[RowId, list[tuple[int, str, str | None]]] = {}
        if wanted := [*exactly, *(one for one in asked if one[0] not in self.now)]:
            rows = json.dumps(sorted({row for row, _ in wanted}))
            first = min(end for _, end in wanted)
            for seq, table, row_id, op, before in read.rows(_LATER, end=first, wanted=rows):
                self._later.setdefault(RowId(table, row_id), []).append((seq, op, before))

    def row(self, row: RowId, end: int) -> Values | None:
        """None for a row that did not exist or is unknown."""
        values = self.now.get(row)
        if values is not None and (row, end) not in self._exactly:
            return values
        for seq, op, before in self._later.get(row, ()):
            if seq < end:
                break
            if op == "I":
                values = None
            elif op == "D":
                values = image(before)
            elif values is not None:
                values = {**values, **image(before)}
        return values


def image(text: str | None) -> Values:
    """Empty for a damaged entry."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _present(read: Reader, rows: Collection[RowId]) -> Mapping[RowId, Values]:
    by_table: dict[str, list[int]] = {}
    for table, row_id in rows:
        by_table.setdefault(table, []).append(row_id)
    return {
        RowId(table, found["id"]): dict(found)
        for table, ids in by_table.items()
        if table in COLUMNS
        for found in read.rows(
            f'SELECT * FROM "{table}" WHERE id IN (SELECT value FROM json_each(:ids))', ids=json.dumps(ids)
        )
    }
