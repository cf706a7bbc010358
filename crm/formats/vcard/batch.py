"""Serialised batches of cards, sent between processes as plain values: marshal is many times faster for them than for objects.

Import records are restored at once, contacts only when they are asked for.
"""

import json
import marshal
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from crm.contacts.contact import Contact, ContactRole, Photo, Point, Remark
from crm.formats.card import CardRead
from crm.formats.import_record import ImportRecord, NewPersonRows, PersonColumns, PhotoRow, PointRow, RoleRow
from crm.matching.compared_person import POINTS
from crm.matching.identity import Identity
from crm.matching.likeness import Name

_LIST_OF = {kind: name for name, kind in POINTS.items()}


def serialize(cards: Iterable[CardRead]) -> bytes:
    """A batch that `deserialize` reads."""
    return marshal.dumps([_card_values(card) for card in cards])


def deserialize(batch: bytes, cards_before: int, lines_before: int) -> Iterator[CardRead]:
    """Restore a batch; the counts before it turn positions within the chunk into positions within the file."""
    for number, first_line, kind, extras, members, remarks, count, values in marshal.loads(batch):
        record = _record_from_values(values) if values else None
        yield CardRead(
            number + cards_before if number else 0,
            first_line + lines_before,
            kind,
            partial(_restore_contact, extras, record) if record else None,
            members,
            [
                Remark(line + lines_before, card + cards_before if card else 0, *texts)
                for line, card, *texts in remarks
            ],
            count,
            record,
        )


def shift_positions(card: CardRead, cards_before: int, lines_before: int) -> CardRead:
    """Shift the positions of a card that was read in this process, as `deserialize` does."""
    card.number += cards_before if card.number else 0
    card.first_line += lines_before
    card.remarks = [
        replace(one, line=one.line + lines_before, card=one.card + cards_before if one.card else 0)
        for one in card.remarks
    ]
    return card


def _card_values(card: CardRead) -> tuple[Any, ...]:
    """The values in the order that `deserialize` expects: marshal does not accept named tuples."""
    extras = values = None
    if card.contact is not None:
        record = card.record
        extras, values = _extras(card.contact, record), _record_values(record)
    remarks = [(one.line, one.card, one.name, one.reason, one.lines) for one in card.remarks]
    return (card.number, card.first_line, card.kind, extras, card.members, remarks, card.count, values)


def _record_values(record: ImportRecord) -> tuple[Any, ...]:
    uid, name, *points_by_key = record.identity
    person, points, roles, note, other, tags, photo = record.rows
    rows = (
        tuple(person), [tuple(one) for one in points], [tuple(one) for one in roles], note, other, tags,
        tuple(photo) if photo else None,
    )  # fmt: skip
    return (record.full_name, record.uid, record.raw, (uid, tuple(name), *points_by_key), rows)


def _record_from_values(values: tuple[Any, ...]) -> ImportRecord:
    full_name, uid, raw, (uid_compared, name, *points_by_key), new = values
    person, points, roles, note, other, tags, photo = new
    rows = NewPersonRows(
        PersonColumns(*person), [PointRow(*one) for one in points], [RoleRow(*one) for one in roles], note, other, tags,
        PhotoRow(*photo) if photo else None,
    )  # fmt: skip
    return ImportRecord(full_name, uid, raw, Identity(uid_compared, Name(*name), *points_by_key), rows)


def _extras(contact: Contact, record: ImportRecord) -> tuple[Any, ...]:
    """What the record does not hold: name parts that were split by the program, whether the role is from the card, and
    categories that are not tags.
    """
    names, tags = (
        (contact.given, contact.additional, contact.family, contact.prefix, contact.suffix),
        record.rows.tags,
    )
    return (
        None if names == _name_parts(record.rows.person) else names,
        bool(contact.roles),
        None if contact.categories == tags else contact.categories,
    )


def _name_parts(person: PersonColumns) -> tuple[str, str, str, str, str]:
    return person.given, person.additional, person.family, person.prefix, person.suffix


def _restore_contact(extras: tuple[Any, ...], record: ImportRecord) -> Contact:
    names, has_roles, categories = extras
    rows, person = record.rows, record.rows.person
    given, additional, family, prefix, suffix = names or _name_parts(person)
    nickname, uid = person.nickname, record.uid
    contact = Contact(record.full_name, given, additional, family, prefix, suffix, nickname, uid)
    for point in rows.points:
        parts = json.loads(point.parts) if point.parts else None
        made = Point(point.value, point.label, bool(point.preferred), parts)
        getattr(contact, _LIST_OF[point.kind]).append(made)
    contact.roles = [ContactRole(*role) for role in rows.roles] if has_roles else []
    contact.birthday, contact.anniversary = person.birthday, person.anniversary
    contact.how_we_met = person.how_we_met
    contact.categories = list(rows.tags if categories is None else categories)
    contact.note, contact.other, contact.raw = rows.note, list(rows.other), record.raw
    if rows.photo:
        contact.photo = Photo(rows.photo.data, rows.photo.media_type)
    return contact
