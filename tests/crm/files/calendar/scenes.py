"""A book with Ana and Ben in it, and calendars brought in."""

from pathlib import Path

from crm.book import Book
from crm.formats.read_options import Options
from crm.importing.applying import apply
from crm.importing.found_cards import FoundCard, Preview
from crm.importing.import_result import ImportResult
from crm.importing.preview import preview
from crm.people import owner
from tests.calendars import GOOGLE
from tests.conftest import TODAY
from tests.crm import scenes


def ana_and_ben(book: Book) -> None:
    with book.work() as work:
        scenes.person(work, "Ana Ruiz", "ana@ruiz.example")
        scenes.person(work, "Ben Okafor", "ben@okafor.example")
        owner.set_fields(work, [("email", "+=", "jo@lindqvist.example")])


def written(folder: Path, events: str, name: str = "calendar.ics", shape: str = GOOGLE) -> Path:
    path = folder / name
    path.write_bytes(shape.format(events=events).replace("\n", "\r\n").encode())
    return path


def found(book: Book, *paths: Path, **more: bool) -> Preview:
    return preview(book.read, paths, options=Options(today=TODAY, **more))


def events(preview: Preview) -> list[FoundCard]:
    return [card for file in preview.files for card in file.found]


def bring_in(book: Book, *paths: Path, create_people: bool = False, **more: object) -> ImportResult:
    seen = found(book, *paths, create_people=create_people)
    with book.work() as work:
        return apply(work, seen, **more)  # type: ignore[arg-type]


def remarks(preview: Preview) -> list[tuple[str, str]]:
    return [(remark.name, remark.reason) for file in preview.files for remark in file.remarks]


def meetings(book: Book) -> list[tuple[str, str, str | None, str, str]]:
    """State, day, hour, purpose and names of each, by day."""
    rows = book.read.rows(
        "SELECT state, held_on, held_at, purpose, (SELECT group_concat(full_name, ', ') FROM attendance a "
        "JOIN person p ON p.id = a.person_id WHERE a.meeting_id = m.id) AS people FROM meeting m "
        "ORDER BY held_on, held_at, id"
    )
    return [tuple(row) for row in rows]
