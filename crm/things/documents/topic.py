"""The *topic* JSON: what one person looks for, can help with, or cares about."""

import json
from collections.abc import Sequence
from typing import Any

from crm.storage.reading import Reader

_ROWS = """
SELECT pt.id, pt.kind, pt.added_on, t.words, p.full_name FROM person_topic pt
JOIN topic t ON t.id = pt.topic_id JOIN person p ON p.id = pt.person_id
WHERE pt.id IN (SELECT value FROM json_each(:ids))
"""


def documents(read: Reader, ids: Sequence[int]) -> list[dict[str, Any]]:
    return [
        {
            "key": f"topic-{row['id']}",
            "person": row["full_name"],
            "kind": row["kind"],
            "topic": row["words"],
            "on": row["added_on"],
        }
        for row in read.rows(_ROWS, ids=json.dumps(list(ids)))
    ]
