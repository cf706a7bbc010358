"""The existing rows of a table in the book, for comparison with the rows of an archive."""

from typing import Any

from crm.storage.reading import Reader
from crm.text.folding import fold

_IDENTIFYING_COLUMNS = {
    "organisation": ("name",),
    "topic": ("folded",),
    "import": ("file", "sha256", "at"),
    "said": ("on_day", "words"),
}


class ExistingRows:
    """Rows are identified by their uid, else by their content; tags by their folded name."""

    def __init__(self, read: Reader, table: str) -> None:
        self._table = table
        names = [row[1] for row in read.connection.execute(f'PRAGMA table_info("{table}")')]
        self.next_id = (
            int(read.value("SELECT seq FROM sqlite_sequence WHERE name = :table", table=table) or 0) + 1
        )
        self._by_uid = self._read(read, ("uid",)) if "uid" in names else {}
        columns = _IDENTIFYING_COLUMNS.get(table, ())
        self._columns = columns
        self._by_content = self._read(read, columns) if columns else {}
        if table == "tag":
            self._by_content = {(fold(name),): one for (name,), one in self._read(read, ("name",)).items()}
        self._unique = [(columns, set(self._read(read, columns))) for columns in self._unique_columns(read)]

    def id_of(self, row: dict[str, Any]) -> int | None:
        found = self._by_uid.get((row.get("uid"),))
        if found is None and self._table == "tag":
            return self._by_content.get((fold(row["name"]),))
        if found is None and self._columns:
            return self._by_content.get(tuple(row[name] for name in self._columns))
        return found

    def is_new(self, row: dict[str, Any]) -> bool:
        """Whether no unique index forbids the row; it counts as existing from now on."""
        keys = [(existing, tuple(row[name] for name in columns)) for columns, existing in self._unique]
        if any(key in existing and None not in key for existing, key in keys):
            return False
        for existing, key in keys:
            existing.add(key)
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
