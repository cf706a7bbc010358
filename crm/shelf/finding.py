"""Looks up one item of the shelf by its key, its link, or its title."""

import re

from crm.errors import NothingFound, NotUnderstood
from crm.shelf.same_link import items_with_link
from crm.shelf.shelf_list import shelf_rows
from crm.storage.reading import Reader
from crm.text.folding import fold
from crm.text.typed_text import line

_KEY = re.compile(r"item-(\d{1,18})")


def find_item(read: Reader, words: str) -> int:
    """Its id: with that title, or the only one that has all the words. Raises NothingFound, or NotUnderstood for several."""
    words = line(words)
    key = _KEY.fullmatch(words)
    if key is not None and read.value("SELECT id FROM item WHERE id = :id", id=int(key[1])) is not None:
        return int(key[1])
    if same := items_with_link(read, words):
        return same[0].id
    found = shelf_rows(read, words)
    titled = [row for row in found if fold(row.title) == fold(words)]
    best = titled or found
    if not best:
        raise NothingFound(f"Nothing on the shelf is called “{words}”. Keep it there first.")
    if len(best) > 1:
        raise NotUnderstood(
            f"“{words}” fits {len(best)} items of the shelf. Write the whole title, or a key such as item-{best[0].id}."
        )
    return best[0].id
