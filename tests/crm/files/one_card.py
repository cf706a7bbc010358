"""One card written out line by line, and what the reader makes of it."""

from base64 import b64encode

from crm.contacts.contact import Contact, Point
from crm.formats.card import CardRead
from crm.formats.vcard.reader import read
from tests.cards import PIXEL

PHOTO = b64encode(PIXEL).decode()


def cards(*lines: str | bytes, version: str = "3.0", end: bytes = b"\r\n") -> list[CardRead]:
    """The readings of one card with these lines between its BEGIN and END."""
    body = end.join(line if isinstance(line, bytes) else line.encode() for line in lines)
    start = b"BEGIN:VCARD" + end + b"VERSION:" + version.encode() + end
    return list(read(start + body + end + b"END:VCARD" + end))


def one(*lines: str | bytes, version: str = "3.0", end: bytes = b"\r\n") -> Contact:
    (card,) = cards(*lines, version=version, end=end)
    assert card.contact is not None, card.remarks
    return card.contact


def reasons(*lines: str | bytes, version: str = "3.0") -> list[str]:
    return [remark.reason for card in cards(*lines, version=version) for remark in card.remarks]


def values(points: list[Point]) -> list[tuple[str, str]]:
    """Value and label of each."""
    return [(point.value, point.label) for point in points]
