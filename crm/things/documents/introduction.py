"""The *introduction* JSON: two people, the answer of each side, and how far it has come."""

import json
from collections.abc import Sequence
from typing import Any

from crm.storage.reading import Reader

_ROWS = """
SELECT i.id, i.state, i.promise_id, i.made_on, i.heard_on, i.thanked_on, i.came_of, p.full_name AS by_name FROM introduction i
LEFT JOIN person p ON p.id = i.by_person_id WHERE i.id IN (SELECT value FROM json_each(:ids))
"""
_SIDES = """
SELECT s.introduction_id, coalesce(p.full_name, s.name) AS person, s.answer, s.later_until, s.reason
FROM introduction_side s LEFT JOIN person p ON p.id = s.person_id
WHERE s.introduction_id IN (SELECT value FROM json_each(:ids)) ORDER BY s.introduction_id, s.place
"""


def documents(read: Reader, ids: Sequence[int]) -> list[dict[str, Any]]:
    chosen = json.dumps(list(ids))
    sides: dict[int, list[dict[str, Any]]] = {}
    for row in read.rows(_SIDES, ids=chosen):
        sides.setdefault(row["introduction_id"], []).append(
            {
                "person": row["person"],
                "answer": row["answer"],
                "until": row["later_until"],
                "reason": row["reason"],
            }
        )
    return [
        {
            "key": f"introduction-{row['id']}",
            "state": row["state"],
            "by": row["by_name"] or "me",
            "sides": sides.get(row["id"], []),
            "made_on": row["made_on"],
            "heard_on": row["heard_on"],
            "thanked_on": row["thanked_on"],
            "came_of": row["came_of"],
            "promise": f"promise-{row['promise_id']}" if row["promise_id"] else None,
        }
        for row in read.rows(_ROWS, ids=chosen)
    ]
