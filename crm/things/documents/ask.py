"""The *ask* JSON: what the user asked of someone, and the answer."""

import json
from collections.abc import Sequence
from typing import Any

from crm.storage.reading import Reader

_ROWS = """
SELECT a.id, a.words, a.why_you, a.respect, a.offer, a.size, a.state, a.answer_words, a.not_before_on, a.asked_on,
  p.full_name FROM ask a JOIN person p ON p.id = a.person_id WHERE a.id IN (SELECT value FROM json_each(:ids))
"""


def documents(read: Reader, ids: Sequence[int]) -> list[dict[str, Any]]:
    return [
        {
            "key": f"ask-{row['id']}",
            "person": row["full_name"],
            "words": row["words"],
            "why": row["why_you"],
            "respect": row["respect"],
            "offer": row["offer"],
            "size": row["size"],
            "state": row["state"],
            "answer_words": row["answer_words"],
            "until": row["not_before_on"],
            "asked_on": row["asked_on"],
        }
        for row in read.rows(_ROWS, ids=json.dumps(list(ids)))
    ]
