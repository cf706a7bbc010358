"""What one table of the book holds already, as far as an archive's rows could be the same."""

from typing import Any

from crm.storage.reading import Reader
from crm.text.folding import fold

_WORDS = {
    "organisation": ("name",),
    "topic": ("folded",),
    "import": ("file", "sha256", "at"),
    "said": ("on_day", "words"),
}


class ExistingRows:
    """Of one table. A row is known by its uid, else by its words; a tag by its folded name."""

    def __init__(self, read: Reader, table: str) -> None:
        self._table = table
        names = [row[1] for row in read.connection.execute(f'PRAGMA table_info("{table}")')]
        self.next_id = (
            int(read.value("SELECT seq FROM sqlite_sequence WHERE name = :table", table=table) or 0) + 1
        )
        self._by_uid = self._read(read, ("uid",)) if "uid" in names else {}
        words = _WORDS.get(table, ())
        self._words = words
        self._by_words = self._read(read, words) if words else {}
        if table == "tag":
            self._by_words = {(fold(name),): one for (name,), one in self._read(read, ("name",)).items()}
        self._unique = [(columns, set(self._read(read, columns))) for columns in self._unique_columns(read)]

    def id_of(self, row: dict[str, Any]) -> int | None:
        found = self._by_uid.get((row.get("uid"),))
        if found is None and self._table == "tag":
            return self._by_words.get((fold(row["name"]),))
        if found is None and self._words:
            return self._by_words.get(tuple(row[name] for name in self._words))
        return found

    def is_new(self, row: dict[str, Any]) -> bool:
        """Whether no rule of the table is against it; it is here from now on."""
        keys = [(known, tuple(row[name] for name in columns)) for columns, known in self._unique]
        if any(key in known and None not in key for known, key in keys):
            return False
        for known, key in keys:
            known.add(key)
        return True

    def _read(self, read: Reader, columns: tuple[str, ...]) -> dict[tuple[Any, ...], int]:
        listed = ", ".join(f'"{name}"' for name in columns)
        rows = read.connection.execute(f'SELECT {listed}, id FROM "{self._table}" ORDER BY id DESC')
        return {tuple(row)[:-1]: row[-1] for row in rows}

    def _unique_columns(self, read: Reader) -> list[tuple[str, ...]]:
        found = []
        for index in read.connection.execute(f'PRAGMA index_list("{self._table}")').fetchall():
            if index[2]:
                columns = read.connection.execute(f'PRAGMA index_info("{index[1]}")').fetchall()
                found.append(tuple(column[2] for column in columns))
        return found
