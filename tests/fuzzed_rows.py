"""Damaged tables, and what must be true of reading one whatever it holds."""

import random
from dataclasses import dataclass
from pathlib import Path

from crm.book import Book
from crm.errors import FileNotRead
from crm.formats.csv.encoding import ReadProgress, encoding_of, text_lines
from crm.formats.csv.layout import layout_of
from crm.formats.csv.row_splitting import split_rows
from crm.importing.preview import preview
from tests.tables import cards, google_rows, linkedin_rows, name_of, table

STATUSES = ("new", "updated", "same", "possible", "group", "skipped")
_PIECES = [
    b'"', b'""', b",", b";", b"\n", b"\r\n", b"\r", b"\x00", b"\xff\xfe", b"\xc3", b"\xe2\x80\xa8", b"\t", b" ::: ", b"* ",
    b"0/0/00", b"31/31/9999", b"\xed\xa0\x80", b"=cmd()", b"@", b"\x85", b"\xf0\x9f\x98\x80", b"," * 500, b"x" * 5000,
]  # fmt: skip
_ODD = ["Wer", "Name", "Email", "Notes", "Birthday"]


@dataclass(slots=True)
class Fuzzed:
    """How many rows were read, and in how many files nothing could be."""

    rows: int = 0
    refused: int = 0


def fuzz(book: Book, folder: Path, rows: int, seed: int) -> Fuzzed:
    """Reads damaged tables until so many rows were seen; raises AssertionError with the file kept where one is wrong."""
    pick = random.Random(seed)
    done = Fuzzed()
    path = folder / "fuzzed.csv"
    while done.rows < rows:
        path.write_bytes(damaged(pick))
        found = check(book, path)
        done.rows += found
        done.refused += not found
    return done


def damaged(pick: random.Random) -> bytes:
    """A good table of one kind or another, with a few bytes gone, doubled, changed or put in."""
    some = [pick.randrange(2000) for _ in range(pick.randrange(1, 60))]
    made = pick.choice([linkedin_rows, google_rows, _generic])(some)
    data = bytearray(made.encode(pick.choice(["utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252"]), "replace"))
    for _ in range(pick.choice([0, 1, 3, 10, 40])):
        at = pick.randrange(len(data) + 1)
        kind = pick.randrange(4)
        if kind == 0:
            del data[at : at + pick.randrange(1, 30)]
        elif kind == 1:
            data[at:at] = data[at : at + pick.randrange(1, 200)]
        elif kind == 2:
            data[at:at] = pick.choice(_PIECES)
        elif at < len(data):
            data[at] = pick.randrange(256)
    return bytes(data)


def check(book: Book, path: Path) -> int:
    """The number of rows: each is a person or has its reason, none vanishes."""
    try:
        found = cards(path)
    except FileNotRead:
        return 0
    assert [card.number for card in found] == list(range(1, len(found) + 1))
    assert all(card.contact is not None or card.remarks for card in found)
    assert all(card.contact is None or card.contact.full_name for card in found)
    _no_line_lost(path)
    (file,) = preview(book.read, [path]).files
    assert sum(file.count(status) for status in STATUSES) == file.cards == len(found)
    return len(found)


def _no_line_lost(path: Path) -> None:
    """Every line of the file that is not empty belongs to one row."""
    encoding = encoding_of(path, None)
    lines = list(text_lines(path, encoding, ReadProgress()))
    rows = split_rows(iter(lines), layout_of(path, encoding).delimiter)
    belonging = [line for row in rows for line in row.lines]
    assert [line for line in belonging if line.strip()] == [line for line in lines if line.strip()]


def _generic(people: list[int]) -> str:
    rows = [
        ["", " ".join(name_of(one)), f"p{one}@mail.example", 'Says "tea",\nthen jam', "3/4/1980"]
        for one in people
    ]
    return table(_ODD, *rows, delimiter=random.Random(len(people)).choice(",;\t"))
