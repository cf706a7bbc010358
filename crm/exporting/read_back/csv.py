"""Reads an exported table back with the program's own reader."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from crm.contacts.contact import Contact
from crm.contacts.from_book import contacts
from crm.errors import NotAsWritten
from crm.exporting.lost_values import lost_values, shortened
from crm.formats.card import CardRead
from crm.formats.csv.reader import read_table
from crm.formats.csv.table_kinds import OWN_TABLE
from crm.formats.export_progress import READING_BACK, ExportProgress, OnProgress
from crm.formats.own_columns import OwnColumns
from crm.formats.read_options import DEFAULT_OPTIONS
from crm.formats.readers import format_if_readable
from crm.formats.visible_text import without_blanks
from crm.people import full_records
from crm.people.records import PersonDetails
from crm.storage.reading import Reader

_BATCH = 500


def read_back(path: Path, read: Reader, ids: Sequence[int], on_progress: OnProgress) -> None:
    """Check that every row is there, in order, with all values of the book. Raises NotAsWritten."""
    if ids and format_if_readable(path) != OWN_TABLE:
        raise NotAsWritten("it is not known again as a table of Goodturn")
    people = _people_and_contacts(read, ids)
    number = 0
    for card in read_table(path, DEFAULT_OPTIONS, lambda done: None):
        if card.kind == "outside":
            continue  # remarks about what only archives import
        if (person := next(people, None)) is None:
            raise NotAsWritten("there is more in it than was written")
        number += 1
        on_progress(ExportProgress(READING_BACK, number, len(ids)))
        _compare(*person, card)
    if next(people, None) is not None:
        raise NotAsWritten(f"it ends after {number:,} rows")


def _compare(contact: Contact, person: PersonDetails, card: CardRead) -> None:
    if card.contact is None:
        raise NotAsWritten(f"the row of {shortened(contact.full_name)} cannot be read")
    missing = [
        *lost_values(contact, card.contact, ended_roles=True),
        *_lost_own_columns(person, card.own_columns or OwnColumns()),
    ]
    if missing:
        raise NotAsWritten(f"{shortened(contact.full_name)} lost {missing[0]}")


def _lost_own_columns(person: PersonDetails, own_columns: OwnColumns) -> Iterator[str]:
    for words, mine, theirs in (
        ("blurb", person.blurb, own_columns.blurb),
        ("pronouns", person.pronouns, own_columns.pronouns),
    ):
        if without_blanks(mine) != without_blanks(theirs):
            yield words
    there = {(kind, without_blanks(words)) for kind, words in own_columns.topics}
    for topic in person.topics:
        key = (topic.kind, without_blanks(topic.words))
        if key[1] and key not in there:
            yield f"topic {shortened(topic.words)}"


def _people_and_contacts(read: Reader, ids: Sequence[int]) -> Iterator[tuple[Contact, PersonDetails]]:
    for start in range(0, len(ids), _BATCH):
        part = ids[start : start + _BATCH]
        cards = contacts(read, part)
        for person in full_records.people(read, part):
            yield cards[person.id], person
