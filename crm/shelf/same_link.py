"""Finds the items of the shelf that hold the same link.

Keys are stored with the number of the rule that made them. Those of another rule (an older book, a backup, an
archive, an undone step) are computed again when links are compared, so that no comparison relies on an outdated
key, nothing is rewritten at opening, and the journal gets no step that is not the user's. A row gets its new key
when it is next edited.
"""

from typing import NamedTuple

from crm.shelf.links import RULE, stored_key
from crm.storage.reading import Reader

_BY_KEY = "SELECT id, title FROM item WHERE url_key = :key ORDER BY id"
_BY_OTHER_RULES = (  # "!" follows the blank between rule and link
    "SELECT id, title, url FROM item WHERE (url_key < :rule || ' ' OR url_key >= :rule || '!') AND url <> '' ORDER BY id"
)


class KeptItem(NamedTuple):
    id: int
    title: str


def items_with_link(read: Reader, url: str) -> list[KeptItem]:
    """The oldest first; none for what is no web link."""
    key = stored_key(url)
    if not key:
        return []
    found = {row["id"]: row["title"] for row in read.rows(_BY_KEY, key=key)}
    for row in read.rows(_BY_OTHER_RULES, rule=str(RULE)):
        if stored_key(row["url"]) == key:
            found[row["id"]] = row["title"]
    return [KeptItem(item_id, found[item_id]) for item_id in sorted(found)]
