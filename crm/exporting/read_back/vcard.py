"""Reads exported vCards back: all of them with the program's own reader, then with vobject."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from crm.contacts.contact import Contact
from crm.contacts.from_book import contacts, photo
from crm.errors import NotAsWritten
from crm.exporting.lost_values import lost_values, shortened
from crm.exporting.read_back.by_vobject import VobjectError, missing
from crm.formats.export_progress import READING_BACK, SECOND_READER, ExportProgress, OnProgress
from crm.formats.vcard.reader import read as read_cards
from crm.formats.visible_text import without_blanks
from crm.storage.reading import Reader

MAX_WITHOUT_SAMPLE = 5000  # cards; of more, only a sample is checked
SAMPLE_SIZE = 1000
_BATCH = 500
_END = b"END:VCARD"


class VobjectCheck(NamedTuple):
    """`remarks` name the cards that vobject reads differently; `checked` of the `cards` were shown to it."""

    remarks: tuple[str, ...]
    checked: int
    cards: int


def read_back(path: Path, read: Reader, ids: Sequence[int], on_progress: OnProgress) -> None:
    """Check that every card is there, in order, with all values of the book. Raises NotAsWritten."""
    people = _people(read, ids)
    number = 0
    for card in read_cards(path):
        if card.kind == "outside" or (person := next(people, None)) is None:
            raise NotAsWritten("there is more in it than was written")
        number += 1
        on_progress(ExportProgress(READING_BACK, number, len(ids)))
        _compare(read, *person, card.contact)
    if next(people, None) is not None:
        raise NotAsWritten(f"it ends after {number:,} cards")


def check_with_vobject(
    path: Path, read: Reader, ids: Sequence[int], version: str, seed: bytes, on_progress: OnProgress
) -> VobjectCheck:
    """Check with vobject all cards or, of very many, a sample determined by `seed`, the digest of the file."""
    chosen = _chosen(len(ids), seed)
    remarks = []
    people = _people(read, [ids[index] for index in chosen])
    wanted = set(chosen)
    done = 0
    for index, card in enumerate(_cards(path)):
        if index in wanted and (person := next(people, None)) is not None:
            done += 1
            on_progress(ExportProgress(SECOND_READER, done, len(chosen)))
            remarks += _remarks(person[1], card.decode("utf-8", "replace"), version)
    return VobjectCheck(tuple(remarks), len(chosen), len(ids))


def _chosen(cards: int, seed: bytes) -> Sequence[int]:
    """Indexes of the cards to check, in order."""
    if cards <= MAX_WITHOUT_SAMPLE:
        return range(cards)
    return sorted(Random(seed).sample(range(cards), SAMPLE_SIZE))


def _people(read: Reader, ids: Sequence[int]) -> Iterator[tuple[int, Contact]]:
    for start in range(0, len(ids), _BATCH):
        yield from contacts(read, ids[start : start + _BATCH]).items()


def _compare(read: Reader, person_id: int, book: Contact, file: Contact | None) -> None:
    if file is None:
        if without_blanks(book.full_name):
            raise NotAsWritten(f"the card of {shortened(book.full_name)} cannot be read")
        return
    missing_values = lost_values(book, file)
    if book.photo and _photo_is_lost(read, person_id, file):
        missing_values.append("photo")
    if missing_values:
        raise NotAsWritten(f"{shortened(book.full_name)} lost {missing_values[0]}")


def _photo_is_lost(read: Reader, person_id: int, file: Contact) -> bool:
    kept = photo(read, person_id)
    return kept is not None and (file.photo is None or file.photo.data != kept.data)


def _cards(path: Path) -> Iterator[bytes]:
    """The cards of a file, split without using the program's own reader."""
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
        missing_values = missing(contact, card, version)
    except VobjectError as error:
        return [f"{name}: other programs may not be able to read this card; vobject says: {error}."]
    return (
        [f"{name}: other programs may not find {', '.join(missing_values)}; vobject does not."]
        if missing_values
        else []
    )
