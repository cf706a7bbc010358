"""Cards and imports for tests of importing."""

from pathlib import Path

from crm.book import Book
from crm.importing.applying import apply
from crm.importing.found_cards import FoundCard, Preview
from crm.importing.import_result import ImportResult
from crm.importing.preview import preview


def vcf(folder: Path, *cards: str, name: str = "contacts.vcf") -> Path:
    text = "".join(f"BEGIN:VCARD\nVERSION:3.0\n{card}\nEND:VCARD\n" for card in cards)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def bring_in(book: Book, *paths: Path, **more: object) -> ImportResult:
    found = preview(book.read, paths)
    with book.work() as work:
        return apply(work, found, **more)  # type: ignore[arg-type]


def cards(found: Preview) -> list[FoundCard]:
    return [card for file in found.files for card in file.found]


def names(book: Book) -> list[str]:
    return book.read.values("SELECT full_name FROM person ORDER BY id")
