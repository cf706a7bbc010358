"""Full-text index over all text, maintained by triggers.
words(id, title, body, kind, subject_id, person_id) is a view of everything that can be found: kind is the
table, person_id the one related person if there is one, id is subject_id * KINDS_AT_MOST + the kind's number.
words_index(title, body) indexes it by that id and stores no copy of the text. Phone numbers are not indexed:
the search finds them by their digits.
"""

from crm.table_rules import RULES, SearchText

KINDS_AT_MOST = 64

_SOURCES: list[tuple[str, SearchText]] = sorted(
    ((one.table, one.search) for one in RULES if isinstance(one.search, SearchText)),
    key=lambda source: source[1].number,
)
KINDS = tuple(table for table, _ in _SOURCES)
"""The position is the kind's number."""


def _cells(words: SearchText, row: str) -> str:
    """Rowid, title, body."""
    return ", ".join([_place(words, row), *(part.format(r=row) for part in (words.title, words.body))])


def _place(words: SearchText, row: str) -> str:
    return f"{row}.id * {KINDS_AT_MOST} + {words.number}"


def words_view() -> str:
    """Every column has one declared type in all arms: otherwise SQLite would read the whole view for a single
    row.
    """
    arms = []
    for table, words in _SOURCES:
        texts = ", ".join(f"CAST({part.format(r='s')} AS TEXT)" for part in (words.title, words.body))
        numbers = f"s.id, CAST({words.person.format(r='s')} AS INTEGER)"
        arms.append(
            f"SELECT {_place(words, 's')}, {texts}, '{table}', {numbers} FROM \"{table}\" s "
            f"WHERE {words.only.format(r='s')}"
        )
    return f"CREATE VIEW words(id, title, body, kind, subject_id, person_id) AS {' UNION ALL '.join(arms)}"


def full_text_triggers() -> list[str]:
    statements = []
    for table, words in _SOURCES:
        put = f"INSERT INTO words_index(rowid, title, body) SELECT {_cells(words, 'new')}"
        # Deleting needs the same text as inserting: the index stores no text.
        cut = (
            "INSERT INTO words_index(words_index, rowid, title, body) "
            f"SELECT 'delete', {_cells(words, 'old')}"
        )
        changed = [
            f"{part.format(r='old')} IS NOT {part.format(r='new')}"
            for part in (f"({words.title})", f"({words.body})", f"({words.only})")
            if "{r}" in part
        ]
        old, new = words.only.format(r="old"), words.only.format(r="new")
        statements += [
            f'CREATE TRIGGER index_{table}_insert AFTER INSERT ON "{table}" WHEN {new} BEGIN {put}; END',
            f'CREATE TRIGGER index_{table}_delete AFTER DELETE ON "{table}" WHEN {old} BEGIN {cut}; END',
            f'CREATE TRIGGER index_{table}_update AFTER UPDATE ON "{table}" WHEN {" OR ".join(changed)} '
            f"BEGIN {cut} WHERE {old}; {put} WHERE {new}; END",
        ]
    return statements
