"""What a person's file is called: readable, and good on every system whatever the name holds."""

import re
import unicodedata
from collections.abc import Iterable

_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*#^\[\]%]+')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\..*)?", re.I)
_LOOKED_AT = 1000  # letters: normalising takes the square of how many marks one letter has
_LONGEST = 100  # bytes, so that the ending and a number still fit where names may have 143
OURS = ".goodturn-export.json"  # the names of the files written, each with its digest
INDEX = "index.md"


def file_names(people: Iterable[tuple[int, str]]) -> dict[int, str]:
    """By id, no two alike even where large and small letters are one."""
    taken = {_key(INDEX)}
    found = {}
    for one, full_name in people:
        stem = _stem(full_name)
        name, number = f"{stem}.md", 1
        while _key(name) in taken:
            number += 1
            name = f"{stem} ({number}).md"
        taken.add(_key(name))
        found[one] = name
    return found


def _stem(full_name: str) -> str:
    text = unicodedata.normalize("NFC", full_name[:_LOOKED_AT])
    text = "".join(" " if unicodedata.category(one)[0] in "ZC" else one for one in text)
    text = _NOT_IN_NAMES.sub(" ", text)
    text = " ".join(text.split()).strip(". ")
    text = text.encode("utf-8", "ignore")[:_LONGEST].decode("utf-8", "ignore").strip(". ")
    if not text:
        return "person"
    return f"_{text}" if _RESERVED.fullmatch(text) else text


def _key(name: str) -> str:
    return unicodedata.normalize("NFKD", name).casefold()
