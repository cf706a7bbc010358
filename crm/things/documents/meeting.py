"""The *meeting* JSON."""

import json
from collections.abc import Sequence
from typing import Any

from crm.meetings.hopes import PEOPLE_NAMED
from crm.meetings.meeting_lines import OFFER, QUESTION, WrittenLine, lines_of, words_of
from crm.storage.reading import Reader

_ROW = f"""
SELECT m.id, m.kind, m.state, m.held_on, m.held_at, m.place, m.purpose, m.note, m.direction, m.said, m.energy, m.want,
  (SELECT json_group_array(full_name) FROM (SELECT p.full_name FROM {PEOPLE_NAMED} n JOIN person p ON p.id = n.person_id
    ORDER BY n.is_hope, n.place)) AS people,
  CASE WHEN m.kind = 'event' THEN (SELECT json_group_array(json_object('person', person, 'why', why)) FROM (
    SELECT coalesce(p.full_name, h.name) AS person, h.why FROM meeting_hope h LEFT JOIN person p ON p.id = h.person_id
    WHERE h.meeting_id = m.id ORDER BY h.place, h.id)) END AS hopes,
  CASE WHEN m.kind = 'event' THEN (SELECT json_group_array(json_object('person', full_name, 'counts', counts, 'said', heard))
    FROM (SELECT p.full_name, a.counts, a.heard FROM attendance a JOIN person p ON p.id = a.person_id
    WHERE a.meeting_id = m.id ORDER BY a.id)) END AS met
FROM meeting m WHERE m.id IN (SELECT value FROM json_each(:ids)) ORDER BY m.id
"""


def documents(read: Reader, ids: Sequence[int]) -> list[dict[str, Any]]:
    """The *meeting* JSON of each, in the order of `ids`; a meeting that is not there is left out."""
    written = lines_of(read, ids)
    rows = read.rows(_ROW, ids=json.dumps(list(ids)))
    found = {row["id"]: _document(row, written[row["id"]]) for row in rows}
    return [found[one] for one in ids if one in found]


def _document(row: Any, written: Sequence[WrittenLine]) -> dict[str, Any]:
    document = {
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
    return document if row["kind"] != "event" else document | _of_event(row)


def _of_event(row: Any) -> dict[str, Any]:
    met = [{**one, "counts": bool(one["counts"])} for one in json.loads(row["met"])]
    return {"hopes": json.loads(row["hopes"]), "met": met}
