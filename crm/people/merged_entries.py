"""Entries that were merged into a person and can be split off again."""

from dataclasses import dataclass

from crm.storage.reading import Reader


@dataclass(frozen=True, slots=True)
class MergedEntry:
    """An entry that was merged into `person`. `at` is the UTC time of the step."""

    id: int
    name: str
    at: str
    person_id: int
    person: str


def merged_entries(read: Reader, person_id: int | None = None, at: str = "") -> list[MergedEntry]:
    """Merged entries of a person, or of the step at `at`, latest first."""
    rows = read.rows(
        "SELECT m.id, m.name, m.at, m.keep_id, p.full_name FROM merge m JOIN person p ON p.id = m.keep_id "
        "WHERE m.keep_id IS coalesce(:person, m.keep_id) AND (:at = '' OR m.at = :at) ORDER BY m.id DESC",
        person=person_id,
        at=at,
    )
    return [MergedEntry(*row) for row in rows]
