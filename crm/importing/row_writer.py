"""Collects the rows of an import and writes them many at a time: ids are given here, inside the transaction."""

import json
from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, Any

from crm.contacts.contact import Contact, ContactRole
from crm.formats import import_record
from crm.formats.import_record import PersonRow, PhotoRow, PointRow, Ready, RoleRow, month_and_day
from crm.matching.differences import Move
from crm.storage.bulk_insert import BATCH
from crm.text.date_lines import is_death_line
from crm.text.folding import fold
from crm.today.rules.new_job import NOTED_KIND
from crm.uid import new_uid

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork

_UNKNOWN = ("pronouns", "blurb")  # no file says these
_COLUMNS = {
    "import": ["id", "file", "sha256", "format", "at"],
    "person": ["id", "uid", "standing", "added_on", "photo", *_UNKNOWN, *PersonRow._fields],
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
_PARK = "UPDATE person SET standing = 'parked' WHERE id IN (SELECT value FROM json_each(?))"
_NOTHING = ("",) * len(_UNKNOWN)
_SLICE = 1000  # rows between two looks at the Cancel button
_HANGING = {"contact_point", "role", "person_tag", "note", "other_property", "card"}
_PRESENT = """
SELECT r.id, r.organisation_id, r.from_on FROM role r LEFT JOIN organisation o ON o.id = r.organisation_id
WHERE r.person_id = ? AND coalesce(o.name, '') = ? AND r.title = ? AND r.until_on IS NULL ORDER BY r.id LIMIT 1
"""
_NOTED = """
INSERT INTO dismissal(row, on_day) SELECT ?, ? FROM person WHERE id = ? AND standing = 'kept'
ON CONFLICT(row) DO UPDATE SET on_day = excluded.on_day
"""
_ENOUGH = 1000  # people between two writings: the full-text index likes long runs of rising ids


class Rows:
    """What is to be written, table by table, in an order that foreign keys allow."""

    def __init__(self, work: "UnitOfWork") -> None:
        self._work = work
        self._today = work.today.isoformat()
        self._pending: dict[str, list[tuple[Any, ...]]] = {table: [] for table in _COLUMNS}
        self._photos: dict[str, PhotoRow] = {}
        self._file: tuple[Any, ...] = ()
        self._import_id: int | None = None
        self._untitled: tuple[int, set[int | None]] = (0, set())  # see _without_title
        self._whole: set[int] = set()  # new here and completed since: all they came with is written
        self._places: dict[int, int] = {}  # of other lines, for whoever gets more of them
        self.look()
        self._first_new = self._next["person"]

    def look(self) -> None:
        """What the book holds by now: at first, and when somebody else wrote into it."""
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
        """The file that the next cards come from; it is written down with its first card."""
        self._file = (name, digest, format_name, at)
        self._import_id = None

    def add_person(self, ready: Ready, standing: str, uid_is_taken: bool = False) -> int:
        uid, one = (not uid_is_taken and ready.uid) or new_uid(), self._id("person")
        rows = ready.rows
        standing = "parked" if ready.is_office else standing
        self._pending["person"].append(
            (
                one, uid, standing, self._today, self._photo(rows.photo), *_NOTHING, *rows.person
            )
        )  # fmt: skip
        self._add_lists(one, rows.points, rows.roles, rows.note, rows.other, 0)
        for tag in rows.tags:
            self.tag(one, tag)
        return one

    def has_uid(self, uid: str) -> bool:
        """Whether somebody who came in or was there before has it."""
        self.write()
        return (
            bool(uid) and self._work.read.value("SELECT 1 FROM person WHERE uid = :uid", uid=uid) is not None
        )

    def park(self, people: Collection[int]) -> None:
        """Who came in as kept a moment ago, whether or not they are written."""
        wanted = set(people)
        self._pending["person"] = [
            (*row[:_STANDING], "parked", *row[_STANDING + 1 :]) if row[0] in wanted else row
            for row in self._pending["person"]
        ]
        written = json.dumps([one for one in people if one < self._first_pending])
        self._work.connection.execute(_PARK, (written,))

    @property
    def are_many(self) -> bool:
        """Whether it is time to write, while the next cards are read."""
        return len(self._pending["person"]) >= _ENOUGH or len(self._pending["card"]) >= 4 * _ENOUGH

    def complete(self, person: int, scalars: Mapping[str, str | None], extra: Contact) -> None:
        """Set the single fields, add to the lists."""
        is_whole = person < self._first_new or person in self._whole
        if not is_whole or any(role.title for role in extra.roles):
            self.write()
            self._whole.add(person)
        changes: dict[str, Any] = dict(scalars)
        if "full_name" in changes:
            changes["name_key"] = fold(changes["full_name"])
        for name in ("birthday", "anniversary"):
            if name in changes:
                changes[f"{name}_md"] = month_and_day(changes[name])
        if any(is_death_line(line) for line in extra.other):
            changes |= {"rhythm_days": None, "rhythm_since": None}
        if extra.photo:
            changes["photo"] = self._photo(import_record.photo_of(extra.photo))
            self._write_photos()
        if changes:
            names = ", ".join(f"{name} = ?" for name in changes)
            self._work.connection.execute(
                f"UPDATE person SET {names} WHERE id = ?", [*changes.values(), person]
            )
        place = self._place(person, len(extra.other)) if extra.other else 0
        extra.roles = [role for role in extra.roles if not self._titled(person, role)]
        self._add_lists(
            person,
            import_record.points_of(extra),
            import_record.roles_of(extra),
            extra.note,
            extra.other,
            place,
        )
        for tag in extra.categories:
            self.tag(person, tag)

    def move(self, person: int, move: Move) -> None:
        """The newer role takes the place of the old one, which stays as a past one. Today is told of it."""
        organisation = self._organisation(move.after.organization)
        self.write()
        before = (person, move.before.organization, move.before.title)
        old = self._work.connection.execute(_PRESENT, before).fetchone()
        if old is None:  # gone since the preview
            self._add_lists(person, [], import_record.roles_of(Contact(roles=[move.after])), "", [], 0)
            return
        one, its_organisation, from_on = old
        self._work.connection.execute(
            "UPDATE role SET organisation_id = ?, title = ?, from_on = ? WHERE id = ?",
            (organisation, move.after.title, move.after.from_on, one),
        )
        ended_on = max(min(move.ended_on or self._today, self._today), from_on or "")
        self._pending["role"].append((person, its_organisation, move.before.title, from_on, ended_on))
        self._work.connection.execute(_NOTED, (f"{NOTED_KIND}-{person}", self._today, person))

    def _place(self, person: int, count: int) -> int:
        """Where so many more of the other lines begin; those that wait to be written are counted here."""
        if person not in self._places:
            sql = "SELECT count(*) FROM other_property WHERE person_id = :one"
            self._places[person] = self._work.read.value(sql, one=person)
        self._places[person] += count
        return self._places[person] - count

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
        """The tag of this name, made where there is none; 0 for a name without a letter."""
        key = fold(name)
        if key and key not in self._tags:
            self._tags[key] = self._id("tag")
            self._pending["tag"].append((self._tags[key], name))
        self._tags_as_written[name] = self._tags.get(key, 0)
        return self._tags_as_written[name]

    def _is_tagged(self, person: int, tag: int) -> bool:
        """In the book; someone who waits to be written is not there yet."""
        if person >= self._first_pending:
            return False
        sql = "SELECT 1 FROM person_tag WHERE person_id = :person AND tag_id = :tag"
        return self._work.read.value(sql, person=person, tag=tag) is not None

    def two_people(self, one: int, other: int) -> None:
        self._pending["not_same"].append((min(one, other), max(one, other)))

    def write(self, told: Callable[[], None] = lambda: None, leave_rest: bool = False) -> None:
        """Everything collected so far, into the book; a table at a time, for the full-text index likes rising ids.

        `leave_rest`: of what hangs on people, and nothing on it, only whole batches: another length is another statement.
        """
        self._write_photos(told)
        for table, rows in self._pending.items():
            end = len(rows) - (len(rows) % BATCH if leave_rest and table in _HANGING else 0)
            for start in range(0, end, _SLICE):
                self._work.insert_many(table, _COLUMNS[table], rows[start : min(start + _SLICE, end)])
                told()
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
        place: int,
    ) -> None:
        """`place` is where the first of the other lines comes."""
        pending = self._pending
        pending["contact_point"] += [(person, *point) for point in points]
        for role in roles:
            at = self._organisation(role.organization) if role.organization else None
            pending["role"].append((person, at, role.title, role.from_on, role.until_on))
            if person == self._untitled[0]:
                self._untitled[1].add(at)
        if note:
            pending["note"].append((new_uid(), person, None, note))
        for at, line in enumerate(other, place):
            pending["other_property"].append((person, line, at))

    def _titled(self, person: int, role: ContactRole) -> bool:
        """A title for a role that had none is put there; no second role at the same organisation is made."""
        organisation = self._organisations.get(role.organization)
        if not role.title or organisation not in self._without_title(person):
            return False
        cursor = self._work.connection.execute(
            "UPDATE role SET title = ? WHERE id = (SELECT id FROM role WHERE person_id = ? AND organisation_id = ? "
            "AND title = '' ORDER BY id LIMIT 1)",
            (role.title, person, organisation),
        )
        if not cursor.rowcount:
            self._untitled[1].discard(organisation)
        return cursor.rowcount > 0

    def _without_title(self, person: int) -> set[int | None]:
        """Organisations where the person has, or had, a role without a title; of one person at a time, as cards of one come
        together: looking through all their roles for each would take the square of many."""
        if self._untitled[0] != person:
            sql = "SELECT organisation_id FROM role WHERE person_id = :one AND title = ''"
            self._untitled = person, set(self._work.read.values(sql, one=person))
        return self._untitled[1]

    def _organisation(self, name: str) -> int:
        found = self._organisations.get(name)
        if found is None:
            found = self._organisations[name] = self._id("organisation")
            self._pending["organisation"].append((found, new_uid(), name))
        return found

    def _photo(self, photo: PhotoRow | None) -> str | None:
        """Its hash, by which the person names it."""
        if photo is None:
            return None
        self._photos[photo.sha256] = photo
        return photo.sha256

    def _write_photos(self, told: Callable[[], None] = lambda: None) -> None:
        for number, photo in enumerate(self._photos.values()):
            if number % 10 == 0:
                told()
            self._work.connection.execute(
                "INSERT INTO blob(sha256, media_type, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                photo,
            )
        self._photos.clear()

    def _id(self, table: str) -> int:
        one = self._next[table]
        self._next[table] += 1
        return one
