"""Recently met people, for suggestions before typing, and details that distinguish people of the same name."""

import json
from collections.abc import Collection
from datetime import date

from crm.date_index import DEAD_PEOPLE
from crm.storage.reading import Reader
from crm.text import days_in_words

_DETAILS = """
SELECT p.id, p.last_contact_on,
  coalesce((SELECT o.name FROM role r JOIN organisation o ON o.id = r.organisation_id WHERE r.person_id = p.id
    ORDER BY r.until_on IS NOT NULL, r.id LIMIT 1),
   (SELECT value FROM contact_point c WHERE c.person_id = p.id AND c.kind IN ('email', 'phone')
    ORDER BY c.kind, c.preferred DESC, c.id LIMIT 1), 'not met yet') AS detail
FROM person p WHERE p.id IN (SELECT value FROM json_each(:ids))
"""


def recently_met_names(read: Reader, limit: int) -> list[str]:
    """Full names of kept people, the latest contact first."""
    return read.values(
        "SELECT full_name FROM person WHERE standing = 'kept' AND last_contact_on IS NOT NULL "
        f"AND id NOT IN {DEAD_PEOPLE} "
        "ORDER BY last_contact_on DESC, id LIMIT :limit",
        limit=limit,
    )


def distinguishing_details(read: Reader, people: Collection[int], today: date) -> dict[int, str]:
    """By person id: time since the last contact ("3 weeks ago"), else organisation, e-mail or phone."""
    rows = read.rows(_DETAILS, ids=json.dumps(list(people)))
    return {
        row["id"]: days_in_words.ago(date.fromisoformat(row["last_contact_on"]), today)
        if row["last_contact_on"]
        else row["detail"]
        for row in rows
    }
