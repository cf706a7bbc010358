"""The least an import could be: every property of every card taken apart with str methods, three tables, one commit.

A full-text index with prefixes is in it, as whoever types a name wants it found. It reports nothing, compares with
nobody, keeps no card and no history: the limit beside which the import stands.
"""

import quopri
import re
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

_CARD = re.compile(r"^(?=BEGIN:VCARD)", re.M | re.I)
_FOLD = re.compile(r"\r?\n[ \t]")
_SOFT = re.compile(r"=[ \t]*\r?\n")
_QUOTED_HEAD = re.compile(r'((?:[^":]|"[^"]*")*):(.*)', re.S)
_ESCAPED = re.compile(r"\\(.)", re.S)
_STRUCTURED = ("N", "ADR", "ORG")
_KEPT = ("UID", "FN", "ORG", "TITLE", "BDAY", "NOTE")
_TABLES = """
CREATE TABLE person(id INTEGER PRIMARY KEY, uid TEXT UNIQUE, fn TEXT NOT NULL, org TEXT, title TEXT, bday TEXT, note TEXT);
CREATE TABLE email(id INTEGER PRIMARY KEY, person_id INT NOT NULL REFERENCES person ON DELETE CASCADE, address TEXT NOT NULL,
                   parameters TEXT);
CREATE TABLE phone(id INTEGER PRIMARY KEY, person_id INT NOT NULL REFERENCES person ON DELETE CASCADE, number TEXT NOT NULL,
                   parameters TEXT);
CREATE INDEX email_person ON email(person_id); CREATE INDEX email_address ON email(address COLLATE NOCASE);
CREATE INDEX phone_person ON phone(person_id); CREATE INDEX person_name ON person(fn COLLATE NOCASE, id);
CREATE VIRTUAL TABLE words USING fts5(fn, org, title, note, content='person', content_rowid='id',
                                      tokenize='unicode61 remove_diacritics 2', prefix='2 3');
"""

Property = tuple[str, str, list[str], str]  # group, name, parameters, value
Row = tuple[object, ...]


def main(file: Path) -> None:
    text = file.read_bytes().decode()
    cards = [list(_properties(card)) for card in _CARD.split(text) if card[:11].upper() == "BEGIN:VCARD"]
    people: list[Row] = []
    emails: list[Row] = []
    phones: list[Row] = []
    for number, card in enumerate(cards, 1):
        people.append(_rows(number, card, emails, phones))
    with tempfile.TemporaryDirectory() as folder:
        _write(Path(folder) / "limit.db", people, emails, phones)
    print(len(people))


def _properties(card: str) -> Iterator[Property]:
    is_quoted = "QUOTED-PRINTABLE" in card.upper()
    for line in _FOLD.sub("", _SOFT.sub("", card) if is_quoted else card).splitlines():
        head, colon, value = line.partition(":")
        if not colon:
            continue
        if '"' in head and (parts := _QUOTED_HEAD.match(line)):
            head, value = parts[1], parts[2]
        full_name, *parameters = head.split(";")
        group, _, name = full_name.upper().rpartition(".")
        if is_quoted and parameters and "QUOTED-PRINTABLE" in head.upper():
            value = quopri.decodestring(value.encode("ascii", "replace")).decode("utf-8", "replace")
        elif "\\" in value and name not in _STRUCTURED:
            value = _ESCAPED.sub(lambda one: "\n" if one[1] in "nN" else one[1], value)
        yield group, name, parameters, value


def _rows(number: int, card: list[Property], emails: list[Row], phones: list[Row]) -> Row:
    found = dict.fromkeys(_KEPT, "")
    for _, name, parameters, value in card:
        if name in found:
            found[name] = value
        elif name == "EMAIL":
            emails.append((number, value, ";".join(parameters)))
        elif name == "TEL":
            phones.append((number, value, ";".join(parameters)))
    uid, *others = found.values()
    return (number, uid or None, *others)


def _write(file: Path, people: list[Row], emails: list[Row], phones: list[Row]) -> None:
    connection = sqlite3.connect(file, isolation_level=None)
    for setting in (
        "journal_mode=wal",
        "synchronous=normal",
        "foreign_keys=on",
        "secure_delete=off",
        "cache_size=-65536",
    ):
        connection.execute(f"PRAGMA {setting}")
    connection.executescript(_TABLES)
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO person VALUES (?, ?, ?, ?, ?, ?, ?)", people)
    connection.executemany("INSERT INTO email(person_id, address, parameters) VALUES (?, ?, ?)", emails)
    connection.executemany("INSERT INTO phone(person_id, number, parameters) VALUES (?, ?, ?)", phones)
    connection.execute(
        "INSERT INTO words(rowid, fn, org, title, note) SELECT id, fn, org, title, note FROM person"
    )
    connection.execute("COMMIT")
    connection.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
