"""The *share* JSON: one item of the shelf that went to one person."""

import json
from collections.abc import Sequence
from typing import Any

from crm.storage.reading import Reader

_ROWS = """
SELECT s.id, s.sent_on, s.reason, s.landed, s.item_id, i.title, p.full_name FROM share s
JOIN item i ON i.id = s.item_id JOIN person p ON p.id = s.person_id
WHERE s.id IN (SELECT value FROM json_each(:ids))
"""


def documents(read: Reader, ids: Sequence[int]) -> list[dict[str, Any]]:
    return [
        {
            "key": f"share-{row['id']}",
            "item": f"item-{row['item_id']}",
            "title": row["title"],
            "person": row["full_name"],
            "on": row["sent_on"],
            "reason": row["reason"],
            "landed": row["landed"],
        }
        for row in read.rows(_ROWS, ids=json.dumps(list(ids)))
    ]
