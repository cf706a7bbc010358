"""One full-text index over everything written, kept by plain triggers on the tables it reads.

words(id, title, body, kind, subject_id, person_id) is a view of all that can be found: kind names the table, person_id the
one person it is about where there is one, id is subject_id * KINDS_AT_MOST + the kind's number. words_index(title, body)
indexes it by that id and keeps no copy of the texts: a note stands in the book once.
A phone number is no word: the search finds it by its digits.
"""

KINDS_AT_MOST = 16

_SOURCES: list[tuple[str, str, str, str]] = [
    # table, title, body, person id; the place in this list is the kind's number
    ("person", "{r}.full_name", "{r}.nickname || ' ' || {r}.how_we_met || ' ' || {r}.blurb", "{r}.id"),
    ("contact_point", "''", "{r}.value", "{r}.person_id"),
    ("organisation", "{r}.name", "''", "NULL"),
    ("role", "''", "{r}.title", "{r}.person_id"),
    ("tag", "{r}.name", "''", "NULL"),
    ("topic", "{r}.words", "''", "NULL"),
    ("note", "''", "{r}.words", "{r}.person_id"),
    ("meeting", "{r}.place || ' ' || {r}.purpose", "{r}.note || ' ' || {r}.said", "NULL"),
    ("promise", "{r}.words", "{r}.outcome", "NULL"),
    ("item", "{r}.title", "{r}.url || ' ' || {r}.why", "NULL"),
    ("advice", "''", "{r}.words || ' ' || {r}.came_of", "{r}.person_id"),
    (
        "ask",
        "''",
        "{r}.words || ' ' || {r}.why_you || ' ' || {r}.offer || ' ' || {r}.answer_words",
        "{r}.person_id",
    ),
]

INDEX = (
    "CREATE VIRTUAL TABLE words_index USING fts5(title, body, content='words', content_rowid='id', "
    "tokenize='unicode61 remove_diacritics 2', columnsize=0)"
)
KINDS = tuple(source[0] for source in _SOURCES)
_ONLY = {"contact_point": "{r}.kind <> 'phone'", "role": "{r}.title <> ''"}  # the others hold nothing to find


def _cells(number: int, source: tuple[str, str, str, str], row: str) -> str:
    """Rowid, title, body."""
    _, title, body, _ = source
    return ", ".join([_place(number, row), *(part.format(r=row) for part in (title, body))])


def _place(number: int, row: str) -> str:
    return f"{row}.id * {KINDS_AT_MOST} + {number}"


def words_view() -> str:
    """Every column is of one declared type in all its arms: else SQLite would read all of it for a single row."""
    arms = []
    for number, (table, title, body, person) in enumerate(_SOURCES):
        texts = ", ".join(f"CAST({part.format(r='s')} AS TEXT)" for part in (title, body))
        numbers = f"s.id, CAST({person.format(r='s')} AS INTEGER)"
        arms.append(
            f"SELECT {_place(number, 's')}, {texts}, '{table}', {numbers} FROM \"{table}\" s WHERE {_only(table, 's')}"
        )
    return f"CREATE VIEW words(id, title, body, kind, subject_id, person_id) AS {' UNION ALL '.join(arms)}"


def _only(table: str, row: str) -> str:
    return _ONLY.get(table, "true").format(r=row)


def full_text_triggers() -> list[str]:
    statements = []
    for number, source in enumerate(_SOURCES):
        table, title, body, _ = source
        put = f"INSERT INTO words_index(rowid, title, body) SELECT {_cells(number, source, 'new')}"
        # Taken out with the very words that were put in: the index keeps none to look them up.
        cut = (
            "INSERT INTO words_index(words_index, rowid, title, body) "
            f"SELECT 'delete', {_cells(number, source, 'old')}"
        )
        changed = [
            f"{part.format(r='old')} IS NOT {part.format(r='new')}"
            for part in (f"({title})", f"({body})", f"({_ONLY.get(table, 'true')})")
            if "{r}" in part
        ]
        old, new = _only(table, "old"), _only(table, "new")
        statements += [
            f'CREATE TRIGGER index_{table}_insert AFTER INSERT ON "{table}" WHEN {new} BEGIN {put}; END',
            f'CREATE TRIGGER index_{table}_delete AFTER DELETE ON "{table}" WHEN {old} BEGIN {cut}; END',
            f'CREATE TRIGGER index_{table}_update AFTER UPDATE ON "{table}" WHEN {" OR ".join(changed)} '
            f"BEGIN {cut} WHERE {old}; {put} WHERE {new}; END",
        ]
    return statements


REBUILD = "INSERT INTO words_index(words_index) VALUES ('rebuild')"
# Raises sqlite3.DatabaseError where the index is not what the view says; it changes nothing.
COMPARE = "INSERT INTO words_index(words_index, rank) VALUES ('integrity-check', 1)"
