"""Tables of invented people, and short ways to read one."""

import csv
import io
import random
from collections.abc import Sequence
from pathlib import Path

from crm.contacts.contact import Contact, Remark
from crm.formats.card import CardRead
from crm.formats.read_options import DEFAULT_OPTIONS, Options
from crm.formats.readers import READERS, format_of

PREAMBLE = (
    'Notes:\n"When exporting your connection data, you may notice that some of the email addresses are missing. '
    'Ask ""Help"", if in doubt."\n\n'
)
LINKEDIN = ["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"]
GOOGLE = [
    "First Name", "Middle Name", "Last Name", "Phonetic First Name", "Phonetic Middle Name", "Phonetic Last Name",
    "Name Prefix", "Name Suffix", "Nickname", "File As", "Organization Name", "Organization Title",
    "Organization Department", "Birthday", "Notes", "Photo", "Labels", "E-mail 1 - Label", "E-mail 1 - Value",
    "Phone 1 - Label", "Phone 1 - Value", "Address 1 - Label", "Address 1 - Formatted", "Address 1 - Street",
    "Address 1 - City", "Address 1 - PO Box", "Address 1 - Region", "Address 1 - Postal Code", "Address 1 - Country",
    "Address 1 - Extended Address", "Relation 1 - Label", "Relation 1 - Value", "Website 1 - Label",
    "Website 1 - Value", "Event 1 - Label", "Event 1 - Value", "Custom Field 1 - Label", "Custom Field 1 - Value",
]  # fmt: skip
_GIVEN = [
    "Ana",
    "Søren",
    "Zoë",
    "Mei",
    "Björn",
    "Chidi",
    "Leila",
    "James",
    "Priya",
    "Łukasz",
    "Omar",
    "Hana",
    "Wim",
]
_FAMILY = [
    "Ruiz",
    "Okafor",
    "Müller",
    "O'Brien",
    "Nguyễn",
    "Smith",
    "Patel",
    "Brontë",
    "Falk",
    "Lund",
    "Nowak",
]
_FIRMS = ["Harbour & Sons", "Nordlicht GmbH", "Café, Central", "Fig Tree Labs", ""]
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def table(header: Sequence[str], *rows: dict[str, str] | Sequence[str], delimiter: str = ",") -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([row.get(name, "") for name in header] if isinstance(row, dict) else row)
    return out.getvalue()


def written(folder: Path, text: str | bytes, name: str = "people.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def cards(path: Path, options: Options = DEFAULT_OPTIONS) -> list[CardRead]:
    """Those that are rows."""
    return [card for card in everything(path, options) if card.count]


def everything(path: Path, options: Options = DEFAULT_OPTIONS) -> list[CardRead]:
    return list(READERS[format_of(path)](path, options, lambda done: None))


def people(path: Path, options: Options = DEFAULT_OPTIONS) -> list[Contact]:
    return [card.contact for card in cards(path, options) if card.contact]


def person(path: Path, options: Options = DEFAULT_OPTIONS) -> Contact:
    (one,) = people(path, options)
    return one


def remarks(path: Path, options: Options = DEFAULT_OPTIONS) -> list[Remark]:
    return [remark for card in everything(path, options) for remark in card.remarks]


def name_of(index: int) -> tuple[str, str]:
    """No two alike."""
    pick = random.Random(f"name {index}")
    return pick.choice(_GIVEN), f"{pick.choice(_FAMILY)} {_letters(index)}"


def _letters(index: int) -> str:
    """A second family name, for numbers in names look made up."""
    high, low = divmod(index, 400)
    return f"{'BDFGKLMNPR'[high % 10]}{'aeiou'[low % 5]}{'bdfgklmnprst'[low // 5 % 12]}{'aeiouy'[low // 60 % 7 % 6]}{'ndrst'[index % 5]}{'ao'[high // 10 % 2]}"


def linkedin_rows(people: Sequence[int], preamble: bool = True) -> str:
    """Connections.csv; one in fifty has an e-mail address."""
    rows = []
    for index in people:
        given, family = name_of(index)
        day = f"{1 + index % 28:02} {MONTHS[index % 12]} {2012 + index % 14}"
        email = f"p{index}@mail.example" if index % 50 == 0 else ""
        page = f"https://www.linkedin.com/in/p-{index}"
        rows.append([given, family, page, email, _FIRMS[index % 5], "Designer", day])
    return (PREAMBLE if preamble else "") + table(LINKEDIN, *rows)


def google_rows(people: Sequence[int]) -> str:
    rows = []
    for index in people:
        given, family = name_of(index)
        rows.append(
            {
                "First Name": given, "Last Name": family, "Organization Name": _FIRMS[index % 5],
                "Organization Title": "Baker" if index % 3 else "", "Labels": "* myContacts ::: Food" if index % 2 else "* myContacts",
                "Birthday": f"{1950 + index % 50}-{1 + index % 12:02}-{1 + index % 28:02}" if index % 4 == 0 else "",
                "E-mail 1 - Label": "* Work", "E-mail 1 - Value": f"p{index}@mail.example",
                "Phone 1 - Label": "Mobile", "Phone 1 - Value": f"+44 20 7946 {index:05}",
                "Notes": "Talked about pricing,\njam and bread" if index % 7 == 0 else "",
                "Address 1 - Label": "Home", "Address 1 - Street": f"{index} Quay Road", "Address 1 - City": "Cork",
                "Address 1 - Country": "Ireland",
            }
        )  # fmt: skip
    return table(GOOGLE, *rows)
