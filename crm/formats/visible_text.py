"""What of a text can be seen: by this an export decides what there is to write, and its reading back what came of it."""

import re

from crm.contacts.contact import Point

_NO_LETTER = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")


def without_blanks(text: str) -> str:
    """Letters and signs alone: no blanks, no control characters."""
    return _NO_LETTER.sub("", text)


def address_parts(point: Point) -> list[str]:
    """The seven components of ADR; where none of them holds a letter, the whole address is the street."""
    if point.parts and without_blanks("".join(point.parts)):
        return point.parts
    return ["", "", point.value, "", "", "", ""]
