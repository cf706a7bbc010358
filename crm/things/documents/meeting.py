"""The *meeting* JSON."""

import json
from collections.abc import Sequence
from typing import Any

from crm.meetings.meeting_lines import OFFER, QUESTION, WrittenLine, lines_of, words_of
from crm.storage.reading import Reader

_ROW = """
SELECT m.id, m.kind, m.state, m.held_on, m.held_at, m.place, m.purpose, m.note, m.direction, m.said, m.energy, m.want,
  (SELECT json_group_array(full_name) FROM (SELECT p.full_name FROM attendance a JOIN person p ON p.id = a.person_id
    WHERE a.meeting_id = m.id ORDER BY a.id)) AS people
FROM meeting m WHERE m.id IN (SELECT value FROM json_each(:ids)) ORDER BY m.id
"""


def documents(read: Reader, ids: Sequence[int]) -> list[dict[str, Any]]:
    """The *meeting* JSON of each, in the order of `ids`; a meeting that is not there is left out."""
    written = lines_of(read, ids)
    rows = read.rows(_ROW, ids=json.dumps(list(ids)))
    found = {row["id"]: _document(row, written[row["id"]]) for row in rows}
    return [found[one] for one in ids if one in found]


def _document(row: Any, written: Sequence[WrittenLine]) -> dict[str, Any]:
    return {
        "key": f"meeting-{row['id']}",
        "id": row["id"],
        "kind": row["kind"],
        "state": row["state"],
        "on": row["held_on"],
        "at": row["held_at"],
        "place": row["place"] or None,
        "people": json.loads(row["people"]),
        "note": row["note"],
        "purpose": row["purpose"],
        "questions": words_of(written, QUESTION),
        "want": row["want"],
        "offers": words_of(written, OFFER),
        "direction": row["direction"],
        "said": row["said"],
        "energy": row["energy"],
    }
