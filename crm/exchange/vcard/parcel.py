"""Cards on their way from one process to another: plain values, which marshal packs many times faster than objects."""

import marshal
from collections.abc import Iterable, Iterator
from typing import Any

from crm.exchange.contact import Contact, ContactRole, Photo, Point, Remark
from crm.exchange.vcard.reader import CardRead


def packed(cards: Iterable[CardRead]) -> bytes:
    return marshal.dumps([_card(card) for card in cards])


def unpacked(parcel: bytes, cards_before: int, lines_before: int) -> Iterator[CardRead]:
    """With the numbers they have in the whole file, of which so many cards and lines came before."""
    for number, first_line, kind, contact, members, remarks, count in marshal.loads(parcel):
        yield CardRead(
            number + cards_before if number else 0,
            first_line + lines_before,
            kind,
            None if contact is None else _contact_of(contact),
            members,
            [
                Remark(line + lines_before, card + cards_before if card else 0, *words)
                for line, card, *words in remarks
            ],
            count,
        )


def _card(card: CardRead) -> tuple[Any, ...]:
    contact = None if card.contact is None else _contact(card.contact)
    remarks = [(one.line, one.card, one.name, one.reason, one.lines) for one in card.remarks]
    return (card.number, card.first_line, card.kind, contact, card.members, remarks, card.count)


def _contact(one: Contact) -> tuple[Any, ...]:
    photo = one.photo and (one.photo.data, one.photo.media_type)
    roles = [(role.organization, role.title, role.from_on, role.until_on) for role in one.roles]
    return (
        (one.full_name, one.given, one.additional, one.family, one.prefix, one.suffix, one.nickname, one.uid),
        [_points(points) for points in (one.emails, one.phones, one.addresses, one.urls, one.messengers)],
        roles,
        (one.birthday, one.anniversary, one.categories, one.note),
        photo,
        (one.other, one.raw),
    )


def _points(points: list[Point]) -> list[tuple[Any, ...]]:
    return [(point.value, point.label, point.preferred, point.parts) for point in points]


def _contact_of(values: tuple[Any, ...]) -> Contact:
    names, points, roles, words, photo, rest = values
    contact = Contact(*names)
    contact.emails, contact.phones, contact.addresses, contact.urls, contact.messengers = (
        [Point(*point) for point in kind] for kind in points
    )
    contact.roles = [ContactRole(*role) for role in roles]
    contact.birthday, contact.anniversary, contact.categories, contact.note = words
    contact.photo = Photo(*photo) if photo else None
    contact.other, contact.raw = rest
    return contact
