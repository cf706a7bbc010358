"""The people of an archive as cards, identified by UID only."""

from collections.abc import Callable, Generator
from functools import partial
from pathlib import Path

from crm.contacts.contact import Contact
from crm.formats.archive.archive import ArchivedPerson
from crm.formats.archive.into_scratch_book import load
from crm.formats.card import CardRead
from crm.formats.read_options import Options


def read_archive(
    path: Path, options: Options, on_progress: Callable[[int], None]
) -> Generator[CardRead, None, None]:
    """The archive itself comes first, as a card of kind outside; then one card per person."""
    archive = load(path, on_progress)
    yield CardRead(0, 0, "outside", remarks=archive.remarks, count=0, archive=archive)
    for number, person in enumerate(archive.people(), 1):
        line = archive.cards[number - 1].line
        if person is None:
            yield CardRead(number, line, "unreadable")
        else:
            yield CardRead(number, line, "person", partial(_contact_of, person), archived=person)


def _contact_of(person: ArchivedPerson) -> Contact:
    return person.contact
