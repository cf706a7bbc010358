"""What steps changed, for many at once: a few SQL statements, however many there are."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from crm.history.change_sentences import describe_row_change
from crm.history.changes import PERSON, Change, Involved, StepChanges
from crm.history.first_row_changes import StepEntries, first_entries
from crm.history.past_rows import PastRows, Values
from crm.history.rows_of_step import DescribableChange, left_out, new_people, rows_changed, rows_of_entries
from crm.history.vocabulary import OWNER, PEOPLE_OF, REFERENCES, Reference
from crm.storage.journal.row_changes import RowId
from crm.storage.reading import Reader

_MOST_PEOPLE = 12  # people listed for a step
_PERSON = Reference("person", "full_name")


def changes_of(read: Reader, step_ids: Sequence[int]) -> dict[int, StepChanges]:
    """By step id; for a large step the first changes, and the number of others."""
    with read.one_moment():
        entries = first_entries(read, step_ids)
        past = _past_rows(read, entries.values())
        rows = {step_id: rows_changed(one.entries, past, one.end) for step_id, one in entries.items()}
        return dict(_StepDescriber(read, entries, rows).all())


def _past_rows(read: Reader, entries: Iterable[StepEntries]) -> PastRows:
    asked, exactly = set[tuple[RowId, int]](), set[tuple[RowId, int]]()
    for one in entries:
        new = {row for entry in one.entries if entry.op == "I" for row in rows_of_entries([entry])}
        exactly |= {(row, one.end) for row in new}
        asked |= {(row, one.end) for row in rows_of_entries(one.entries)} - exactly
    return PastRows(read, asked, exactly)


class _StepDescriber:
    """Describes rows with the names of the referenced rows as they were then."""

    def __init__(
        self, read: Reader, entries: Mapping[int, StepEntries], rows: Mapping[int, list[DescribableChange]]
    ) -> None:
        self._entries, self._rows = entries, rows
        self._people_of = _people_of(read, rows)
        wanted = {
            (row, entries[step_id].end)
            for step_id, changed in rows.items()
            for row in self._named_by(changed)
        }
        self._past = PastRows(read, wanted)

    def all(self) -> Iterable[tuple[int, StepChanges]]:
        for step_id, rows in self._rows.items():
            yield step_id, self._step(rows, self._entries[step_id])

    def _step(self, rows: list[DescribableChange], step: StepEntries) -> StepChanges:
        shown = _without_details_of_many(rows, new_people(step.entries))
        own = {RowId(row.table, row.row_id): row.row for row in rows}
        changes, people = [], dict[int, Involved]()
        for row in sorted(shown, key=_importance):
            involved = [self._involved(one, step.end, own) for one in self._ids(row)]
            people |= {one.id: one for one in involved if one is not None}
            person = involved[0] if len(involved) == 1 else None
            for what, before, after in describe_row_change(row, partial(self._name, step.end, own)):
                changes.append(Change(what, before, after, person))
        most = tuple(people.values())[:_MOST_PEOPLE]
        return StepChanges(
            tuple(_join_replacements(changes)), most, left_out(step.entries) + step.unread_new, step.unread
        )

    def _ids(self, row: DescribableChange) -> list[int]:
        if row.table == "person":
            return [row.row_id]
        own = [row.row[name] for name in OWNER if isinstance(row.row.get(name), int)][:1]
        return own or self._people_of.get(RowId(row.table, row.row_id), [])

    def _involved(self, person_id: int, end: int, own: Mapping[RowId, Values]) -> Involved | None:
        name = self._name(end, own, "person_id", person_id)
        return Involved(person_id, name, RowId("person", person_id) in self._past.now) if name else None

    def _name(self, end: int, own: Mapping[RowId, Values], column: str, value: object) -> str:
        """The name as it was after the step, or before it deleted the row."""
        reference = REFERENCES.get(column, _PERSON)
        if not isinstance(value, int):
            return ""
        named = RowId(reference.table, value)
        row = own.get(named) or self._past.row(named, end) or {}
        return str(row.get(reference.column) or "")

    def _named_by(self, rows: Iterable[DescribableChange]) -> Iterable[RowId]:
        for row in rows:
            yield from (RowId("person", one) for one in self._ids(row))
            for side in (row.row, row.before or {}, row.after or {}):
                for column, value in side.items():
                    if column in REFERENCES and isinstance(value, int):
                        yield RowId(REFERENCES[column].table, value)


def _join_replacements(changes: list[Change]) -> Iterator[Change]:
    """Join a deletion and an insertion of the same kind into one change."""
    sides: dict[object, list[Change]] = {}
    for one in changes:
        if one.what != PERSON and (one.before is None or one.after is None):
            sides.setdefault((one.person, one.what), []).append(one)
    for one in changes:
        both = sides.get((one.person, one.what), [])
        if one not in both or len(both) != 2 or (both[0].before is None) == (both[1].before is None):
            yield one
        elif one is both[0]:
            other = both[1]
            yield replace(one, before=one.before or other.before, after=one.after or other.after)


def _importance(row: DescribableChange) -> int:
    """Added or deleted people first."""
    return 0 if row.table == "person" and (row.before is None or row.after is None) else 1


def _without_details_of_many(rows: list[DescribableChange], new: list[range]) -> list[DescribableChange]:
    """For several new or deleted people only the names."""
    gone = {row.row_id for row in rows if row.table == "person" and row.after is None}
    if sum(map(len, new)) + len(gone) < 2:
        return rows

    def is_theirs(row: DescribableChange) -> bool:
        of = row.row.get("person_id")
        return of in gone or (isinstance(of, int) and any(of in one for one in new))

    return [row for row in rows if row.table == "person" or not is_theirs(row)]


def _people_of(read: Reader, rows: Mapping[int, list[DescribableChange]]) -> dict[RowId, list[int]]:
    """The people of meetings, promises and introductions: from the book, and from the step's own changes."""
    found: dict[RowId, list[int]] = {}
    for table, (link, column) in PEOPLE_OF.items():
        ids = sorted({row.row_id for changed in rows.values() for row in changed if row.table == table})
        linked = [
            (row.row.get(column), row.row.get("person_id"))
            for changed in rows.values()
            for row in changed
            if row.table == link
        ]
        in_book = read.rows(
            f"SELECT {column}, person_id FROM {link} WHERE {column} IN (SELECT value FROM json_each(:ids)) "
            "AND person_id IS NOT NULL ORDER BY id",
            ids=json.dumps(ids),
        )
        for row_id, person_id in [*in_book, *linked]:
            if isinstance(row_id, int) and isinstance(person_id, int):
                people = found.setdefault(RowId(table, row_id), [])
                if person_id not in people:
                    people.append(person_id)
    return found
