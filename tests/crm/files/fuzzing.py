"""Damaged cards between good ones, brought into a real book: all counted, the good ones there, none taking long."""

import random
import re
import time
from pathlib import Path

from crm.book import Book
from crm.importing import applying
from crm.importing.found_cards import FilePreview, FoundCard
from tests.cards import card
from tests.crm.files.test_vcard_mutations import mutated

_LONGEST_S = 1.0  # of processor time, for one card
_GOOD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Good {0}\r\nN:{0};Good;;;\r\nEMAIL:good-{0}@mail.example\r\nEND:VCARD\r\n"
_STATUSES = ("new", "updated", "same", "possible", "group", "skipped")


def begins(data: bytes) -> tuple[int, int]:
    """How many cards a file holds, at least and at most, told without the reader: by its lines, and by its words."""
    lines = re.split(rb"[\r\n]+", data)
    plain = sum(line.strip(b" \t").upper() == b"BEGIN:VCARD" for line in lines)
    return plain, len(re.findall(rb"BEGIN[ \t]*:[ \t]*VCARD", data, re.IGNORECASE))


def bring_in_damaged(book: Book, folder: Path, seed: int, damaged: int) -> dict[str, int]:
    """One file of so many damaged cards, each between two good ones; the counts by status."""
    pick = random.Random(seed)
    parts = [_GOOD.format(f"{seed}-0").encode()]
    for number in range(damaged):
        parts += [mutated(pick, card(number, seed).encode()), _GOOD.format(f"{seed}-{number + 1}").encode()]
    path = folder / f"{seed}.vcf"
    path.write_bytes(b"\r\n".join(parts))
    people = book.read.value("SELECT count(*) FROM person")
    watched = _Watched()
    with book.work() as work, watched:
        (file,) = applying.import_directly(work, book.read, [path]).files
    _accounted(book, file, path.read_bytes(), people)
    there = set(book.read.values(f"SELECT folded FROM contact_point WHERE folded LIKE 'good-{seed}-%'"))
    assert {f"good-{seed}-{number}@mail.example" for number in range(damaged + 1)} - there == set(), seed
    assert watched.slowest < _LONGEST_S, (seed, watched.card)
    return dict(file.counts)


def _accounted(book: Book, file: FilePreview, data: bytes, people: int) -> None:
    least, most = begins(data)
    assert least <= file.cards <= most
    assert file.cards == sum(file.count(status) for status in _STATUSES)
    assert not file.unreadable
    added = book.read.value("SELECT count(*) FROM person") - people
    assert added == file.count("new") + file.count("possible")
    assert sum(remark.card > 0 for remark in file.remarks) >= file.count("skipped") > -1
    assert all(remark.reason and remark.line > 0 for remark in file.remarks)


class _Watched:
    """How much processor time went by between two cards that were taken; before the first, the book is looked at."""

    slowest = 0.0
    card = 0

    def __enter__(self) -> None:
        self._take = take = applying._Import.process
        self._before: float | None = None

        def timed(run: applying._Import, place: int, file: FilePreview, card: FoundCard) -> None:
            take(run, place, file, card)
            now = time.process_time()
            if self._before is not None and now - self._before > self.slowest:
                self.slowest, self.card = now - self._before, card.number
            self._before = now

        applying._Import.process = timed  # type: ignore[method-assign]

    def __exit__(self, *of: object) -> None:
        applying._Import.process = self._take  # type: ignore[method-assign]
