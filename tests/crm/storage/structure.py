"""What tables and indexes are, whichever way their text came about.

A column that ALTER TABLE added stands at another place of the text, with its foreign key and check beside it, than SQLAlchemy
writes them. Neither makes a difference to a row.
"""

import re
import sqlite3

from crm.storage.digests.hashing import tables as journalled
from crm.storage.format.migrating import schema_lines

_NAMED = re.compile(r"CONSTRAINT \w+ ")
_CLAUSE = re.compile(r"\b(?:CHECK|AS) \(")


def structure(connection: sqlite3.Connection) -> set[str]:
    """A line each for every column, foreign key, unique rule, check, computed value, index, trigger and view."""
    found = {" ".join(line.split()) for line in schema_lines(connection) if not line.startswith("table ")}
    names = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*' AND name NOT GLOB 'words_index_*'"
    ).fetchall()
    assert journalled(connection)
    for table, sql in names:
        text = _NAMED.sub("", " ".join(sql.split()))
        ending = text[text.rindex(")") :]
        found.add(f"{table}: {ending} {'AUTOINCREMENT' in text}")
        found |= {f"{table}: {clause}" for clause in _clauses(text)}
        for pragma, first in (("table_xinfo", 1), ("foreign_key_list", 2)):
            rows = connection.execute(f'PRAGMA {pragma}("{table}")').fetchall()
            found |= {f"{table} {pragma}: {tuple(row)[first:]}" for row in rows}
        for index in connection.execute(f'PRAGMA index_list("{table}")').fetchall():
            columns = [row[2] for row in connection.execute(f'PRAGMA index_info("{index[1]}")')]
            found.add(f"{table} unique {index[2]}: {columns}")
    return found


def _clauses(text: str) -> list[str]:
    """Each from its word to the bracket that closes it."""
    found = []
    for start in _CLAUSE.finditer(text):
        end, depth = start.end(), 1
        while depth:
            depth += {"(": 1, ")": -1}.get(text[end], 0)
            end += 1
        found.append(text[start.start() : end])
    return found
