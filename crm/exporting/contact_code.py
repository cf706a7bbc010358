"""A person's contact details as a QR code that a phone's camera takes in: a small vCard, drawn as dark and light squares."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from crm.contacts.contact import Contact, ContactRole, Point
from crm.contacts.from_book import contacts
from crm.errors import NothingFound, NotUnderstood
from crm.formats.vcard.writer import write
from crm.storage.reading import Reader

QUIET_ZONE = 4  # squares around the code that stay light (ISO/IEC 18004)
_MOST_BYTES = 400  # about 60 squares a side; more is hard for a camera to read from a screen
_TOO_LONG = 2000  # bytes that no code holds
_LABELS = {"home": "home", "work": "work", "cell": "cell", "mobile": "cell"}
"""Labels that every phone knows, as vCard has them."""


class _Extent(NamedTuple):
    """How much of a card goes in: points of a kind, and whether the web page and the work do."""

    points: int
    url: bool
    work: bool


_EXTENTS = (_Extent(2, True, True), _Extent(1, True, True), _Extent(1, False, True), _Extent(1, False, False))


@dataclass(frozen=True, slots=True)
class ContactCode:
    """`rows` of squares, True for dark, without the quiet zone. `held` names what the code holds."""

    payload: str
    rows: tuple[tuple[bool, ...], ...]
    held: tuple[str, ...]


def contact_code(read: Reader, person_id: int) -> ContactCode:
    """Raises NothingFound (also where the library that draws codes is missing), or NotUnderstood for a card that no code can hold."""
    card = card_for_code(read, person_id)
    payload = write_card(card)
    if len(payload.encode()) > _TOO_LONG:
        raise NotUnderstood("This name is too long for a QR code. Export the card instead.")
    return ContactCode(payload, _squares(payload), tuple(_held(card)))


def card_for_code(read: Reader, person_id: int) -> Contact:
    """Name, phones, e-mails, work and web page; never notes, birthdays, tags, or anything else that is the user's own.
    The longer a card, the less of it goes in."""
    whole = contacts(read, [person_id]).get(person_id)
    if whole is None:
        raise NothingFound("This person is no longer in the book.")
    cards = (_card(whole, extent) for extent in _EXTENTS)
    fitting = (card for card in cards if len(write_card(card).encode()) <= _MOST_BYTES)
    return next(fitting, _card(whole, _EXTENTS[-1]))


def _card(whole: Contact, extent: _Extent) -> Contact:
    role = next((one for one in whole.roles if one.until_on is None), None)
    return Contact(
        full_name=whole.full_name,
        given=whole.given,
        additional=whole.additional,
        family=whole.family,
        prefix=whole.prefix,
        suffix=whole.suffix,
        emails=_first(whole.emails, extent.points),
        phones=_first(whole.phones, extent.points),
        urls=_first(whole.urls, 1 if extent.url else 0),
        roles=[ContactRole(role.organization, role.title)] if role and extent.work else [],
    )


def write_card(card: Contact) -> str:
    """vCard 3.0 without folded lines: some cameras do not join them."""
    return write(card, "3.0").replace("\r\n ", "")


def _first(points: Sequence[Point], count: int) -> list[Point]:
    """The preferred one first."""
    ordered = sorted(points, key=lambda point: not point.preferred)
    return [Point(point.value, _LABELS.get(point.label, "")) for point in ordered[:count]]


def _held(card: Contact) -> list[str]:
    named = (("phone", card.phones), ("e-mail", card.emails), ("work", card.roles), ("web page", card.urls))
    return ["name", *(words for words, values in named if values)]


def _squares(payload: str) -> tuple[tuple[bool, ...], ...]:
    try:
        import segno  # late: only where a code is shown
    except ImportError as missing:  # the program was updated without its libraries
        raise NothingFound(
            "QR codes need the library segno, which is not installed yet. Nothing else is affected."
        ) from missing
    code = segno.make_qr(payload, error="m", encoding="utf-8")
    return tuple(tuple(bool(square) for square in row) for row in code.matrix)
