"""The *promise* JSON, as `show` has it, with its key and what came of it."""

from collections.abc import Sequence
from typing import Any

from crm.promises import queries
from crm.storage.reading import Reader

_ITEM = "SELECT i.title FROM promise p JOIN item i ON i.id = p.item_id WHERE p.id = :id"


def documents(read: Reader, ids: Sequence[int]) -> list[dict[str, Any]]:
    return [
        {
            **queries.as_json(one),
            "made_on": one.made_on.isoformat(),
            "kept_on": one.kept_on.isoformat() if one.kept_on else None,
            "outcome": one.outcome,
            "item": read.value(_ITEM, id=one.id),
        }
        for one in queries.by_ids(read, ids)
    ]
