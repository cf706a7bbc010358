"""When a row was added to the book, as the journal has it."""

from datetime import datetime

from crm.storage.reading import Reader

_FIRST = (
    "SELECT s.at FROM row_change c JOIN step s ON s.id = c.step_id WHERE c.table_name = :table AND c.op = 'I' "
    "AND :row_id BETWEEN c.row_id AND coalesce(c.up_to, c.row_id) ORDER BY c.seq LIMIT 1"
)


def added_at(read: Reader, table: str, row_id: int) -> datetime | None:
    """In UTC; None where the journal does not reach so far back."""
    found: str | None = read.value(_FIRST, table=table, row_id=row_id)
    return datetime.fromisoformat(found) if found else None
