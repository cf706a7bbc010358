"""Harm done to the bytes of a backup: headers, holes, flips, cycles, logs beside it."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from random import Random

PAGE = 4096
ENDLESS = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c"
Harm = Callable[[Path, Random], object]


def _header(at: int, *values: bytes) -> Harm:
    def harm(file: Path, chance: Random) -> None:
        with file.open("r+b") as out:
            out.seek(at)
            out.write(chance.choice(values))

    return harm


def _holes(file: Path, chance: Random) -> None:
    """Gigabytes, as its header says, and next to nothing on the disk."""
    pages = chance.choice([1 << 15, 1 << 18, 1 << 22, 1 << 26])
    with suppress(OSError), file.open("r+b") as out:  # not every file system has files as long
        out.truncate(pages * PAGE)
        out.seek(28)
        out.write(pages.to_bytes(4, "big"))


def _flips(file: Path, chance: Random) -> None:
    data = bytearray(file.read_bytes())
    for _ in range(chance.choice([1, 3, 100])):
        data[chance.randrange(100, len(data))] ^= 1 << chance.randrange(8)
    file.write_bytes(data)


def _zeroed(file: Path, chance: Random) -> None:
    data = bytearray(file.read_bytes())
    page = chance.randrange(len(data) // PAGE) * PAGE
    data[max(page, 100) : page + PAGE] = bytes(PAGE - (100 if page == 0 else 0))
    file.write_bytes(data)


def _swapped(file: Path, chance: Random) -> None:
    data = bytearray(file.read_bytes())
    one, other = (chance.randrange(1, len(data) // PAGE) * PAGE for _ in range(2))
    data[one : one + PAGE], data[other : other + PAGE] = data[other : other + PAGE], data[one : one + PAGE]
    file.write_bytes(data)


def _cut(file: Path, chance: Random) -> None:
    with file.open("r+b") as out:
        out.truncate(chance.choice([1, 50, 99, 100, 512, PAGE, 3 * PAGE, file.stat().st_size - PAGE]))


def _circle(file: Path, chance: Random) -> None:
    """A tree all of whose branches are one and the same page further on, or lead back: walking it never ends."""
    with closing(sqlite3.connect(file)) as book:
        roots = [
            row[0] for row in book.execute("SELECT rootpage FROM sqlite_master WHERE tbl_name = 'person'")
        ]
    data = bytearray(file.read_bytes())
    pages = len(data) // PAGE
    begin = chance.choice([1, *[root for root in roots if root], chance.randrange(2, pages)])
    depth, last = chance.choice([1, 12]), chance.choice([begin, pages - 1])
    for level in range(depth):
        below = pages + 1 + level if level < depth - 1 else last
        offset = 100 if level == 0 and begin == 1 else 0
        if level == 0:
            data[(begin - 1) * PAGE + offset : begin * PAGE] = _interior(below, offset)
        else:
            data += _interior(below, 0)
    data[28:32] = (len(data) // PAGE).to_bytes(4, "big")
    file.write_bytes(data)


def _interior(child: int, offset: int) -> bytes:
    """A page of branches, filled up with one child; the page's own bytes begin at `offset`."""
    cells = 300
    body = bytearray(PAGE)
    places = [PAGE - 5 * (number + 1) for number in range(cells)]
    head = (
        bytes([5, 0, 0])
        + cells.to_bytes(2, "big")
        + places[-1].to_bytes(2, "big")
        + b"\0"
        + child.to_bytes(4, "big")
    )
    body[offset : offset + 12] = head
    for number, place in enumerate(places):
        at = offset + 12 + 2 * number
        body[at : at + 2] = place.to_bytes(2, "big")
        body[place : place + 5] = child.to_bytes(4, "big") + bytes([number % 128])
    return bytes(body[offset:])


def _log_beside(file: Path, chance: Random) -> None:
    """A write-ahead log of its own making beside a file that says it has one."""
    _header(18, b"\x02\x02")(file, chance)
    other = file.with_name(f"{file.name}.other")
    other.write_bytes(file.read_bytes())
    with closing(sqlite3.connect(other, isolation_level=None)) as book:
        book.execute("PRAGMA journal_mode=wal")
        book.execute("CREATE VIEW theirs AS " + ENDLESS)
        file.with_name(f"{file.name}-wal").write_bytes(other.with_name(f"{other.name}-wal").read_bytes())
        if chance.random() < 0.5:
            file.with_name(f"{file.name}-shm").write_bytes(bytes(32768))
    for one in file.parent.glob(f"{other.name}*"):
        one.unlink()


def _hot_journal(file: Path, chance: Random) -> None:
    """One page to roll back, and the name of a journal of journals for SQLite to look for."""
    master = str(file.with_name("goodturn.db")).encode()
    head = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + (1).to_bytes(4, "big") + bytes(4) + (5).to_bytes(4, "big")
    head += (512).to_bytes(4, "big") + PAGE.to_bytes(4, "big")
    name = master + len(master).to_bytes(4, "big") + (sum(master) & 0xFFFFFFFF).to_bytes(4, "big")
    tail = (0x40000000 // PAGE + 1).to_bytes(4, "big") + name + head[:8]
    journal = head.ljust(512, b"\0") + (2).to_bytes(4, "big") + bytes(PAGE) + bytes(4) + tail
    file.with_name(f"{file.name}-journal").write_bytes(journal)


def _in_its_place(make: Callable[[Path], object]) -> Harm:
    def harm(file: Path, chance: Random) -> None:
        aside = file.with_name(f"{file.name}.aside")
        file.replace(aside)
        with suppress(OSError, AttributeError):  # not every system has them
            make(file)

    return harm


def _empty_book(file: Path, chance: Random) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as book:
        book.execute(f"PRAGMA application_id={0x47545231}")
        book.execute(f"PRAGMA user_version={chance.choice([1, 5, 6])}")
        book.execute("CREATE TABLE person(id, full_name)")
        book.commit()


def _of(file: Path, pragma: str) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as book:
        book.execute("PRAGMA journal_mode=delete")
        book.execute(pragma)
        book.execute("VACUUM")


def _utf16(file: Path, chance: Random) -> None:
    with closing(sqlite3.connect(file)) as book:
        script = list(book.iterdump())
        numbers = [
            book.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
        ]
    file.unlink()
    with closing(sqlite3.connect(file, isolation_level=None)) as book:
        book.execute("PRAGMA encoding='UTF-16le'")
        book.execute("PRAGMA writable_schema=1")
        for statement in script:
            with suppress(sqlite3.Error):
                book.execute(statement)
        book.execute(f"PRAGMA application_id={numbers[0]}")
        book.execute(f"PRAGMA user_version={numbers[1]}")


IN_BYTES: dict[str, Harm] = {
    "page size": lambda file, chance: _of(file, f"PRAGMA page_size={chance.choice([512, 1024, 65536])}"),
    "moving pages": lambda file, chance: _of(file, "PRAGMA auto_vacuum=1"),
    "UTF-16": _utf16,
    "said page size": _header(16, b"\x02\x00", b"\x00\x01", b"\x00\x03", b"\x00\x00"),
    "said encoding": _header(56, b"\0\0\0\2", b"\0\0\0\3", b"\xff\xff\xff\xff"),
    "reserved bytes": _header(20, b"\x08", b"\x20", b"\xff"),
    "journal": _header(18, b"\x02\x02", b"\x01\x02", b"\x63\x63", b"\x00\x00"),
    "schema format": _header(44, bytes(4), b"\0\0\0\1", b"\xff\xff\xff\xff"),
    "newer format": _header(60, b"\0\0\x27\x0f", b"\x7f\xff\xff\xff", b"\xff\xff\xff\xff", bytes(4)),
    "older format": _header(60, *(bytes([0, 0, 0, version]) for version in range(1, 6))),
    "another program": _header(68, b"\0\0\0\0", b"\x0f\x05\x51\x12"),
    "page count": _header(28, b"\xff\xff\xff\xff", b"\0\0\0\1", bytes(4)),
    "free pages": _header(32, b"\0\0\0\2\0\0\0\5", b"\0\0\0\1\xff\xff\xff\xff"),
    "flips": _flips,
    "a page of nothing": _zeroed,
    "pages swapped": _swapped,
    "circle": _circle,
    "cut": _cut,
    "holes": _holes,
}
AS_FILE: dict[str, Harm] = {
    "log beside": _log_beside,
    "journal beside": _hot_journal,
    "empty": lambda file, chance: file.write_bytes(b""),
    "no tables": _empty_book,
    "folder": _in_its_place(lambda file: file.mkdir()),
    "FIFO": _in_its_place(lambda file: os.mkfifo(file)),
    "link": _in_its_place(lambda file: file.symlink_to(f"{file.name}.aside")),
    "link to itself": _in_its_place(lambda file: file.symlink_to(file.name)),
    "link to a device": _in_its_place(lambda file: file.symlink_to("/dev/zero")),
    "link to nothing": _in_its_place(lambda file: file.symlink_to("nowhere")),
}
