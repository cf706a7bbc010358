"""Files that pretend to be backups, made from a good one by a seeded grammar: one to three kinds of harm a file."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from random import Random

PAGE = 4096
ENDLESS = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c"
SLOW = "length(hex(zeroblob(30000000))) + length(hex(zeroblob(29999999)))"

Harm = Callable[[Path, Random], object]


def hostile(good: Path, target: Path, chance: Random, kind: str = "") -> str:
    """Writes `target` and what belongs beside it; the kinds of harm that were done to it, in order."""
    target.write_bytes(good.read_bytes())
    kinds = {kind or chance.choice(list(HARMS))}
    kinds |= {chance.choice(list(IN_DATABASE | IN_BYTES)) for _ in range(chance.choice([0, 0, 0, 1, 2]))}
    done = []
    for one in sorted(kinds, key=list(HARMS).index):
        with suppress(
            sqlite3.Error, UnicodeDecodeError
        ):  # an earlier harm may have left nothing that this one could be done to
            HARMS[one](target, chance)
            done.append(one)
    return " + ".join(done)


def clear(target: Path) -> None:
    """Takes away the file and what was put beside it."""
    for one in target.parent.glob(f"{target.name}*"):
        if one.is_dir() and not one.is_symlink():
            one.rmdir()
        else:
            one.unlink()


@contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    """Anything may be done to the database; its triggers neither notice nor are lost."""
    with closing(sqlite3.connect(file, isolation_level=None)) as book:
        book.execute("PRAGMA writable_schema=1")
        book.execute("PRAGMA foreign_keys=0")
        book.execute("PRAGMA synchronous=0")
        book.execute("BEGIN")
        triggers = book.execute("SELECT * FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for row in triggers:
            book.execute(f'DROP TRIGGER "{row[1]}"')
        yield book
        tables = {row[0] for row in book.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        kept = [row for row in triggers if row[2] in tables]
        book.executemany("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", kept)
        book.execute("COMMIT")


def _sql(*statements: str) -> Harm:
    def harm(file: Path, chance: Random) -> None:
        with _opened(file) as book:
            for statement in statements:
                book.execute(statement)

    return harm


def _line(type: str, name: str, table: str, sql: str, root: str = "0") -> Harm:
    """A line planted in the structure as text: nothing is made or computed for it yet."""

    def harm(file: Path, chance: Random) -> None:
        with _opened(file) as book:
            book.execute(f"INSERT INTO sqlite_master VALUES (?, ?, ?, ({root}), ?)", (type, name, table, sql))

    return harm


def _index(sql: str) -> Harm:
    """An index that was made for a column, and says that it is of something else."""
    return _sql(
        "CREATE INDEX ix_theirs ON advice(uid)",
        f"UPDATE sqlite_master SET sql = '{sql}' WHERE name = 'ix_theirs'",
    )


def _rewritten(name: str, old: str, new: str) -> Harm:
    return _sql(f"UPDATE sqlite_master SET sql = replace(sql, '{old}', '{new}') WHERE name = '{name}'")


def _million_lines(file: Path, chance: Random) -> None:
    number = chance.choice([3_000, 30_000, 300_000, 1_000_000])
    with _opened(file) as book:
        book.execute(
            "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < ?) "
            "INSERT INTO sqlite_master SELECT 'table', 't' || x, 't' || x, 2, 'CREATE TABLE t' || x || '(a)' FROM n",
            (number,),
        )


def _long_statement(file: Path, chance: Random) -> None:
    sql = (
        "CREATE VIEW long AS SELECT "
        + "(" * 900
        + "1"
        + ")" * 900
        + " AS a"
        + ", 1" * chance.choice([100, 3_000_000])
    )
    _line("view", "long", "long", sql)(file, chance)


def _many_steps(file: Path, chance: Random) -> None:
    """Every second one says that its notes begin where the journal does, so that all of them together are without end."""
    with _opened(file) as book:
        book.execute(
            "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 100000) "
            "INSERT INTO step(label, at, origin, first_seq, digest) SELECT 'x', '2026-01-01T00:00:00', 'user', "
            "CASE x % 2 WHEN 0 THEN 1 ELSE (SELECT max(seq) + 1 FROM row_change) END, zeroblob(16) FROM n"
        )


def _many_runs(file: Path, chance: Random) -> None:
    """Notes not digested yet, each of them about every row there is."""
    with _opened(file) as book:
        book.execute(
            "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 200000) "
            "INSERT INTO row_change(step_id, table_name, row_id, op, up_to) SELECT 1, 'meeting', 1, 'I', 1000000000 FROM n"
        )


def _wrong_types(file: Path, chance: Random) -> None:
    table, column = chance.choice([("person", "rhythm_days"), ("meeting", "held_on"), ("step", "first_seq")])
    with _opened(file) as book:
        old = book.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
        version = book.execute("PRAGMA schema_version").fetchone()[0]
        loose = (
            old.replace("STRICT", "").replace(f"{column} INTEGER", column).replace(f"{column} TEXT", column)
        )
        book.execute("UPDATE sqlite_master SET sql = ? WHERE name = ?", (loose, table))
        book.execute(f"PRAGMA schema_version={version + 1}")
        book.execute("COMMIT")
        book.execute("PRAGMA writable_schema=RESET")
        book.execute("BEGIN")
        book.execute("PRAGMA writable_schema=1")
        book.execute(f"UPDATE {table} SET {column} = x'00ff'")
        book.execute("UPDATE sqlite_master SET sql = ? WHERE name = ?", (old, table))
        book.execute(f"PRAGMA schema_version={version + 2}")


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


IN_DATABASE: dict[str, Harm] = {
    "endless view": _sql(
        "DELETE FROM sqlite_master WHERE tbl_name = 'person'",
        "INSERT INTO sqlite_master VALUES ('view', 'person', 'person', 0, "
        f"'CREATE VIEW person(id, full_name) AS SELECT x, x FROM ({ENDLESS})')",
    ),
    "one more view": _line("view", "theirs", "theirs", f"CREATE VIEW theirs AS {ENDLESS}"),
    "other words": _sql(
        "UPDATE sqlite_master SET sql = 'CREATE VIEW words(id, title, body, kind, subject_id, person_id) AS "
        f"SELECT x, x, x, x, x, x FROM ({ENDLESS})' WHERE name = 'words'"
    ),
    "trigger": _line(
        "trigger", "theirs", "person",
        f"CREATE TRIGGER theirs AFTER UPDATE ON person BEGIN SELECT max(x) FROM ({ENDLESS}); END",
    ),
    "trigger named as ours": _line(
        "trigger", "words_index_x", "step",
        f"CREATE TRIGGER words_index_x AFTER INSERT ON step BEGIN SELECT max(x) FROM ({ENDLESS}); END",
    ),
    "generated column": _rewritten("person", "uid TEXT NOT NULL,", f"uid TEXT NOT NULL, g INT AS ({SLOW}),"),
    "check": _rewritten("person", "uid TEXT NOT NULL,", f"uid TEXT NOT NULL CHECK ({SLOW} > 0),"),
    "default": _rewritten("person", "uid TEXT NOT NULL,", f"uid TEXT NOT NULL DEFAULT ({SLOW}),"),
    "collation": _rewritten("person", "name_key TEXT", "name_key TEXT COLLATE NOCASE"),
    "index on expression": _index(f"CREATE INDEX ix_theirs ON advice(uid || {SLOW})"),
    "partial index": _sql(
        "UPDATE sqlite_master SET sql = 'CREATE INDEX ix_person_list ON person(standing, sort_key, id) WHERE "
        f"{SLOW} > id' WHERE name = 'ix_person_list'"
    ),
    "index away": _sql("DROP INDEX ix_person_list"),
    "virtual table": _line("table", "theirs", "theirs", "CREATE VIRTUAL TABLE theirs USING dbstat(main)"),
    "other index of words": _sql(
        "UPDATE sqlite_master SET sql = 'CREATE VIRTUAL TABLE words_index USING fts5(title, body, content=''sqlite_master'')' "
        "WHERE name = 'words_index'"
    ),
    "shadow that computes": _sql(
        f"UPDATE sqlite_master SET sql = 'CREATE TABLE ''words_index_config''(k PRIMARY KEY, v, w AS ({SLOW})) WITHOUT ROWID' "
        "WHERE name = 'words_index_config'"
    ),
    "broken index of words": _sql("UPDATE words_index_data SET block = randomblob(500)"),
    "no index of words": _sql("DELETE FROM words_index_config"),
    "statistics": _sql(
        "DELETE FROM sqlite_master WHERE name = 'sqlite_stat1'",
        f"INSERT INTO sqlite_master VALUES ('view', 'sqlite_stat1', 'sqlite_stat1', 0, 'CREATE VIEW sqlite_stat1(tbl, idx, stat) AS SELECT x, x, x FROM ({ENDLESS})')",
    ),
    "a million lines": _million_lines,
    "a long statement": _long_statement,
    "no text": _sql("UPDATE sqlite_master SET sql = CAST(x'ff00fe' AS TEXT) WHERE name = 'tag'"),
    "two of a name": _sql(
        "INSERT INTO sqlite_master SELECT * FROM sqlite_master WHERE name = 'tag'"
    ),
    "wrong types": _wrong_types,
    "tables missing": _sql("DROP TABLE ask", "DROP TABLE merge"),
    "many steps": _many_steps,
    "many runs": _many_runs,
    "last ids": _sql("UPDATE sqlite_sequence SET seq = 9223372036854775807"),
    "last ids low": _sql("UPDATE sqlite_sequence SET seq = 0"),
    "last ids as words": _sql("UPDATE sqlite_sequence SET seq = 'many'"),
    "ids without end": _sql("UPDATE person SET id = 9223372036854775807 WHERE id = (SELECT max(id) FROM person)"),
    "no book": _sql("DELETE FROM book"),
    "odd book": _sql("UPDATE book SET uid = char(10) || 'x', oldest_reader = 99"),
    "journal open": _sql("UPDATE journal_now SET step_id = 1"),
    "digests as they come": _sql("UPDATE row_digest SET digest = zeroblob(9000)"),
    "photo": _sql("INSERT INTO blob VALUES ('00', 'image/png', zeroblob(40000000))"),
}  # fmt: skip
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
HARMS = IN_DATABASE | IN_BYTES | AS_FILE
