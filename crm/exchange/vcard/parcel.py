"""Cards on their way from one process to another: plain values, which marshal packs many times faster than objects.

What judging and writing need is there at once; the contact itself is made of it only where it is asked for.
"""

import json
import marshal
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from crm.exchange.cards import CardRead
from crm.exchange.contact import Contact, ContactRole, Photo, Point, Remark
from crm.exchange.differences import POINTS
from crm.exchange.ready import Ready, Values

_LIST_OF = {kind: name for name, kind in POINTS.items()}


def packed(cards: Iterable[CardRead]) -> bytes:
    return marshal.dumps([_card(card) for card in cards])


def unpacked(parcel: bytes, cards_before: int, lines_before: int) -> Iterator[CardRead]:
    """With the numbers they have in the whole file, of which so many cards and lines came before."""
    for number, first_line, kind, beside, members, remarks, count, ready in marshal.loads(parcel):
        made_ready = Ready(*ready) if ready else None
        yield CardRead(
            number + cards_before if number else 0,
            first_line + lines_before,
            kind,
            partial(_contact_of, beside, made_ready) if made_ready else None,
            members,
            [
                Remark(line + lines_before, card + cards_before if card else 0, *words)
                for line, card, *words in remarks
            ],
            count,
            made_ready,
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


def _card(card: CardRead) -> tuple[Any, ...]:
    beside = ready = None
    if card.contact is not None:
        made = card.ready
        beside = _beside_rows(card.contact, made)
        ready = (made.full_name, made.uid, made.raw, made.identity, made.rows)
    remarks = [(one.line, one.card, one.name, one.reason, one.lines) for one in card.remarks]
    return (card.number, card.first_line, card.kind, beside, card.members, remarks, card.count, ready)


def _beside_rows(one: Contact, ready: Ready) -> tuple[Any, ...]:
    """What the rows of a new person do not say of the contact: the parts of a name that were made of the whole,
    whether the role is one of a card, and categories that are no tags."""
    said = (one.given, one.additional, one.family, one.prefix, one.suffix)
    person, _, _, _, _, tags, _ = ready.rows
    return (
        None if said == person[2:7] else said,
        bool(one.roles),
        None if one.categories == tags else one.categories,
    )


def _contact_of(beside: tuple[Any, ...], ready: Ready) -> Contact:
    said, has_roles, categories = beside
    (
        (_, _, *parts, nickname, birthday, anniversary, _, _, how_we_met),
        points,
        roles,
        note,
        other,
        tags,
        photo,
    ) = ready.rows
    names: Values = (*(said or parts), nickname, ready.uid)
    contact = Contact(ready.full_name, *names)
    for kind, value, _, label, preferred, address in points:
        point = Point(value, label, bool(preferred), json.loads(address) if address else None)
        getattr(contact, _LIST_OF[kind]).append(point)
    contact.roles = [ContactRole(*role) for role in roles] if has_roles else []
    contact.birthday, contact.anniversary, contact.how_we_met = birthday, anniversary, how_we_met
    contact.categories = list(tags if categories is None else categories)
    contact.note, contact.other, contact.raw = note, list(other), ready.raw
    if photo:
        _, media_type, data = photo
        contact.photo = Photo(data, media_type)
    return contact
