"""Collects the rows of an import and writes them in bulk; ids are assigned here, within the transaction."""

import json
from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, Any

from crm.contacts.contact import Contact, ContactRole
from crm.formats import import_record
from crm.formats.import_record import ImportRecord, PersonColumns, PointRow, RoleRow, month_and_day
from crm.importing.pending_photos import PendingPhotos
from crm.matching.differences import Move
from crm.storage.bulk_insert import BATCH
from crm.text.date_lines import is_death_line
from crm.text.folding import fold
from crm.today.rules.new_job import NOTED_KIND
from crm.uid import new_uid

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork

_UNKNOWN = ("pronouns", "blurb")  # not in any file
_COLUMNS = {
    "import": ["id", "file", "sha256", "format", "at"],
    "person": ["id", "uid", "standing", "added_on", "photo", *_UNKNOWN, *PersonColumns._fields],
    "organisation": ["id", "uid", "name"],
    "tag": ["id", "name"],
    "contact_point": ["person_id", "kind", "value", "folded", "label", "preferred", "parts"],
    "role": ["person_id", "organisation_id", "title", "from_on", "until_on"],
    "person_tag": ["person_id", "tag_id"],
    "note": ["uid", "person_id", "on_day", "words"],
    "other_property": ["person_id", "line", "place"],
    "card": ["import_id", "person_id", "raw"],
    "not_same": ["a_id", "b_id"],
}
_STANDING = _COLUMNS["person"].index("standing")
_PARK_PEOPLE = "UPDATE person SET standing = 'parked' WHERE id IN (SELECT value FROM json_each(?))"
_BLANKS = ("",) * len(_UNKNOWN)
_SLICE = 1000  # rows between two checks for cancellation
_CHILD_TABLES = {"contact_point", "role", "person_tag", "note", "other_property", "card"}
_CURRENT_ROLE = """
SELECT r.id, r.organisation_id, r.from_on FROM role r LEFT JOIN organisation o ON o.id = r.organisation_id
WHERE r.person_id = ? AND coalesce(o.name, '') = ? AND r.title = ? AND r.until_on IS NULL ORDER BY r.id LIMIT 1
"""
_ADD_DISMISSAL = """
INSERT INTO dismissal(row, on_day) SELECT ?, ? FROM person WHERE id = ? AND standing = 'kept'
ON CONFLICT(row) DO UPDATE SET on_day = excluded.on_day
"""
_BATCH_OF_PEOPLE = 1000  # people per write: the full-text index prefers long runs of ascending ids


class RowWriter:
    """Pending rows by table, in an order that foreign keys allow."""

    def __init__(self, work: "UnitOfWork") -> None:
        self._work = work
        self._today = work.today.isoformat()
        self._pending: dict[str, list[tuple[Any, ...]]] = {table: [] for table in _COLUMNS}
        self._photos = PendingPhotos(work.connection)
        self._file: tuple[Any, ...] = ()
        self._import_id: int | None = None
        self._untitled_roles: tuple[int, set[int | None]] = (0, set())  # see _untitled_organisations
        self._completed: set[int] = set()  # new people completed since: their rows must be written first
        self._other_counts: dict[int, int] = {}  # number of other lines, of people who get more of them
        self.reload()
        self._first_new = self._next["person"]

    def reload(self) -> None:
        """Load the state of the book: at the start, and after other code has written to it."""
        read = self._work.read
        self._next = {
            table: (read.value("SELECT seq FROM sqlite_sequence WHERE name = :table", table=table) or 0) + 1
            for table in ("person", "organisation", "tag", "import")
        }
        self._first_pending = self._next["person"]
        self._organisations: dict[str, int] = dict(
            read.connection.execute("SELECT name, id FROM organisation").fetchall()
        )
        self._tags = {fold(name): one for name, one in read.connection.execute("SELECT name, id FROM tag")}
        self._tags_as_written: dict[str, int] = {}
        self._tagged: set[tuple[int, int]] = set()  # not written yet

    def begin_file(self, name: str, digest: str, format_name: str, at: str) -> None:
        """Set the file of the next cards; its row is written with its first card."""
        self._file = (name, digest, format_name, at)
        self._import_id = None

    def add_person(self, ready: ImportRecord, standing: str, uid_is_taken: bool = False) -> int:
        uid, one = (not uid_is_taken and ready.uid) or new_uid(), self._id("person")
        rows = ready.rows
        standing = "parked" if ready.is_office else standing
        self._pending["person"].append(
            (
                one, uid, standing, self._today, self._photos.add(rows.photo), *_BLANKS, *rows.person
            )
        )  # fmt: skip
        self._add_lists(one, rows.points, rows.roles, rows.note, rows.other, 0)
        for tag in rows.tags:
            self.tag(one, tag)
        return one

    def has_uid(self, uid: str) -> bool:
        """Whether a person has this UID, pending or in the book."""
        self.write()
        return (
            bool(uid) and self._work.read.value("SELECT 1 FROM person WHERE uid = :uid", uid=uid) is not None
        )

    def park(self, people: Collection[int]) -> None:
        """Park people who were added as kept, whether they are written yet or not."""
        wanted = set(people)
        self._pending["person"] = [
            (*row[:_STANDING], "parked", *row[_STANDING + 1 :]) if row[0] in wanted else row
            for row in self._pending["person"]
        ]
        written = json.dumps([one for one in people if one < self._first_pending])
        self._work.connection.execute(_PARK_PEOPLE, (written,))

    @property
    def should_write(self) -> bool:
        """Whether enough rows are pending to be written while the next cards are read."""
        return (
            len(self._pending["person"]) >= _BATCH_OF_PEOPLE
            or len(self._pending["card"]) >= 4 * _BATCH_OF_PEOPLE
        )

    def complete_person(self, person: int, scalars: Mapping[str, str | None], extra: Contact) -> None:
        """Set single fields, and add to lists."""
        self._write_before_completing(person, extra)
        self._update_person(person, self._changed_columns(scalars, extra))
        position = self._next_position(person, len(extra.other)) if extra.other else 0
        extra.roles = [role for role in extra.roles if not self._add_title(person, role)]
        points, roles = import_record.points_of(extra), import_record.roles_of(extra)
        self._add_lists(person, points, roles, extra.note, extra.other, position)
        for tag in extra.categories:
            self.tag(person, tag)

    def _write_before_completing(self, person: int, extra: Contact) -> None:
        """Updates need the rows of the person in the book; most completed people were there before."""
        is_written = person < self._first_new or person in self._completed
        if not is_written or any(role.title for role in extra.roles):
            self.write()
            self._completed.add(person)

    def _changed_columns(self, scalars: Mapping[str, str | None], extra: Contact) -> dict[str, Any]:
        changes: dict[str, Any] = dict(scalars)
        if "full_name" in changes:
            changes["name_key"] = fold(changes["full_name"])
        for name in ("birthday", "anniversary"):
            if name in changes:
                changes[f"{name}_md"] = month_and_day(changes[name])
        if any(is_death_line(line) for line in extra.other):
            changes |= {"rhythm_days": None, "rhythm_since": None}
        if extra.photo:
            changes["photo"] = self._photos.add(import_record.photo_of(extra.photo))
            self._photos.write()
        return changes

    def _update_person(self, person: int, changes: dict[str, Any]) -> None:
        if changes:
            names = ", ".join(f"{name} = ?" for name in changes)
            self._work.connection.execute(
                f"UPDATE person SET {names} WHERE id = ?", [*changes.values(), person]
            )

    def replace_role(self, person: int, change: Move) -> None:
        """Replace a role by a newer one; the old one is kept as a past role, and Today is informed."""
        organisation = self._organisation(change.after.organization)
        self.write()
        before = (person, change.before.organization, change.before.title)
        old = self._work.connection.execute(_CURRENT_ROLE, before).fetchone()
        if old is None:  # deleted since the preview
            self._add_lists(person, [], import_record.roles_of(Contact(roles=[change.after])), "", [], 0)
            return
        one, its_organisation, from_on = old
        self._work.connection.execute(
            "UPDATE role SET organisation_id = ?, title = ?, from_on = ? WHERE id = ?",
            (organisation, change.after.title, change.after.from_on, one),
        )
        ended_on = max(min(change.ended_on or self._today, self._today), from_on or "")
        self._pending["role"].append((person, its_organisation, change.before.title, from_on, ended_on))
        self._work.connection.execute(_ADD_DISMISSAL, (f"{NOTED_KIND}-{person}", self._today, person))

    def _next_position(self, person: int, count: int) -> int:
        """Position of the next other line, counting pending ones; reserves `count` positions."""
        if person not in self._other_counts:
            sql = "SELECT count(*) FROM other_property WHERE person_id = :one"
            self._other_counts[person] = self._work.read.value(sql, one=person)
        self._other_counts[person] += count
        return self._other_counts[person] - count

    def add_card(self, person: int, raw: str) -> None:
        if self._import_id is None:
            self._import_id = self._id("import")
            self._pending["import"].append((self._import_id, *self._file))
        self._pending["card"].append((self._import_id, person, raw))

    def tag(self, person: int, name: str) -> None:
        tag = self._tags_as_written.get(name) or self._tag_of(name)
        if tag and (person, tag) not in self._tagged and not self._is_tagged(person, tag):
            self._tagged.add((person, tag))
            self._pending["person_tag"].append((person, tag))

    def _tag_of(self, name: str) -> int:
        """The id of a tag, created if necessary; 0 for a name without a letter."""
        key = fold(name)
        if key and key not in self._tags:
            self._tags[key] = self._id("tag")
            self._pending["tag"].append((self._tags[key], name))
        self._tags_as_written[name] = self._tags.get(key, 0)
        return self._tags_as_written[name]

    def _is_tagged(self, person: int, tag: int) -> bool:
        """Whether the tag is in the book; people who are not written yet are not there."""
        if person >= self._first_pending:
            return False
        sql = "SELECT 1 FROM person_tag WHERE person_id = :person AND tag_id = :tag"
        return self._work.read.value(sql, person=person, tag=tag) is not None

    def add_not_same(self, one: int, other: int) -> None:
        self._pending["not_same"].append((min(one, other), max(one, other)))

    def write(self, on_progress: Callable[[], None] = lambda: None, whole_batches: bool = False) -> None:
        """Write everything pending, table by table, as the full-text index prefers ascending ids.

        `whole_batches`: of rows that nothing refers to, write only full batches, as each other length needs another statement.
        """
        self._photos.write(on_progress)
        for table, rows in self._pending.items():
            end = len(rows) - (len(rows) % BATCH if whole_batches and table in _CHILD_TABLES else 0)
            for start in range(0, end, _SLICE):
                self._work.insert_many(table, _COLUMNS[table], rows[start : min(start + _SLICE, end)])
                on_progress()
            self._pending[table] = rows[end:]
        self._tagged = set(self._pending["person_tag"])
        self._first_pending = self._next["person"]

    def _add_lists(
        self,
        person: int,
        points: list[PointRow],
        roles: list[RoleRow],
        note: str,
        other: list[str],
        position: int,
    ) -> None:
        """`position` is that of the first other line."""
        pending = self._pending
        pending["contact_point"] += [(person, *point) for point in points]
        for role in roles:
            at = self._organisation(role.organization) if role.organization else None
            pending["role"].append((person, at, role.title, role.from_on, role.until_on))
            if person == self._untitled_roles[0]:
                self._untitled_roles[1].add(at)
        if note:
            pending["note"].append((new_uid(), person, None, note))
        for at, line in enumerate(other, position):
            pending["other_property"].append((person, line, at))

    def _add_title(self, person: int, role: ContactRole) -> bool:
        """Add the title to a role without one at the same organisation, instead of adding a second role."""
        organisation = self._organisations.get(role.organization)
        if not role.title or organisation not in self._untitled_organisations(person):
            return False
        cursor = self._work.connection.execute(
            "UPDATE role SET title = ? WHERE id = (SELECT id FROM role WHERE person_id = ? AND organisation_id = ? "
            "AND title = '' ORDER BY id LIMIT 1)",
            (role.title, person, organisation),
        )
        if not cursor.rowcount:
            self._untitled_roles[1].discard(organisation)
        return cursor.rowcount > 0

    def _untitled_organisations(self, person: int) -> set[int | None]:
        """Organisations at which the person has, or had, a role without a title. Cached for one person at a time, as cards of one
        person come together: scanning all roles for each card would be quadratic.
        """
        if self._untitled_roles[0] != person:
            sql = "SELECT organisation_id FROM role WHERE person_id = :one AND title = ''"
            self._untitled_roles = person, set(self._work.read.values(sql, one=person))
        return self._untitled_roles[1]

    def _organisation(self, name: str) -> int:
        found = self._organisations.get(name)
        if found is None:
            found = self._organisations[name] = self._id("organisation")
            self._pending["organisation"].append((found, new_uid(), name))
        return found

    def _id(self, table: str) -> int:
        one = self._next[table]
        self._next[table] += 1
        return one
