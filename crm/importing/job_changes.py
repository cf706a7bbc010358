"""Detects job changes: when a role in a file replaces the role in the book.

Cards are seldom dated, so a source is compared with its own earlier statement. If it stated the book's role before and
states another one now, the new one is newer, unless the file is the older one: by the card's REV, by the newest connection of
LinkedIn's list, else by the modification time of the file. A role that the user typed, or another source stated, is only
ended if the change came later. If it cannot be decided, both roles are kept.
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

UNDECIDED = "it cannot be told whether this or what the book says is the newer role: both are kept"
_VCARD = "vcard"
_PROFILE_UID = "UID:https://www.linkedin.com/"
_VERSION = re.compile(r"(?m)^VERSION:[234]\.\d")
_REVISED = re.compile(r"(?im)^(?:[\w-]+\.)?REV[^:\n]*:(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d):?(\d\d):?(\d\d))?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CONNECTION_DATE = re.compile(rf"(?im)\b(\d\d?) ({'|'.join(_MONTHS)})[a-z]* (\d{{4}})\"?\s*$")
_EARLIER = """
SELECT c.raw, c.import_id, i.format, i.at FROM card c JOIN import i ON i.id = c.import_id
WHERE c.person_id = :person ORDER BY c.id DESC
"""
_CARDS_OF_IMPORT = "SELECT raw FROM card WHERE import_id = :one"
_ROLES = """
SELECT r.id, coalesce(o.name, '') AS organisation, r.title FROM role r
LEFT JOIN organisation o ON o.id = r.organisation_id WHERE r.person_id = :person
"""
_EDITED_BY_USER = """
SELECT c.row_id, max(s.at) FROM row_change c JOIN step s ON s.id = c.step_id
WHERE c.table_name = 'role' AND s.origin = 'user' AND CASE WHEN c.op = 'I' THEN 1 WHEN json_valid(c.before) THEN
json_type(c.before, '$.title') IS NOT NULL OR json_type(c.before, '$.organisation_id') IS NOT NULL END
GROUP BY c.row_id
"""


@dataclass(frozen=True, slots=True)
class CardSource:
    """The source of a card and its date: its REV, the newest connection of its list, or when its file was written.

    Dates are comparable texts, empty if unknown.
    """

    kind: str
    uid: str = ""
    revised: str = ""
    newest: str = ""
    written_at: str = ""

    @property
    def day(self) -> str | None:
        """The day by which the old role had ended, if the card is dated."""
        return self.revised[:10] or None if self.kind == _VCARD else None


class _EarlierCard(NamedTuple):
    """A card of the person that was imported before; `at` is a moment in UTC."""

    raw: str
    import_id: int
    kind: str
    at: str


def source_of(raw: str, file: FilePreview) -> CardSource:
    return CardSource(
        _kind_of(raw, file.format), uid_of_card(raw), _revised_in(raw), file.newest, file.written_at
    )


def date_list(file: FilePreview, text: str) -> None:
    """Dates a list of connections, such as LinkedIn's, by the latest `05 Mar 2024` at the end of a line."""
    file.newest = max(file.newest, _newest_connection(text))


def _kind_of(raw: str, format_name: str) -> str:
    """The kind of a card's source, also within a zip: LinkedIn's list, an address book of vCards, or a kind of table."""
    if raw.startswith(_PROFILE_UID):
        return LINKEDIN
    return _VCARD if _VERSION.search(raw) else format_name


def _revised_in(raw: str) -> str:
    """REV of a vCard as YYYY-MM-DDTHH:MM:SS, midnight if it has no time."""
    if (found := _REVISED.search(raw)) is None:
        return ""
    year, month, day, *time = found.groups()
    return f"{year}-{month}-{day}T{':'.join(part or '00' for part in time)}"


def _newest_connection(text: str) -> str:
    days = (
        f"{found[3]}-{_MONTHS.index(found[2].lower()) + 1:02}-{int(found[1]):02}"
        for found in _CONNECTION_DATE.finditer(text)
    )
    return max(days, default="")


class JobChanges:
    """Queries the origin of the book's roles; used only for people for whom a file states another role."""

    def __init__(self, read: Reader) -> None:
        self._read = read
        self._newest: dict[int, str] = {}  # connection date by import
        self._edited: dict[int, str] | None = None  # when the user last edited a role, by its id

    def resolve(
        self, person: int, have: Contact, found: Contact, source: CardSource, result: Difference
    ) -> bool:
        """Add role replacements to `result`; False if it cannot be decided and both roles are kept."""
        present = [role for role in found.roles if not role.until_on]
        candidates = [role for role in have.roles if not role.until_on and not _is_listed(role, present)]
        added = [role for role in result.extra.roles if not role.until_on and role.organization]
        resumed = [role for role in present if _is_over(role, have.roles)]
        if not candidates or not (added or resumed):
            return True
        earlier = self._earlier(person)
        over = [role for role in found.roles if role.until_on]
        for role in (*added, *resumed):
            for before in candidates:
                ended_on = _ended_on(before, over)
                if ended_on or self._is_newer(person, role, before, source, earlier):
                    candidates.remove(before)
                    _add_move(result, Move(before, replace(role), ended_on or source.day))
                    break
        return not added or bool(result.moves)

    def _is_newer(
        self,
        person: int,
        role: ContactRole,
        before: ContactRole,
        source: CardSource,
        earlier: list[_EarlierCard],
    ) -> bool:
        if role.from_on and before.from_on:
            return role.from_on > before.from_on
        edited_at = self._edited_at(person, before)
        learned_at = edited_at or next((one.at for one in earlier if _states(one, before)), "")
        last_card = next((one for one in earlier if _is_same(source, one)), None)
        if last_card is None:
            is_current = source.kind == LINKEDIN and not edited_at and bool(learned_at)
            return is_current and source.newest >= learned_at[:10]
        if _states(last_card, role):
            return False  # not news: the book's role has replaced it since
        is_its_own = _states(last_card, before) and edited_at < last_card.at
        return (is_its_own or "" < learned_at < last_card.at) and self._is_later(source, last_card)

    def _is_later(self, source: CardSource, last_card: _EarlierCard) -> bool:
        """Whether the source is later than the file in which it stated something else."""
        if source.kind == LINKEDIN:
            before = self._newest_of(last_card.import_id)
            if before and source.newest:
                return source.newest >= before
        elif source.revised and (before := _revised_in(last_card.raw)) and source.revised != before:
            return source.revised > before
        return source.written_at >= last_card.at

    def _earlier(self, person: int) -> list[_EarlierCard]:
        rows = self._read.rows(_EARLIER, person=person)
        return [
            _EarlierCard(row["raw"], row["import_id"], _kind_of(row["raw"], row["format"]), row["at"])
            for row in rows
        ]

    def _newest_of(self, import_id: int) -> str:
        if import_id not in self._newest:
            texts = self._read.values(_CARDS_OF_IMPORT, one=import_id)
            self._newest[import_id] = max(map(_newest_connection, texts), default="")
        return self._newest[import_id]

    def _edited_at(self, person: int, role: ContactRole) -> str:
        """When the user edited this role; empty for a role from a file."""
        if self._edited is None:
            self._edited = dict(self._read.connection.execute(_EDITED_BY_USER).fetchall())
        key = (role.organization, role.title)
        ids = [
            row["id"]
            for row in self._read.rows(_ROLES, person=person)
            if (row["organisation"], row["title"]) == key
        ]
        return max((self._edited.get(one, "") for one in ids), default="")


def _is_same(source: CardSource, one: _EarlierCard) -> bool:
    return one.kind == source.kind and (source.kind == LINKEDIN or uid_of_card(one.raw) == source.uid)


def _is_listed(role: ContactRole, roles: list[ContactRole]) -> bool:
    """Whether one of the roles is this one, with at least as much detail."""
    firm, title = firm_key(role.organization), fold(role.title)
    return any(
        firm_key(one.organization) == firm and (not title or not one.title or fold(one.title) == title)
        for one in roles
    )


def _is_over(role: ContactRole, roles: list[ContactRole]) -> bool:
    known = [one for one in roles if _is_listed(role, [one])]
    return bool(known) and all(one.until_on for one in known)


def _states(one: _EarlierCard, role: ContactRole) -> bool:
    """Whether the earlier card states the role. Table rows are searched as text, as column names may differ."""
    if one.kind == _VCARD:
        from crm.formats.vcard.reader import read  # not needed for tables

        card = f"BEGIN:VCARD\n{one.raw}\nEND:VCARD\n".encode("utf-8", "replace")
        contact = next((found.contact for found in read(card) if found.contact), None)
        return contact is not None and _is_listed(role, contact.roles)
    text = fold(one.raw)
    return fold(role.organization) in text and fold(role.title) in text


def _ended_on(role: ContactRole, over: list[ContactRole]) -> str | None:
    """The end of a role as stated by the file."""
    return next((one.until_on for one in over if _is_listed(role, [one])), None)


def _add_move(result: Difference, move: Move) -> None:
    result.moves.append(move)
    result.extra.roles = [one for one in result.extra.roles if one != move.after]
    shown = role_text(move.after)
    changes = [one for one in result.changes if (one.field, one.found) != ("role", shown)]
    result.changes = [*changes, FieldChange("role", role_text(move.before), shown, True, takes_place=True)]
