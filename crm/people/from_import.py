"""People created by an import, found through the journal; a filter of the people list."""

from crm.storage.journal.row_changes import bounds, spans
from crm.storage.reading import Reader

_LAST = "SELECT max(id) FROM step WHERE origin = 'import' AND undone_by IS NULL"
_MOST_SPANS = 200


def last_import(read: Reader) -> int:
    """Step id of the last import that is not undone; 0 if there is none."""
    return int(read.value(_LAST) or 0)


def has_imported_people(read: Reader, step_id: int) -> bool:
    """Whether a person created by that step still exists."""
    return (
        read.value(f"SELECT 1 FROM person WHERE {sql_created_by_import(read, step_id)} LIMIT 1") is not None
    )


def sql_created_by_import(read: Reader, step_id: int) -> str:
    """SQL condition: the step created the person. Ids of one import are consecutive, so there are few ranges."""
    ranges = _ranges(read, step_id)
    if len(ranges) > _MOST_SPANS:
        ids = ", ".join(str(one) for ids in ranges for one in ids)
        return f"person.id IN ({ids})"
    return f"({' OR '.join(f'person.id BETWEEN {ids.start} AND {ids.stop - 1}' for ids in ranges) or '0'})"


def _ranges(read: Reader, step_id: int) -> list[range]:
    if read.value("SELECT 1 FROM step WHERE id = :one", one=step_id) is None:
        return []
    return spans(read.connection, *bounds(read.connection, step_id), "I").get("person", [])
