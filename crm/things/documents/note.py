"""The *note* JSON: words about one person, of a day or of none."""

import json
from collections.abc import Sequence
from typing import Any

from crm.storage.reading import Reader

_ROWS = """
SELECT n.id, n.on_day, n.words, p.full_name FROM note n JOIN person p ON p.id = n.person_id
WHERE n.id IN (SELECT value FROM json_each(:ids))
"""


def documents(read: Reader, ids: Sequence[int]) -> list[dict[str, Any]]:
    return [
        {
            "key": f"note-{row['id']}",
            "person": row["full_name"],
            "on": row["on_day"],
            "words": row["words"],
        }
        for row in read.rows(_ROWS, ids=json.dumps(list(ids)))
    ]
