"""Which places of a text were changed: for "You changed two places", and to underline them."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

_WORD = re.compile(r"\S+")
_LONGEST = 20_000  # characters; comparing longer texts while typing would be felt


class ChangedPlace(NamedTuple):
    """Code points of the new text; empty where only something was taken out."""

    start: int
    end: int


def changed_places(before: str, after: str) -> list[ChangedPlace]:
    if before == after or max(len(before), len(after)) > _LONGEST:
        return []
    old = _WORD.findall(before)
    new = list(_WORD.finditer(after))
    found = []
    matcher = SequenceMatcher(None, old, [one[0] for one in new], autojunk=False)
    for tag, _, _, first, last in matcher.get_opcodes():
        if tag == "equal":
            continue
        start = new[first].start() if first < len(new) else len(after)
        found.append(ChangedPlace(start, new[last - 1].end() if last > first else start))
    return found
