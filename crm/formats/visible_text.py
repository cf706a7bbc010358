"""The visible characters of a text: the export decides by them what to write, and the read-back compares them."""

import re

from crm.contacts.contact import Point

_NO_LETTER = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")


def without_blanks(text: str) -> str:
    """The text without white space and control characters."""
    return _NO_LETTER.sub("", text)


def address_parts(point: Point) -> list[str]:
    """The seven components of ADR; if all are blank, the whole address becomes the street."""
    if point.parts and without_blanks("".join(point.parts)):
        return point.parts
    return ["", "", point.value, "", "", "", ""]
