"""The people of an archive as cards: who they are is said by their UID alone."""

from collections.abc import Callable, Generator
from functools import partial
from pathlib import Path

from crm.contacts.contact import Contact
from crm.formats.archive.archive import Archived
from crm.formats.archive.into_scratch_book import load
from crm.formats.card import CardRead
from crm.formats.read_options import Options


def read_archive(
    path: Path, options: Options, progress: Callable[[int], None]
) -> Generator[CardRead, None, None]:
    """The archive itself comes first, as what belongs to no card; then a card a person."""
    archive = load(path, progress)
    yield CardRead(0, 0, "outside", remarks=archive.remarks, count=0, archive=archive)
    for number, person in enumerate(archive.people(), 1):
        line = archive.cards[number - 1][1]
        if person is None:
            yield CardRead(number, line, "unreadable")
        else:
            yield CardRead(number, line, "person", partial(_contact_of, person), archived=person)


def _contact_of(person: Archived) -> Contact:
    return person.contact
