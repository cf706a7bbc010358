"""Files that pretend to be backups, made from a good one by a seeded grammar: one to three kinds of harm per file."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from random import Random

from tests.hostile_bytes import AS_FILE, ENDLESS, IN_BYTES, Harm

SLOW = "length(hex(zeroblob(30000000))) + length(hex(zeroblob(29999999)))"


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
    # The last: with so many lines, opening the file to do it another harm would take an hour.
    "a million lines": _million_lines,
}  # fmt: skip
HARMS = IN_DATABASE | IN_BYTES | AS_FILE
