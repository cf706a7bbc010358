"""Somebody works elsewhere by now: when the role that a file says goes before the one the book has.

Cards and rows are seldom dated, so a source is compared with what it said itself the last time. Where it said the role
that the book has and says another one now, the other is newer, unless the file turns out to be the older one: by the
card's REV, by the newest connection of LinkedIn's list, else by the day the file was written. A role that the user
typed, or that another source said, is only ended where the change came after it. Whatever cannot be told stands beside.
"""

import re
from dataclasses import dataclass, replace
from typing import NamedTuple

from crm.contacts.contact import Contact, ContactRole
from crm.formats.csv.table_kinds import LINKEDIN
from crm.importing.found_cards import FilePreview
from crm.matching.differences import Difference, FieldChange, Move, role_text
from crm.matching.firms import firm_key
from crm.matching.people_of_book import uid_of_card
from crm.storage.reading import Reader
from crm.text.folding import fold

UNTOLD = "it cannot be told whether this or what the book says is the newer role: both are kept"
_VCARD = "vcard"
_PAGE = "UID:https://www.linkedin.com/"
_VERSION = re.compile(r"(?m)^VERSION:[234]\.\d")
_REVISED = re.compile(r"(?im)^(?:[\w-]+\.)?REV[^:\n]*:(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d):?(\d\d):?(\d\d))?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CONNECTED = re.compile(rf"(?im)\b(\d\d?) ({'|'.join(_MONTHS)})[a-z]* (\d{{4}})\"?\s*$")
_EARLIER = """
SELECT c.raw, c.import_id, i.format, i.at FROM card c JOIN import i ON i.id = c.import_id
WHERE c.person_id = :person ORDER BY c.id DESC
"""
_OF_IMPORT = "SELECT raw FROM card WHERE import_id = :one"
_ROLES = """
SELECT r.id, coalesce(o.name, '') AS organisation, r.title FROM role r
LEFT JOIN organisation o ON o.id = r.organisation_id WHERE r.person_id = :person
"""
_BY_HAND = """
SELECT c.row_id, max(s.at) FROM row_change c JOIN step s ON s.id = c.step_id
WHERE c.table_name = 'role' AND s.origin = 'user' AND CASE WHEN c.op = 'I' THEN 1 WHEN json_valid(c.before) THEN
json_type(c.before, '$.title') IS NOT NULL OR json_type(c.before, '$.organisation_id') IS NOT NULL END
GROUP BY c.row_id
"""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a card comes from, and what dates it: its REV, the newest connection of its list, when its file was written.

    Days and moments are texts that can be compared; an empty one is not known.
    """

    kind: str
    uid: str = ""
    revised: str = ""
    newest: str = ""
    written_at: str = ""

    @property
    def day(self) -> str | None:
        """By which an old role was over, where the card is dated."""
        return self.revised[:10] or None if self.kind == _VCARD else None


class _Earlier(NamedTuple):
    """A card of the person that came in before, `at` a moment in UTC."""

    raw: str
    import_id: int
    kind: str
    at: str


def source_of(raw: str, file: FilePreview) -> Source:
    return Source(
        _kind_of(raw, file.format), uid_of_card(raw), _revised_in(raw), file.newest, file.written_at
    )


def date_list(file: FilePreview, text: str) -> None:
    """Lines of a list of connections, such as LinkedIn's: the latest `05 Mar 2024` at the end of one dates the list."""
    file.newest = max(file.newest, _newest_connection(text))


def _kind_of(raw: str, format_name: str) -> str:
    """What a card comes from, also out of a zip: LinkedIn's list, an address book of vCards, or a kind of table."""
    if raw.startswith(_PAGE):
        return LINKEDIN
    return _VCARD if _VERSION.search(raw) else format_name


def _revised_in(raw: str) -> str:
    """REV of a vCard as YYYY-MM-DDTHH:MM:SS; without a time of day it is midnight."""
    if (found := _REVISED.search(raw)) is None:
        return ""
    year, month, day, *time = found.groups()
    return f"{year}-{month}-{day}T{':'.join(part or '00' for part in time)}"


def _newest_connection(text: str) -> str:
    days = (
        f"{found[3]}-{_MONTHS.index(found[2].lower()) + 1:02}-{int(found[1]):02}"
        for found in _CONNECTED.finditer(text)
    )
    return max(days, default="")


class Moving:
    """Asks the book what its roles rest on; only for people about whom a file says another role."""

    def __init__(self, read: Reader) -> None:
        self._read = read
        self._newest: dict[int, str] = {}  # connection, by import
        self._edited: dict[int, str] | None = None  # when the user last said a role, by its id

    def settle(self, person: int, have: Contact, found: Contact, source: Source, result: Difference) -> bool:
        """Puts into `result` which role goes before which; False where it cannot be told and they stand side by side."""
        present = [role for role in found.roles if not role.until_on]
        left = [role for role in have.roles if not role.until_on and not _is_said(role, present)]
        added = [role for role in result.extra.roles if not role.until_on and role.organization]
        again = [role for role in present if _is_over(role, have.roles)]
        if not left or not (added or again):
            return True
        earlier = self._earlier(person)
        over = [role for role in found.roles if role.until_on]
        for role in (*added, *again):
            for before in left:
                ended_on = _ended_on(before, over)
                if ended_on or self._is_newer(person, role, before, source, earlier):
                    left.remove(before)
                    _move(result, Move(before, replace(role), ended_on or source.day))
                    break
        return not added or bool(result.moves)

    def _is_newer(
        self, person: int, role: ContactRole, before: ContactRole, source: Source, earlier: list[_Earlier]
    ) -> bool:
        if role.from_on and before.from_on:
            return role.from_on > before.from_on
        typed_at = self._typed_at(person, before)
        learned_at = typed_at or next((one.at for one in earlier if _says(one, before)), "")
        said = next((one for one in earlier if _is_same(source, one)), None)
        if said is None:
            is_current = source.kind == LINKEDIN and not typed_at and bool(learned_at)
            return is_current and source.newest >= learned_at[:10]
        if _says(said, role):
            return False  # it is no news: somebody knew better than the source
        is_its_own = _says(said, before) and typed_at < said.at
        return (is_its_own or "" < learned_at < said.at) and self._is_later(source, said)

    def _is_later(self, source: Source, said: _Earlier) -> bool:
        """Than the file in which the source said something else."""
        if source.kind == LINKEDIN:
            before = self._newest_of(said.import_id)
            if before and source.newest:
                return source.newest >= before
        elif source.revised and (before := _revised_in(said.raw)) and source.revised != before:
            return source.revised > before
        return source.written_at >= said.at

    def _earlier(self, person: int) -> list[_Earlier]:
        rows = self._read.rows(_EARLIER, person=person)
        return [
            _Earlier(row["raw"], row["import_id"], _kind_of(row["raw"], row["format"]), row["at"])
            for row in rows
        ]

    def _newest_of(self, import_id: int) -> str:
        if import_id not in self._newest:
            texts = self._read.values(_OF_IMPORT, one=import_id)
            self._newest[import_id] = max(map(_newest_connection, texts), default="")
        return self._newest[import_id]

    def _typed_at(self, person: int, role: ContactRole) -> str:
        """When the user said this role; empty for one that a file brought."""
        if self._edited is None:
            self._edited = dict(self._read.connection.execute(_BY_HAND).fetchall())
        key = (role.organization, role.title)
        ids = [
            row["id"]
            for row in self._read.rows(_ROLES, person=person)
            if (row["organisation"], row["title"]) == key
        ]
        return max((self._edited.get(one, "") for one in ids), default="")


def _is_same(source: Source, one: _Earlier) -> bool:
    return one.kind == source.kind and (source.kind == LINKEDIN or uid_of_card(one.raw) == source.uid)


def _is_said(role: ContactRole, roles: list[ContactRole]) -> bool:
    """Whether one of the roles is this one, or says more of it."""
    firm, title = firm_key(role.organization), fold(role.title)
    return any(
        firm_key(one.organization) == firm and (not title or not one.title or fold(one.title) == title)
        for one in roles
    )


def _is_over(role: ContactRole, roles: list[ContactRole]) -> bool:
    known = [one for one in roles if _is_said(role, [one])]
    return bool(known) and all(one.until_on for one in known)


def _says(one: _Earlier, role: ContactRole) -> bool:
    """Of a row the words are looked for, as what its columns are called may differ."""
    if one.kind == _VCARD:
        from crm.formats.vcard.reader import read  # tables do without

        card = f"BEGIN:VCARD\n{one.raw}\nEND:VCARD\n".encode("utf-8", "replace")
        said = next((found.contact for found in read(card) if found.contact), None)
        return said is not None and _is_said(role, said.roles)
    text = fold(one.raw)
    return fold(role.organization) in text and fold(role.title) in text


def _ended_on(role: ContactRole, over: list[ContactRole]) -> str | None:
    """When the file itself says that the role was over."""
    return next((one.until_on for one in over if _is_said(role, [one])), None)


def _move(result: Difference, move: Move) -> None:
    result.moves.append(move)
    result.extra.roles = [one for one in result.extra.roles if one != move.after]
    shown = role_text(move.after)
    changes = [one for one in result.changes if (one.field, one.found) != ("role", shown)]
    result.changes = [*changes, FieldChange("role", role_text(move.before), shown, True, takes_place=True)]
