"""Which people are made of several entries, and can be taken apart again."""

from dataclasses import dataclass

from crm.storage.reading import Reader


@dataclass(frozen=True, slots=True)
class MergedEntry:
    """An entry that became part of a person. `at` is UTC, as the step of the merge has it."""

    id: int
    name: str
    at: str
    person_id: int
    person: str


def merged_entries(read: Reader, person_id: int | None = None, at: str = "") -> list[MergedEntry]:
    """What a person, or a moment's merge, can be taken apart into; the latest first."""
    rows = read.rows(
        "SELECT m.id, m.name, m.at, m.keep_id, p.full_name FROM merge m JOIN person p ON p.id = m.keep_id "
        "WHERE m.keep_id IS coalesce(:person, m.keep_id) AND (:at = '' OR m.at = :at) ORDER BY m.id DESC",
        person=person_id,
        at=at,
    )
    return [MergedEntry(*row) for row in rows]
