"""Keys of things: `meeting-12`, `note-3`, `promise-5`."""

import re
from typing import NamedTuple

from crm.errors import NothingFound

KINDS = ("meeting", "note", "promise", "share", "introduction", "item", "ask", "advice", "topic")
_SHAPE = re.compile(r"([a-z]{1,20})-(\d{1,18})")


class Key(NamedTuple):
    kind: str
    id: int

    def __str__(self) -> str:
        return f"{self.kind}-{self.id}"


def parse_key(text: str) -> Key:
    """Raises NothingFound for another shape or an unknown kind."""
    found = _SHAPE.fullmatch(text.strip())
    if found is None or found[1] not in KINDS:
        raise NothingFound(f"“{text.strip()}” is no key. A key is a kind and a number, such as meeting-12.")
    return Key(found[1], int(found[2]))


def missing(key: Key) -> NothingFound:
    return NothingFound(f"There is no {key.kind} with the key {key}.")
