"""The full-text index as SQL: what makes it, fills it anew, and compares it with what it is of. Opening a book needs no more."""

INDEX = (
    "CREATE VIRTUAL TABLE words_index USING fts5(title, body, content='words', content_rowid='id', "
    "tokenize='unicode61 remove_diacritics 2', columnsize=0)"
)
REBUILD = "INSERT INTO words_index(words_index) VALUES ('rebuild')"
# Raises sqlite3.DatabaseError where the index is not what the view says; it changes nothing.
COMPARE = "INSERT INTO words_index(words_index, rank) VALUES ('integrity-check', 1)"
