"""Cards on their way from one process to another: plain values, which marshal packs many times faster than objects.

What judging and writing need stands open; the contact itself is packed once more and taken out only where it is asked for.
"""

import marshal
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from crm.exchange.cards import CardRead
from crm.exchange.contact import Contact, ContactRole, Photo, Point, Remark
from crm.exchange.ready import Ready

_PLAIN = 2  # the version of marshal that does not look for what comes twice, which takes longer than writing it twice


def packed(cards: Iterable[CardRead]) -> bytes:
    return marshal.dumps([_card(card) for card in cards], _PLAIN)


def unpacked(parcel: bytes, cards_before: int, lines_before: int) -> Iterator[CardRead]:
    """With the numbers they have in the whole file, of which so many cards and lines came before."""
    for number, first_line, kind, contact, members, remarks, count, ready in marshal.loads(parcel):
        made_ready = Ready(*ready) if ready else None
        yield CardRead(
            number + cards_before if number else 0,
            first_line + lines_before,
            kind,
            partial(_contact_of, contact, made_ready) if made_ready else None,
            members,
            [
                Remark(line + lines_before, card + cards_before if card else 0, *words)
                for line, card, *words in remarks
            ],
            count,
            made_ready,
        )


def _card(card: CardRead) -> tuple[Any, ...]:
    contact = ready = None
    if card.contact is not None:
        contact, made = marshal.dumps(_contact(card.contact), _PLAIN), card.ready
        ready = (made.full_name, made.uid, made.raw, made.identity, made.rows)
    remarks = [(one.line, one.card, one.name, one.reason, one.lines) for one in card.remarks]
    return (card.number, card.first_line, card.kind, contact, card.members, remarks, card.count, ready)


def _contact(one: Contact) -> tuple[Any, ...]:
    """Without what `Ready` holds as it is: full name, UID, raw text, photo."""
    roles = [(role.organization, role.title, role.from_on, role.until_on) for role in one.roles]
    return (
        (one.given, one.additional, one.family, one.prefix, one.suffix, one.nickname),
        [_points(points) for points in (one.emails, one.phones, one.addresses, one.urls, one.messengers)],
        roles,
        (one.birthday, one.anniversary, one.categories, one.note),
        one.other,
    )


def _points(points: list[Point]) -> list[tuple[Any, ...]]:
    return [(point.value, point.label, point.preferred, point.parts) for point in points]


def _contact_of(parcel: bytes, ready: Ready) -> Contact:
    names, points, roles, words, other = marshal.loads(parcel)
    contact = Contact(ready.full_name, *names)
    contact.uid = ready.uid
    contact.emails, contact.phones, contact.addresses, contact.urls, contact.messengers = (
        [Point(*point) for point in kind] for kind in points
    )
    contact.roles = [ContactRole(*role) for role in roles]
    contact.birthday, contact.anniversary, contact.categories, contact.note = words
    if photo := ready.rows[-1]:
        _, media_type, data = photo
        contact.photo = Photo(data, media_type)
    contact.other, contact.raw = other, ready.raw
    return contact
