"""File names for people: readable, valid on every system, and unique."""

import re
import unicodedata
from collections.abc import Iterable

_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*#^\[\]%]+')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\..*)?", re.I)
_MAX_EXAMINED = 1000  # characters: normalising is quadratic in the number of marks on one character
_MAX_BYTES = 100  # so that the suffix and a number still fit where names are limited to 143 bytes
MANIFEST = ".goodturn-export.json"  # lists the written files with their digests
INDEX = "index.md"


def file_names(people: Iterable[tuple[int, str]]) -> dict[int, str]:
    """File names by person id, unique even on case-insensitive file systems."""
    taken = {_key(INDEX)}
    found = {}
    for person_id, full_name in people:
        stem = _stem(full_name)
        name, number = f"{stem}.md", 1
        while _key(name) in taken:
            number += 1
            name = f"{stem} ({number}).md"
        taken.add(_key(name))
        found[person_id] = name
    return found


def _stem(full_name: str) -> str:
    text = unicodedata.normalize("NFC", full_name[:_MAX_EXAMINED])
    text = "".join(" " if unicodedata.category(one)[0] in "ZC" else one for one in text)
    text = _NOT_IN_NAMES.sub(" ", text)
    text = " ".join(text.split()).strip(". ")
    text = text.encode("utf-8", "ignore")[:_MAX_BYTES].decode("utf-8", "ignore").strip(". ")
    if not text:
        return "person"
    return f"_{text}" if _RESERVED.fullmatch(text) else text


def _key(name: str) -> str:
    return unicodedata.normalize("NFKD", name).casefold()
