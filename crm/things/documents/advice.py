"""The *advice* JSON: what was advised, by the user or to the user, and what came of it."""

import json
from collections.abc import Sequence
from typing import Any

from crm.storage.reading import Reader

_ROWS = """
SELECT a.id, a.direction, a.words, a.given_on, a.applies, a.tried, a.try_by, a.came_of, a.told_on, p.full_name
FROM advice a JOIN person p ON p.id = a.person_id WHERE a.id IN (SELECT value FROM json_each(:ids))
"""


def documents(read: Reader, ids: Sequence[int]) -> list[dict[str, Any]]:
    return [
        {
            "key": f"advice-{row['id']}",
            "direction": row["direction"],
            "person": row["full_name"],
            "words": row["words"],
            "on": row["given_on"],
            "applies": row["applies"],
            "tried": row["tried"],
            "try_by": row["try_by"],
            "came_of": row["came_of"],
            "told_on": row["told_on"],
        }
        for row in read.rows(_ROWS, ids=json.dumps(list(ids)))
    ]
