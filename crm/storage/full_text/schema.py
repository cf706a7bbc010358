"""SQL of the full-text index: create, rebuild, compare. Not needed to open a book."""

INDEX = (
    "CREATE VIRTUAL TABLE words_index USING fts5(title, body, content='words', content_rowid='id', "
    "tokenize='unicode61 remove_diacritics 2', columnsize=0)"
)
REBUILD = "INSERT INTO words_index(words_index) VALUES ('rebuild')"
# Raises sqlite3.DatabaseError if the index differs from the view; it changes nothing.
COMPARE = "INSERT INTO words_index(words_index, rank) VALUES ('integrity-check', 1)"
