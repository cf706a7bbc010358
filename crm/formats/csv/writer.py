"""Writes people as a CSV table: Google's column names where they exist, further columns for the rest.

UTF-8 with a byte order mark, which Excel needs and other readers ignore. By default, a cell that a spreadsheet would take
for a formula gets a leading apostrophe; the last heading marks such tables, so that reading them back removes it.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from crm import rhythm
from crm.contacts.contact import Contact, Point
from crm.contacts.from_book import contacts
from crm.formats.csv.multiple_values import join_values
from crm.formats.csv.own_table_mark import LOSSLESS_MARK, SAFE_MARK
from crm.formats.vcard.writer import single_line
from crm.matching.compared_person import POINTS
from crm.people import full_records
from crm.people.records import PersonDetails
from crm.people.topic_kinds import TOPIC_KINDS
from crm.storage.reading import Reader

# Also after blanks and invisible characters, which spreadsheets skip, and for the apostrophe itself, so that it can be removed.
_RISKY = re.compile(
    r"\A[\s\x00-\x1f\x7f-\xa0\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]*['=+\-@\t\r＇＝＋－＠﹢﹣﹫]"
)
_PHONE = re.compile(r"\+[0-9][0-9 ()./-]*(?: ext\. [0-9]+)?")
_DAY = re.compile(r"--[0-9]{2}-[0-9]{2}")
_BATCH = 500

_FIRST = (
    "First Name", "Middle Name", "Last Name", "Name Prefix", "Name Suffix", "Nickname", "Organization Name",
    "Organization Title", "Birthday", "Notes", "Labels",
)  # fmt: skip
_LAST = (
    "Event 1 - Label", "Event 1 - Value", "Full Name", "UID", "Pronouns", "Standing", "Rhythm", "Last Contact",
    "How We Met", "Introduced By", "Blurb", "Blurb On", "Looking For", "Can Help With", "Cares About", "Other Properties",
)  # fmt: skip
# In the order of ADR.
_ADDRESS = (
    "PO Box",
    "Extended Address",
    "Street",
    "City",
    "Region",
    "Postal Code",
    "Country",
)
_FAMILIES = (
    ("emails", "E-mail", ("Label", "Value")),
    ("phones", "Phone", ("Label", "Value")),
    ("addresses", "Address", ("Label", "Formatted", *_ADDRESS)),
    ("urls", "Website", ("Label", "Value")),
    ("messengers", "Messenger", ("Label", "Value")),
    ("roles", "Role", ("Organization", "Title", "From", "Until")),
)
_MAX_COUNTS = """
SELECT kind, max(many) FROM (SELECT kind, person_id, count(*) AS many FROM contact_point
WHERE person_id IN (SELECT value FROM json_each(:ids)) GROUP BY kind, person_id) GROUP BY kind
UNION ALL SELECT 'role', max(many) FROM (SELECT count(*) AS many FROM role
WHERE person_id IN (SELECT value FROM json_each(:ids)) GROUP BY person_id)
"""
_KINDS = {**POINTS, "roles": "role"}


def escape_formula(value: str) -> str:
    """Add a leading apostrophe if a spreadsheet might evaluate the cell; phone numbers and dates are not formulas."""
    if not _RISKY.match(value) or _PHONE.fullmatch(value) or _DAY.fullmatch(value):
        return value
    return f"'{value}"


def unescape_formula(value: str) -> str:
    """Undo escape_formula."""
    return value[1:] if value[:1] == "'" else value


def rows(read: Reader, ids: Sequence[int], lossless: bool = False) -> Iterator[bytes]:
    """The header, then one line per person in the order of the ids."""
    counts = _max_counts(read, ids)
    escape: Callable[[str], str] = str if lossless else escape_formula
    yield b"\xef\xbb\xbf" + _line([*_headings(counts), LOSSLESS_MARK if lossless else SAFE_MARK])
    for start in range(0, len(ids), _BATCH):
        part = ids[start : start + _BATCH]
        cards = contacts(read, part)
        for person in full_records.people(read, part):
            yield _line([escape(cell) for cell in _cells(cards[person.id], person, counts)] + [""])


def _max_counts(read: Reader, ids: Sequence[int]) -> dict[str, int]:
    """The largest number of values per person for each kind of column."""
    found = {row[0]: row[1] or 0 for row in read.connection.execute(_MAX_COUNTS, {"ids": str(list(ids))})}
    return {name: found.get(kind, 0) for name, kind in _KINDS.items()}


def _headings(counts: dict[str, int]) -> list[str]:
    families = [
        f"{title} {number} - {part}"
        for name, title, parts in _FAMILIES
        for number in range(1, counts[name] + 1)
        for part in parts
    ]
    return [*_FIRST, *families, *_LAST]


def _cells(card: Contact, person: PersonDetails, counts: dict[str, int]) -> list[str]:
    role = person.role
    cells = [
        card.given, card.additional, card.family, card.prefix, card.suffix, card.nickname,
        role.organisation if role else "", role.title if role else "", card.birthday or "", card.note,
        join_values(card.categories),
    ]  # fmt: skip
    for name, _, parts in _FAMILIES:
        listed = getattr(card, name)
        for place in range(counts[name]):
            cells += _part(name, listed[place]) if place < len(listed) else [""] * len(parts)
    return cells + _further_cells(card, person)


def _part(name: str, one: Any) -> list[str]:
    if name == "roles":
        return [one.organization, one.title, one.from_on or "", one.until_on or ""]
    if name == "addresses":
        return [_label(one), one.value, *(one.parts or [""] * len(_ADDRESS))]
    return [_label(one), one.value]


def _label(point: Point) -> str:
    return f"* {point.label}".rstrip() if point.preferred else point.label


def _further_cells(card: Contact, person: PersonDetails) -> list[str]:
    return [
        "Anniversary" if card.anniversary else "", card.anniversary or "", card.full_name, card.uid, person.pronouns,
        person.standing, rhythm.name(person.rhythm_days), _day(person.last_contact_on), person.how_we_met,
        person.introduced_by or "", person.blurb, _day(person.blurb_on),
        *(join_values(person.topics_of(kind)) for kind in TOPIC_KINDS),
        "\n".join(filter(None, map(single_line, card.other))),
    ]  # fmt: skip


def _day(day: Any) -> str:
    return day.isoformat() if day else ""


def _line(cells: Sequence[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue().encode("utf-8", "replace")
