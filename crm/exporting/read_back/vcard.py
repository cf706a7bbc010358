"""Exported vCards read again before they are taken for done: all of them by our own reader, then by vobject."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from crm.contacts.contact import Contact
from crm.contacts.from_book import contacts, photo
from crm.errors import NotAsWritten
from crm.exporting.lost_values import lost, shortened
from crm.exporting.read_back.by_vobject import NotReadByVobject, missing
from crm.formats.export_progress import READING_BACK, SECOND_READER, ExportProgress, OnProgress
from crm.formats.vcard.reader import read as read_cards
from crm.formats.visible_text import without_blanks
from crm.storage.reading import Reader

ALL_BY_VOBJECT = 5000  # cards; of more, a sample
SAMPLE = 1000
_BATCH = 500
_END = b"END:VCARD"


class SeenByVobject(NamedTuple):
    """`remarks` name the cards that it reads otherwise; `looked_at` is how many of `cards` it was shown."""

    remarks: tuple[str, ...]
    looked_at: int
    cards: int


def read_back(path: Path, read: Reader, ids: Sequence[int], told: OnProgress) -> None:
    """By our own reader: every card there, in order, with all that the book says. Raises NotAsWritten."""
    people = _people(read, ids)
    number = 0
    for card in read_cards(path):
        if card.kind == "outside" or (person := next(people, None)) is None:
            raise NotAsWritten("there is more in it than was written")
        number += 1
        told(ExportProgress(READING_BACK, number, len(ids)))
        _compare(read, *person, card.contact)
    if next(people, None) is not None:
        raise NotAsWritten(f"it ends after {number:,} cards")


def seen_by_vobject(
    path: Path, read: Reader, ids: Sequence[int], version: str, seed: bytes, told: OnProgress
) -> SeenByVobject:
    """By vobject: all cards, or of very many a sample that the content of the file decides, as `seed` is its digest."""
    chosen = _chosen(len(ids), seed)
    remarks = []
    people = _people(read, [ids[place] for place in chosen])
    wanted = set(chosen)
    done = 0
    for place, card in enumerate(_cards(path)):
        if place in wanted and (person := next(people, None)) is not None:
            done += 1
            told(ExportProgress(SECOND_READER, done, len(chosen)))
            remarks += _remarks(person[1], card.decode("utf-8", "replace"), version)
    return SeenByVobject(tuple(remarks), len(chosen), len(ids))


def _chosen(cards: int, seed: bytes) -> Sequence[int]:
    """Places of cards, in order."""
    if cards <= ALL_BY_VOBJECT:
        return range(cards)
    return sorted(Random(seed).sample(range(cards), SAMPLE))


def _people(read: Reader, ids: Sequence[int]) -> Iterator[tuple[int, Contact]]:
    for start in range(0, len(ids), _BATCH):
        yield from contacts(read, ids[start : start + _BATCH]).items()


def _compare(read: Reader, person_id: int, book: Contact, file: Contact | None) -> None:
    if file is None:
        if without_blanks(book.full_name):
            raise NotAsWritten(f"the card of {shortened(book.full_name)} cannot be read")
        return
    gone = lost(book, file)
    if book.photo and _photo_is_lost(read, person_id, file):
        gone.append("photo")
    if gone:
        raise NotAsWritten(f"{shortened(book.full_name)} lost {gone[0]}")


def _photo_is_lost(read: Reader, person_id: int, file: Contact) -> bool:
    kept = photo(read, person_id)
    return kept is not None and (file.photo is None or file.photo.data != kept.data)


def _cards(path: Path) -> Iterator[bytes]:
    """As our writer ends them, and any other program would see it: nothing of our reader is used."""
    lines: list[bytes] = []
    with path.open("rb") as stream:
        for line in stream:
            lines.append(line)
            if line.rstrip(b"\r\n") == _END:
                yield b"".join(lines)
                lines = []


def _remarks(contact: Contact, card: str, version: str) -> list[str]:
    name = shortened(contact.full_name)
    try:
        gone = missing(contact, card, version)
    except NotReadByVobject as why:
        return [f"{name}: other programs may not be able to read this card; vobject says: {why}."]
    return [f"{name}: other programs may not find {', '.join(gone)}; vobject does not."] if gone else []
