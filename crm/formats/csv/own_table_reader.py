"""Reads the program's own table: every cell means exactly what the writer put there, and nothing is guessed."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from crm import rhythm
from crm.contacts.contact import Contact, ContactRole, Point, Remark
from crm.errors import NotUnderstood
from crm.formats.card import CardRead
from crm.formats.csv.contact_values import other_line
from crm.formats.csv.multiple_values import split_values
from crm.formats.csv.own_table_mark import LOSSLESS_MARK, SAFE_MARK, is_own_safe_table
from crm.formats.csv.postal_addresses import address as shown_address
from crm.formats.csv.row_splitting import Row
from crm.formats.csv.writer import unescape_formula
from crm.formats.own_columns import OwnColumns
from crm.text.date_formats import parse_iso_date

NO_NAME = "row has no name"
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
_OWN_COLUMNS = (
    "Organization Name",
    "Organization Title",
    "Standing",
    "Rhythm",
    "Pronouns",
    "Blurb",
    "Blurb On",
    *_TOPICS,
)
_REDUNDANT = ("Event 1 - Label", SAFE_MARK, LOSSLESS_MARK)
_ARCHIVE_ONLY = ("Last Contact", "Introduced By")
_ARCHIVE_ONLY_REMARK = "when you were last in touch and who introduced somebody are in the table, but come in with an archive only"


@dataclass(slots=True)
class _Person:
    """A row while it is read; `families` holds the parts of each point and role by its number."""

    contact: Contact = field(default_factory=Contact)
    families: dict[tuple[str, int], dict[str, str]] = field(default_factory=dict)
    own_columns: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


_CellHandler = Callable[[_Person, str], None]


class OwnTableReader:
    """Columns may be in any order, and may be missing; unknown columns are kept as lines of the person."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = list(names)
        self._unescape: Callable[[str], str] = unescape_formula if is_own_safe_table(names) else str
        self._handlers = [_handler_for(name) for name in names]
        self._has_roles = any(name.startswith("Role ") for name in names)
        self._uid = self._names.index("UID") if "UID" in self._names else -1
        self._has_archive_only = False

    def cards(self, rows: Iterator[Row], header_line: int) -> Iterator[CardRead]:
        number = 0
        for row in rows:
            if row.line <= header_line:
                continue
            number += 1
            yield self._card(number, row)
        if self._has_archive_only:
            yield CardRead(
                0, 0, "outside", remarks=[Remark(header_line, 0, "", _ARCHIVE_ONLY_REMARK)], count=0
            )

    def _card(self, number: int, row: Row) -> CardRead:
        person = _Person()
        cells = [self._unescape(cell) for cell in row.cells]
        for handle, cell in zip(self._handlers, cells, strict=False):
            if cell:
                handle(person, cell)
        contact = person.contact
        self._has_archive_only = self._has_archive_only or any(
            person.own_columns.get(name) for name in _ARCHIVE_ONLY
        )
        _finish(person, self._has_roles)
        if row.fault or not contact.full_name:
            remark = Remark(row.line, number, "", row.fault or NO_NAME, row.shown)
            return CardRead(number, row.line, "unreadable", remarks=[remark])
        contact.raw = self._raw(cells)
        own_columns = _own_columns(person)
        remarks = [
            Remark(row.line, number, contact.full_name, one, row.shown)
            for one in (*filter(None, [row.remark]), *person.problems)
        ]
        return CardRead(number, row.line, "person", contact, remarks=remarks, own_columns=own_columns)

    def _raw(self, cells: Sequence[str]) -> str:
        """The raw text, as for every table: a line for each cell with content."""
        lines = [
            f"{name}:{cell}".replace("\n", "\\n")
            for name, cell in zip(self._names, cells, strict=False)
            if cell
        ]
        return "\n".join(lines)


def _handler_for(name: str) -> _CellHandler:
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
    if name in _OWN_COLUMNS or name in _ARCHIVE_ONLY:
        return partial(_own_column, name)
    return _ignore if name in _REDUNDANT else partial(_keep, name)


def _ignore(person: _Person, cell: str) -> None:
    """Redundant: another column holds the value."""


def _keep(name: str, person: _Person, cell: str) -> None:
    person.contact.other.append(other_line(name, cell))


def _scalar(name: str, person: _Person, cell: str) -> None:
    setattr(person.contact, name, cell)


def _day(heading: str, name: str, person: _Person, cell: str) -> None:
    found = parse_iso_date(cell)
    setattr(person.contact, name, found)
    if found is None:
        person.problems.append(f"{heading} {cell[:40]} is no day as this program writes it, and was left out")


def _labels(person: _Person, cell: str) -> None:
    person.contact.categories = split_values(cell)


def _other(person: _Person, cell: str) -> None:
    person.contact.other += cell.split("\n")


def _part(key: tuple[str, int], part: str, person: _Person, cell: str) -> None:
    person.families.setdefault(key, {})[part] = cell


def _own_column(name: str, person: _Person, cell: str) -> None:
    person.own_columns[name] = cell


def _finish(person: _Person, has_roles: bool) -> None:
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
    organization = (
        person.own_columns.get("Organization Name", ""),
        person.own_columns.get("Organization Title", ""),
    )
    if not has_roles and any(organization):
        contact.roles.append(ContactRole(*organization))


def _point(family: str, parts: dict[str, str]) -> Point | None:
    """A label such as "* work" marks the preferred value."""
    label = parts.get("Label", "")
    is_preferred = label.startswith("*")
    label = label[1:].strip() if is_preferred else label
    if family != "Address":
        return Point(parts["Value"], label, is_preferred) if parts.get("Value") else None
    components = [parts.get(name, "") for name in _PARTS]
    if not any(components):
        whole = parts.get("Formatted", "")
        return Point(whole, label, is_preferred) if whole else None
    if whole := parts.get("Formatted", ""):
        return Point(whole, label, is_preferred, components)
    return shown_address(dict(zip(_PARTS.values(), components, strict=True)), label, is_preferred)


def _own_columns(person: _Person) -> OwnColumns:
    columns = person.own_columns
    standing = columns.get("Standing", "")
    if standing not in ("", "kept", "parked", "resting"):
        person.problems.append(f"{standing[:40]} is no standing; the person is kept")
        standing = ""
    topics = [
        (kind, words)
        for name, kind in _TOPICS.items()
        for words in split_values(columns.get(name, ""))
        if words
    ]
    return OwnColumns(
        standing,
        _rhythm(person),
        columns.get("Pronouns", ""),
        columns.get("Blurb", ""),
        parse_iso_date(columns.get("Blurb On", "")),
        tuple(topics),
    )


def _rhythm(person: _Person) -> int | None:
    try:
        return rhythm.parse(person.own_columns.get("Rhythm", "none"))
    except NotUnderstood as error:
        person.problems.append(f"{str(error).rstrip('.')}; nothing was set")
        return None
