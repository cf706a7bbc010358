"""Books to compare: what files bring in, and what a book's contents add up to."""

from pathlib import Path

from crm.book import Book
from crm.importing.applying import import_directly
from crm.importing.found_cards import Preview
from crm.storage.digests.catching_up import catch_up


def brought(book: Book, *paths: Path) -> Preview:
    with book.work() as work:
        return import_directly(work, book.read, paths)


def contents(book: Book) -> dict[str, tuple[int, bytes]]:
    """Rows and digest of every table; photos and what was shown beside them."""
    with book.quiet_connection() as connection:
        catch_up(connection)
    found = {
        row[0]: (row[1], row[2]) for row in book.read.rows("SELECT table_name, rows, total FROM table_digest")
    }
    found = {table: both for table, both in found.items() if both[0]}
    for table in ("blob", "shown"):
        rows = sorted(tuple(row) for row in book.read.rows(f"SELECT * FROM {table}"))
        found[table] = (len(rows), repr(rows).encode())
    return found
