"""Our own table read back: every cell means just what `writer` says it means, and nothing is guessed."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from crm import rhythm
from crm.contacts.contact import Contact, ContactRole, Point, Remark
from crm.errors import NotUnderstood
from crm.formats.card import CardRead
from crm.formats.csv.contact_values import other_line
from crm.formats.csv.multiple_values import parted
from crm.formats.csv.own_table_mark import LOSSLESS_MARK, SAFE_MARK, is_our_safe_table
from crm.formats.csv.postal_addresses import address as shown_address
from crm.formats.csv.row_splitting import Row
from crm.formats.csv.writer import unsafe
from crm.formats.own_columns import OwnColumns
from crm.text.date_formats import parse_iso_date

NOBODY = "row has no name"
_SCALARS = {
    "First Name": "given", "Middle Name": "additional", "Last Name": "family", "Name Prefix": "prefix",
    "Name Suffix": "suffix", "Nickname": "nickname", "Notes": "note", "Full Name": "full_name", "UID": "uid",
    "How We Met": "how_we_met",
}  # fmt: skip
_DAYS = {"Birthday": "birthday", "Event 1 - Value": "anniversary"}
_TOPICS = {"Looking For": "looking_for", "Can Help With": "can_help_with", "Cares About": "cares_about"}
_POINTS = {
    "E-mail": "emails",
    "Phone": "phones",
    "Address": "addresses",
    "Website": "urls",
    "Messenger": "messengers",
}
_FAMILY = re.compile(r"(E-mail|Phone|Address|Website|Messenger|Role) ([0-9]+) - ([A-Z][A-Za-z ]*)")
_PARTS = {
    "PO Box": "box", "Extended Address": "extended", "Street": "street", "City": "city", "Region": "region",
    "Postal Code": "code", "Country": "country",
}  # fmt: skip
_ASIDE = (
    "Organization Name",
    "Organization Title",
    "Standing",
    "Rhythm",
    "Pronouns",
    "Blurb",
    "Blurb On",
    *_TOPICS,
)
_NOTHING = ("Event 1 - Label", SAFE_MARK, LOSSLESS_MARK)
_ONLY_ARCHIVE = ("Last Contact", "Introduced By")
_NOT_FROM_HERE = "when you were last in touch and who introduced somebody are in the table, but come in with an archive only"


@dataclass(slots=True)
class _Person:
    """One row while it is read: `families` holds the parts of each point and role by its place."""

    contact: Contact = field(default_factory=Contact)
    families: dict[tuple[str, int], dict[str, str]] = field(default_factory=dict)
    beside: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


_Take = Callable[[_Person, str], None]


class OurTable:
    """Columns may stand in any order, and some may be gone; a column of somebody else is kept as a line of the person."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = list(names)
        self._undone: Callable[[str], str] = unsafe if is_our_safe_table(names) else str
        self._takes = [_take(name) for name in names]
        self._has_roles = any(name.startswith("Role ") for name in names)
        self._uid = self._names.index("UID") if "UID" in self._names else -1
        self._is_told = False

    def cards(self, rows: Iterator[Row], header_line: int) -> Iterator[CardRead]:
        number = 0
        for row in rows:
            if row.line <= header_line:
                continue
            number += 1
            yield self._card(number, row)
        if self._is_told:
            yield CardRead(0, 0, "outside", remarks=[Remark(header_line, 0, "", _NOT_FROM_HERE)], count=0)

    def _card(self, number: int, row: Row) -> CardRead:
        person = _Person()
        cells = [self._undone(cell) for cell in row.cells]
        for take, cell in zip(self._takes, cells, strict=False):
            if cell:
                take(person, cell)
        contact = person.contact
        self._is_told = self._is_told or any(person.beside.get(name) for name in _ONLY_ARCHIVE)
        _settle(person, self._has_roles)
        if row.fault or not contact.full_name:
            remark = Remark(row.line, number, "", row.fault or NOBODY, row.shown)
            return CardRead(number, row.line, "unreadable", remarks=[remark])
        contact.raw = self._raw(cells)
        beside = _beside(person)
        remarks = [
            Remark(row.line, number, contact.full_name, one, row.shown)
            for one in (*filter(None, [row.remark]), *person.problems)
        ]
        return CardRead(number, row.line, "person", contact, remarks=remarks, own_columns=beside)

    def _raw(self, cells: Sequence[str]) -> str:
        """As of every table: a line for each cell that says something."""
        lines = [
            f"{name}:{cell}".replace("\n", "\\n")
            for name, cell in zip(self._names, cells, strict=False)
            if cell
        ]
        return "\n".join(lines)


def _take(name: str) -> _Take:
    if name in _SCALARS:
        return partial(_scalar, _SCALARS[name])
    if name in _DAYS:
        return partial(_day, name, _DAYS[name])
    if name == "Labels":
        return _labels
    if name == "Other Properties":
        return _other
    if family := _FAMILY.fullmatch(name):
        return partial(_part, (family[1], int(family[2])), family[3])
    if name in _ASIDE or name in _ONLY_ARCHIVE:
        return partial(_aside, name)
    return _nothing if name in _NOTHING else partial(_kept, name)


def _nothing(person: _Person, cell: str) -> None:
    """It says what another column holds."""


def _kept(name: str, person: _Person, cell: str) -> None:
    person.contact.other.append(other_line(name, cell))


def _scalar(name: str, person: _Person, cell: str) -> None:
    setattr(person.contact, name, cell)


def _day(called: str, name: str, person: _Person, cell: str) -> None:
    found = parse_iso_date(cell)
    setattr(person.contact, name, found)
    if found is None:
        person.problems.append(f"{called} {cell[:40]} is no day as this program writes it, and was left out")


def _labels(person: _Person, cell: str) -> None:
    person.contact.categories = parted(cell)


def _other(person: _Person, cell: str) -> None:
    person.contact.other += cell.split("\n")


def _part(key: tuple[str, int], part: str, person: _Person, cell: str) -> None:
    person.families.setdefault(key, {})[part] = cell


def _aside(name: str, person: _Person, cell: str) -> None:
    person.beside[name] = cell


def _settle(person: _Person, has_roles: bool) -> None:
    contact = person.contact
    for (family, _), parts in sorted(person.families.items(), key=lambda item: item[0][1]):
        if family == "Role":
            contact.roles.append(
                ContactRole(
                    parts.get("Organization", ""),
                    parts.get("Title", ""),
                    parse_iso_date(parts.get("From", "")),
                    parse_iso_date(parts.get("Until", "")),
                )
            )
        elif point := _point(family, parts):
            getattr(contact, _POINTS[family]).append(point)
    organization = person.beside.get("Organization Name", ""), person.beside.get("Organization Title", "")
    if not has_roles and any(organization):
        contact.roles.append(ContactRole(*organization))


def _point(family: str, parts: dict[str, str]) -> Point | None:
    """A label "* work" is the preferred one."""
    label = parts.get("Label", "")
    is_preferred = label.startswith("*")
    label = label[1:].strip() if is_preferred else label
    if family != "Address":
        return Point(parts["Value"], label, is_preferred) if parts.get("Value") else None
    known = [parts.get(name, "") for name in _PARTS]
    if not any(known):
        whole = parts.get("Formatted", "")
        return Point(whole, label, is_preferred) if whole else None
    if whole := parts.get("Formatted", ""):
        return Point(whole, label, is_preferred, known)
    return shown_address(dict(zip(_PARTS.values(), known, strict=True)), label, is_preferred)


def _beside(person: _Person) -> OwnColumns:
    said = person.beside
    standing = said.get("Standing", "")
    if standing not in ("", "kept", "parked", "resting"):
        person.problems.append(f"{standing[:40]} is no standing; the person is kept")
        standing = ""
    topics = [
        (kind, words) for name, kind in _TOPICS.items() for words in parted(said.get(name, "")) if words
    ]
    return OwnColumns(
        standing,
        _rhythm(person),
        said.get("Pronouns", ""),
        said.get("Blurb", ""),
        parse_iso_date(said.get("Blurb On", "")),
        tuple(topics),
    )


def _rhythm(person: _Person) -> int | None:
    try:
        return rhythm.parse(person.beside.get("Rhythm", "none"))
    except NotUnderstood as wrong:
        person.problems.append(f"{str(wrong).rstrip('.')}; nothing was set")
        return None
