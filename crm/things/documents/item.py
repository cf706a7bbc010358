"""The *item* JSON: a link or thing on the shelf, its topics, and who has it."""

import json
from collections.abc import Sequence
from typing import Any

from crm.shelf.circle_notes import circle_notes
from crm.shelf.interested_people import interested_people
from crm.storage.reading import Reader
from crm.things.documents import share

_ROWS = """
SELECT i.id, i.title, i.url, i.why, i.added_on, p.full_name AS giver,
  (SELECT json_group_array(words) FROM (SELECT t.words FROM item_topic it JOIN topic t ON t.id = it.topic_id
    WHERE it.item_id = i.id ORDER BY it.id)) AS topics,
  (SELECT json_group_array(id) FROM (SELECT s.id FROM share s WHERE s.item_id = i.id ORDER BY s.id)) AS shares
FROM item i LEFT JOIN person p ON p.id = i.from_person_id WHERE i.id IN (SELECT value FROM json_each(:ids))
"""


def documents(read: Reader, ids: Sequence[int]) -> list[dict[str, Any]]:
    return [
        {
            "key": f"item-{row['id']}",
            "title": row["title"],
            "url": row["url"],
            "why": row["why"],
            "from": row["giver"],
            "topics": json.loads(row["topics"]),
            "shared": share.documents(read, json.loads(row["shares"])),
            "welcome": [{"person": one.name, "why": one.why} for one in interested_people(read, row["id"])],
            "notes": circle_notes(read, row["id"]),
        }
        for row in read.rows(_ROWS, ids=json.dumps(list(ids)))
    ]
