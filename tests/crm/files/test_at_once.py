"""Files read and written at once, without a preview in between, leave the very book that a preview would."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crm.book import Book
from crm.errors import BookNotUsable
from crm.importing import card_matching
from crm.importing import row_writer as rows
from crm.importing.applying import apply, import_directly
from crm.importing.card_matching import CardMatcher
from crm.importing.json_report import report
from crm.importing.preview import preview
from crm.storage.digests.table_digests import tables
from tests.cards import PIXEL, mixed_cards
from tests.conftest import clock

_RANDOM = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_ANA = "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\nEMAIL:ana@ruiz.example\n{more}END:VCARD\n"


def contents(book: Book) -> dict[str, list[Any]]:
    """Every row of every table; the UIDs that were drawn by chance are alike."""
    read = book.read.connection
    return {
        table: [
            tuple(_RANDOM.sub("drawn", value) if isinstance(value, str) else value for value in row)
            for row in read.execute(f'SELECT * FROM "{table}" ORDER BY id')
        ]
        for table in tables(read)
    }


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Mixed and broken cards, the same again, someone who grows from card to card, a group, and a file that is none."""
    mixed, grown, group, none = (tmp_path / f"{name}.vcf" for name in ("mixed", "grown", "group", "none"))
    mixed.write_bytes(mixed_cards(60, seed=3, broken=True) + mixed_cards(5, seed=3))
    photo = f"PHOTO;ENCODING=b;TYPE=PNG:{PIXEL}\n"
    more = ["", "TEL:+44 20 7946 0958\n", f"ORG:Fjord Foods\nTITLE:Baker\n{photo}", "UID:ana-1\nNOTE:Sails\n"]
    grown.write_text("".join(_ANA.format(more=one) for one in more) + _ANA.format(more="N:;Bea\n"))
    group.write_text("BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:Sailors\nMEMBER:ana-1\nEND:VCARD\n")
    none.write_text("nothing here")
    return [mixed, grown, group, none]


@pytest.mark.parametrize(("enough", "known"), [(1, 20_000), (7, 3), (2000, 20_000), (2000, 0), (2000, 12)])
def test_the_book_is_the_same_whether_or_not_somebody_looked_first(
    folder: Path, tmp_path: Path, files: list[Path], enough: int, known: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However few people stay in memory while it is written."""
    monkeypatch.setattr(rows, "_BATCH_OF_PEOPLE", enough)
    monkeypatch.setattr(card_matching, "MAX_IN_MEMORY", known)

    def looked(book: Book) -> Any:
        found = preview(book.read, files)
        with book.work() as work:
            apply(work, found)
        return report(found)

    def at_once(book: Book) -> Any:
        with book.work() as work:
            return report(import_directly(work, book.read, files))

    expected, was = _brought(folder, tmp_path / "looked", looked)
    assert len(expected["person"]) > 40
    assert {"card", "blob", "note", "role"} - {table for table, found in expected.items() if found} == {
        "blob"
    }
    assert _brought(folder, tmp_path / "at once", at_once) == (expected, was)


@pytest.mark.parametrize("known", [0, 25])
def test_a_large_book_is_compared_without_being_read_into_memory(
    book: Book, tmp_path: Path, files: list[Path], known: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    _bring(book, files)
    again = tmp_path / "again.vcf"
    more = "".join(_ANA.format(more=one) for one in ("UID:ana-1\nNOTE:Rows\n", "N:;Bea\nNOTE:x\n"))
    again.write_bytes(mixed_cards(70, seed=3, broken=True) + more.encode())
    told = report(preview(book.read, [again, *files]))
    assert told["files"][0]["same"] > 40
    assert told["files"][0]["updated"] > 0
    monkeypatch.setattr(card_matching, "MAX_IN_MEMORY", known)
    monkeypatch.setattr(card_matching, "add_people", lambda *of: pytest.fail("the whole book was read"))
    assert report(preview(book.read, [again, *files])) == told
    assert _bring(book, [again, *files]) == told
    assert {file["updated"] for file in _bring(book, [again, *files])["files"]} == {0}


def test_of_very_many_cards_only_numbers_are_held(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(card_matching, "MAX_IN_MEMORY", 50)
    held = []

    def evict(matcher: CardMatcher) -> None:
        evict_now(matcher)
        held.append(
            max(len(matcher._index.names), len(matcher._found), len(matcher._states), len(matcher._to_index))
        )

    evict_now = CardMatcher.evict
    monkeypatch.setattr(CardMatcher, "evict", evict)
    path = tmp_path / "many.vcf"
    path.write_bytes(mixed_cards(400, seed=4))
    with book.work() as work:
        (file,) = import_directly(work, book.read, [path]).files
    assert (file.count("new"), file.found, len(held)) == (400, [], 400)
    assert max(held) <= 51
    assert _bring(book, [path])["files"][0]["same"] == 400


def _bring(book: Book, files: list[Path]) -> Any:
    with book.work() as work:
        return report(import_directly(work, book.read, files))


def _brought(empty: Path, folder: Path, how: Callable[[Book], Any]) -> tuple[dict[str, list[Any]], Any]:
    shutil.copytree(empty, folder)
    book = Book.open(folder, clock())
    try:
        told = how(book)
        assert book.check() == []
        assert len(book.steps()) == 1
        found = contents(book)
        book.undo()
        assert not any(rows for rows in contents(book).values())
        return found, told
    finally:
        book.close()


def test_what_goes_wrong_on_the_way_takes_all_of_it_back(
    book: Book, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "_BATCH_OF_PEOPLE", 10)
    before = contents(book)
    book.listen(lambda changes: pytest.fail("nothing was to be told"))

    def full(*of: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(rows.RowWriter, "_organisation", full)
    with pytest.raises(BookNotUsable), book.work() as work:
        import_directly(work, book.read, files)
    assert contents(book) == before
    assert book.steps() == []
