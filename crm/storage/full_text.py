"""One full-text index over everything written, kept by plain triggers on the tables it reads.

words_index(title, body, kind, subject_id, person_id): kind names the table, person_id the one person it is
about where there is one. The rowid is subject_id * 16 + the kind's number, so a changed row is found again.
A phone number is no word: the search finds it by its digits.
"""

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
    "CREATE VIRTUAL TABLE words_index USING fts5(title, body, kind UNINDEXED, subject_id UNINDEXED, "
    "person_id UNINDEXED, tokenize='unicode61 remove_diacritics 2', columnsize=0)"
)
KINDS = tuple(source[0] for source in _SOURCES)
_ONLY = {"contact_point": "{r}.kind <> 'phone'", "role": "{r}.title <> ''"}  # the others hold nothing to find


def _put(number: int, source: tuple[str, str, str, str], row: str) -> str:
    """Without the FROM."""
    table, title, body, person = source
    cells = ", ".join(part.format(r=row) for part in (title, body))
    return (
        "INSERT INTO words_index(rowid, title, body, kind, subject_id, person_id) "
        f"SELECT {row}.id * 16 + {number}, {cells}, '{table}', {row}.id, {person.format(r=row)}"
    )


def full_text_triggers() -> list[str]:
    statements = []
    for number, source in enumerate(_SOURCES):
        table, title, body, person = source
        only = _ONLY.get(table, "true")
        put = _put(number, source, "new")
        cut = f"DELETE FROM words_index WHERE rowid = old.id * 16 + {number};"
        words = [
            part.format(r="old") + " IS NOT " + part.format(r="new")
            for part in (f"({title})", f"({body})", person, f"({only})")
            if "{r}" in part
        ]
        statements += [
            f'CREATE TRIGGER index_{table}_insert AFTER INSERT ON "{table}" '
            f"WHEN {only.format(r='new')} BEGIN {put}; END",
            f'CREATE TRIGGER index_{table}_delete AFTER DELETE ON "{table}" BEGIN {cut} END',
            f'CREATE TRIGGER index_{table}_update AFTER UPDATE ON "{table}" WHEN {" OR ".join(words)} '
            f"BEGIN {cut} {put} WHERE {only.format(r='new')}; END",
        ]
    return statements


def fill_statements() -> list[str]:
    """Rebuild from nothing: the repair, and what a test compares the triggers with."""
    fills = ["DELETE FROM words_index"]
    for number, source in enumerate(_SOURCES):
        only = _ONLY.get(source[0], "true").format(r="s")
        fills.append(f'{_put(number, source, "s")} FROM "{source[0]}" s WHERE {only}')
    return fills
