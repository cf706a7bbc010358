"""Who came in with an import, as the journal noted it: what the list of people can be narrowed to."""

from crm.storage.journal.row_changes import bounds, spans
from crm.storage.reading import Reader

_LAST = "SELECT max(id) FROM step WHERE origin = 'import' AND undone_by IS NULL"
_MOST_SPANS = 200


def last_import(read: Reader) -> int:
    """Its step; 0 where there is none in force."""
    return int(read.value(_LAST) or 0)


def has_imported_people(read: Reader, step_id: int) -> bool:
    """Whether somebody whom that step brought is in the book."""
    return (
        read.value(f"SELECT 1 FROM person WHERE {sql_created_by_import(read, step_id)} LIMIT 1") is not None
    )


def sql_created_by_import(read: Reader, step_id: int) -> str:
    """SQL: the person is one whom that step brought. Ids of one import follow one another, so there are few ranges."""
    found = _ranges(read, step_id)
    if len(found) > _MOST_SPANS:
        ids = ", ".join(str(one) for ids in found for one in ids)
        return f"person.id IN ({ids})"
    return f"({' OR '.join(f'person.id BETWEEN {ids.start} AND {ids.stop - 1}' for ids in found) or '0'})"


def _ranges(read: Reader, step_id: int) -> list[range]:
    if read.value("SELECT 1 FROM step WHERE id = :one", one=step_id) is None:
        return []
    return spans(read.connection, *bounds(read.connection, step_id), "I").get("person", [])
