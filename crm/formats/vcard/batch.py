"""Cards on their way from one process to another: plain values, which marshal packs many times faster than objects.

What judging and writing need is there at once; the contact itself is made of it only where it is asked for.
"""

import json
import marshal
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from crm.contacts.contact import Contact, ContactRole, Photo, Point, Remark
from crm.formats.card import CardRead
from crm.formats.import_record import NewRows, PersonRow, PhotoRow, PointRow, Ready, RoleRow
from crm.matching.compared_person import POINTS
from crm.matching.identity import Identity
from crm.matching.likeness import Name

_LIST_OF = {kind: name for name, kind in POINTS.items()}


def packed(cards: Iterable[CardRead]) -> bytes:
    return marshal.dumps([_values_of(card) for card in cards])


def unpacked(parcel: bytes, cards_before: int, lines_before: int) -> Iterator[CardRead]:
    """With the numbers they have in the whole file, of which so many cards and lines came before."""
    for number, first_line, kind, beside, members, remarks, answers_for, values in marshal.loads(parcel):
        record = _record_of(values) if values else None
        yield CardRead(
            number + cards_before if number else 0,
            first_line + lines_before,
            kind,
            partial(_contact_of, beside, record) if record else None,
            members,
            [
                Remark(line + lines_before, card + cards_before if card else 0, *words)
                for line, card, *words in remarks
            ],
            answers_for,
            record,
        )


def moved(card: CardRead, cards_before: int, lines_before: int) -> CardRead:
    """The same for a card that was read here: it is given its numbers."""
    card.number += cards_before if card.number else 0
    card.first_line += lines_before
    card.remarks = [
        replace(one, line=one.line + lines_before, card=one.card + cards_before if one.card else 0)
        for one in card.remarks
    ]
    return card


def _values_of(card: CardRead) -> tuple[Any, ...]:
    """As `unpacked` takes it apart: marshal refuses named tuples."""
    beside = values = None
    if card.contact is not None:
        made = card.ready
        beside, values = _beside(card.contact, made), _values_of_record(made)
    remarks = [(one.line, one.card, one.name, one.reason, one.lines) for one in card.remarks]
    return (card.number, card.first_line, card.kind, beside, card.members, remarks, card.count, values)


def _values_of_record(made: Ready) -> tuple[Any, ...]:
    uid, name, *known_by = made.identity
    person, points, roles, note, other, tags, photo = made.rows
    rows = (
        tuple(person), [tuple(one) for one in points], [tuple(one) for one in roles], note, other, tags,
        tuple(photo) if photo else None,
    )  # fmt: skip
    return (made.full_name, made.uid, made.raw, (uid, tuple(name), *known_by), rows)


def _record_of(values: tuple[Any, ...]) -> Ready:
    full_name, uid, raw, (uid_compared, name, *known_by), new = values
    person, points, roles, note, other, tags, photo = new
    rows = NewRows(
        PersonRow(*person), [PointRow(*one) for one in points], [RoleRow(*one) for one in roles], note, other, tags,
        PhotoRow(*photo) if photo else None,
    )  # fmt: skip
    return Ready(full_name, uid, raw, Identity(uid_compared, Name(*name), *known_by), rows)


def _beside(one: Contact, ready: Ready) -> tuple[Any, ...]:
    """What the record does not say of the contact: the parts of a name that were made of the whole, whether the role is
    one of the card, and categories that are no tags."""
    names, tags = (one.given, one.additional, one.family, one.prefix, one.suffix), ready.rows.tags
    return (
        None if names == _names_of(ready.rows.person) else names,
        bool(one.roles),
        None if one.categories == tags else one.categories,
    )


def _names_of(person: PersonRow) -> tuple[str, str, str, str, str]:
    return person.given, person.additional, person.family, person.prefix, person.suffix


def _contact_of(beside: tuple[Any, ...], ready: Ready) -> Contact:
    names, has_roles, categories = beside
    rows, person = ready.rows, ready.rows.person
    given, additional, family, prefix, suffix = names or _names_of(person)
    nickname, uid = person.nickname, ready.uid
    contact = Contact(ready.full_name, given, additional, family, prefix, suffix, nickname, uid)
    for point in rows.points:
        parts = json.loads(point.parts) if point.parts else None
        made = Point(point.value, point.label, bool(point.preferred), parts)
        getattr(contact, _LIST_OF[point.kind]).append(made)
    contact.roles = [ContactRole(*role) for role in rows.roles] if has_roles else []
    contact.birthday, contact.anniversary = person.birthday, person.anniversary
    contact.how_we_met = person.how_we_met
    contact.categories = list(rows.tags if categories is None else categories)
    contact.note, contact.other, contact.raw = rows.note, list(rows.other), ready.raw
    if rows.photo:
        contact.photo = Photo(rows.photo.data, rows.photo.media_type)
    return contact
