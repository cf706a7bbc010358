"""Orphaned pages, which no b-tree reaches: assigned to a table by row digests, or because they fit only one
table.
"""

import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from crm.storage.digests.hashing import blake, content_columns
from crm.storage.rescue.fitting import is_sensible, rules_of
from crm.storage.rescue.loading import Loading, Row
from crm.storage.rescue.pages import Pages, cells, is_interior, is_leaf
from crm.storage.rescue.records import MalformedRecord, Value, read_values
from crm.storage.rescue.shapes import OWN_TABLES, Shape

_HASH = re.compile("[0-9a-f]{64}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def load_orphans(
    loading: Loading, pages: Pages, connection: sqlite3.Connection, shapes: Mapping[str, Shape]
) -> None:
    """Load the rows of orphaned pages. A page that fits two tables is skipped."""
    without_ids = [shape for shape in shapes.values() if shape.id_at is None]
    besides = [shape for shape in shapes.values() if shape.id_at is not None and shape.table in OWN_TABLES]
    contents = [shape for shape in shapes.values() if shape.table not in OWN_TABLES]
    # First the digests, which identify the other pages.
    _load_orphans_of(loading, pages, connection, without_ids, is_table=False)
    _load_orphans_of(loading, pages, connection, [*besides, *contents], is_table=True)


def _load_orphans_of(
    loading: Loading, pages: Pages, connection: sqlite3.Connection, candidates: list[Shape], is_table: bool
) -> None:
    for number in range(1, pages.count + 1):
        kind = pages.kind(number)
        has_rows = is_leaf(kind, is_table) or (not is_table and is_interior(kind, is_table))
        if number in loading.loaded.reached or not has_rows:
            continue
        records = list(_records(pages, number))
        fitting = [shape for shape in candidates if _most_records_fit(shape, records)]
        owner = _owner(connection, fitting, records)
        if owner is not None:
            loading.loaded.reached.add(number)
            rows = loading.rows_of(owner, cells(pages, number))
            loading.put(owner, [row for row in rows if _is_not_deleted(connection, owner, row)])


def _records(pages: Pages, number: int) -> Iterator[tuple[int | None, list[Value]]]:
    for cell in cells(pages, number):
        try:
            yield cell.rowid, read_values(cell.payload)
        except MalformedRecord:
            continue


def _most_records_fit(shape: Shape, records: list[tuple[int | None, list[Value]]]) -> bool:
    """Whether most records fit: a single damaged one must not make the page unassignable."""
    fitting = sum(_fits(shape, rowid, record) for rowid, record in records)
    return fitting > len(records) // 2


def _fits(shape: Shape, rowid: int | None, record: list[Value]) -> bool:
    try:
        row = shape.row(rowid, record)
    except MalformedRecord:
        return False
    return shape.fits(row) and (shape.table not in _CHECKS or _CHECKS[shape.table](row))


def _is_digest(row: Row) -> bool:
    return all(len(value) == 16 for value in row if isinstance(value, bytes))


_CHECKS: dict[str, Callable[[Row], bool]] = {
    "row_digest": _is_digest,
    "table_digest": _is_digest,
    "blob": lambda row: _HASH.fullmatch(str(row[0])) is not None,
    "shown": lambda row: _DAY.fullmatch(str(row[1])) is not None,
    "digest_state": lambda row: row[0] == 1,
    "book": lambda row: row[0] == 1,
}


def _owner(
    connection: sqlite3.Connection, fitting: list[Shape], records: list[tuple[int | None, list[Value]]]
) -> Shape | None:
    votes: Counter[str] = Counter()
    for shape in fitting:
        if shape.table not in OWN_TABLES:
            rows = [shape.row(rowid, record) for rowid, record in records if _fits(shape, rowid, record)]
            votes[shape.table] = sum(_is_as_written(connection, shape, row) for row in rows)
    if votes and max(votes.values()) > 0:
        return next(shape for shape in fitting if shape.table == votes.most_common(1)[0][0])
    if len(fitting) > 1:
        fitting = [shape for shape in fitting if _all_sensible(connection, shape, records)]
    return fitting[0] if len(fitting) == 1 else None


def _all_sensible(
    connection: sqlite3.Connection, shape: Shape, records: list[tuple[int | None, list[Value]]]
) -> bool:
    rules = rules_of(connection, shape.table)
    return all(
        _fits(shape, rowid, record) and is_sensible(rules, shape, shape.row(rowid, record))
        for rowid, record in records
    )


def _is_as_written(connection: sqlite3.Connection, shape: Shape, row: Row) -> bool:
    by_name = dict(zip(shape.names, row, strict=True))
    columns = ["id", *content_columns(connection, shape.table)]
    json = connection.execute(
        f"SELECT CAST(json_array({', '.join('?' * len(columns))}) AS BLOB)",
        [by_name[name] for name in columns],
    ).fetchone()[0]
    return (
        connection.execute(
            "SELECT 1 FROM row_digest WHERE table_name = ? AND row_id = ? AND digest = ?",
            (shape.table, by_name["id"], blake(json)),
        ).fetchone()
        is not None
    )


def _is_not_deleted(connection: sqlite3.Connection, shape: Shape, row: Row) -> bool:
    """False for remains of a deleted row: if the table's digests are complete, a row without one was deleted."""
    if shape.table in OWN_TABLES or not shape.fits(row):
        return True
    row_id = row[shape.id_at or 0]
    return bool(
        connection.execute(
            "SELECT EXISTS (SELECT 1 FROM row_digest WHERE table_name = :table AND row_id = :id) "
            "OR EXISTS (SELECT 1 FROM row_change WHERE table_name = :table AND :id BETWEEN row_id "
            "AND coalesce(up_to, row_id) AND seq > (SELECT digested_seq FROM digest_state)) "
            "OR (SELECT count(*) FROM row_digest WHERE table_name = :table) "
            "IS NOT (SELECT rows FROM table_digest WHERE table_name = :table)",
            {"table": shape.table, "id": row_id},
        ).fetchone()[0]
    )
