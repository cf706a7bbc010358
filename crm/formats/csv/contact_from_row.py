"""Builds a contact from a row: a handler per kind of column, and what only the whole row can resolve."""

import re
from collections.abc import Callable
from typing import NamedTuple

from crm.contacts.contact import Contact
from crm.formats.csv import contact_values
from crm.formats.csv.column_fields import ROLE_FIELDS, Meaning, normalize_heading
from crm.formats.csv.grouped_columns import JOINED, SLOT_HANDLERS, remove_duplicates, split_cell
from crm.formats.csv.heading_meaning import FAMILY_FIRST
from crm.formats.csv.name_columns import join_name_extras, resolve_name, set_birthday
from crm.formats.csv.vocabulary import names_of
from crm.matching.differences import SYSTEM_LABELS
from crm.text import date_formats
from crm.text.date_lines import UNKNOWN, death_line
from crm.text.folding import fold
from crm.text.names import listed

_YES = frozenset(
    ["yes", "y", "true", "x", "1", "ja", "oui", "si", "sim", "deceased", "verstorben", "unknown"]
)
_NO = frozenset(["no", "n", "false", "0", "nein", "non", "nao", "nee"])
_MAX_PLACEHOLDER = 30  # characters of a value that may be a placeholder


class Column(NamedTuple):
    """`slot` identifies the columns that together make one value, `part` the part of it that this column holds."""

    name: str
    normalized: str
    meaning: Meaning
    slot: tuple[str, str]
    part: str
    day_first: bool | None = None


def column_of(name: str, meaning: Meaning) -> Column:
    kind, _, part = meaning.field.partition(".")
    if kind in ROLE_FIELDS:
        return Column(name, normalize_heading(name), meaning, ("role", meaning.slot), kind)
    return Column(name, normalize_heading(name), meaning, (kind, meaning.slot), part or "value")


class ContactDraft:
    """A contact while its row is read. `slots` holds the parts of values made of several columns, in the order of the row."""

    def __init__(self) -> None:
        self.contact = Contact()
        self.slots: dict[tuple[str, str], dict[str, str]] = {}
        self.labels: dict[tuple[str, str], str] = {}
        self.birth: dict[str, str] = {}
        self.name_extras: dict[str, str] = {}  # particle, second family name, and title after an honorific
        self.file_as = self.connected = ""
        self.problems: list[str] = []
        self.contradicting: list[str] = []  # columns that contradict an earlier one

    def keep(self, column: Column, value: str) -> None:
        self.contact.other.append(contact_values.other_line(column.name, value))


_EMPTY_DATE = re.compile(r"0{1,4}([./-])0{1,4}\1?0{0,4}")
CellHandler = Callable[[ContactDraft, Column, str], None]


def single(draft: ContactDraft, column: Column, value: str) -> None:
    value = " ".join(value.split())
    if JOINED in value:
        value, *more = split_cell(value) or [""]
        for one in more:
            draft.keep(column, one)
    name = "full_name" if column.meaning.field == "name" else column.meaning.field
    setattr(draft.contact, name, value)


def whole_name(draft: ContactDraft, column: Column, value: str) -> None:
    single(draft, column, listed(value) if column.meaning.label == FAMILY_FIRST else value)


def note(draft: ContactDraft, column: Column, value: str) -> None:
    draft.contact.note = f"{draft.contact.note}\n{value}" if draft.contact.note else value


def how_we_met(draft: ContactDraft, column: Column, value: str) -> None:
    before, text = draft.contact.how_we_met, " ".join(value.split())
    draft.contact.how_we_met = f"{before}; {text}" if before else text


def tags(draft: ContactDraft, column: Column, value: str) -> None:
    separator = next((separator for separator in (JOINED, ";", ",") if separator in value), JOINED)
    found = dict.fromkeys(draft.contact.categories)
    for word in value.split(separator):
        name = " ".join(word.strip().removeprefix("* ").split())
        if name and name not in found and fold(name) not in SYSTEM_LABELS:
            found[name] = None
    draft.contact.categories = list(found)


def part(draft: ContactDraft, column: Column, value: str) -> None:
    key, what = column.slot, column.part
    parts = draft.slots.get(key)
    if parts is None:
        parts = draft.slots[key] = {}
    elif parts.get(what, value) != value:
        if what != "value":
            draft.keep(column, value)
            draft.contradicting.append(column.name)
            return
        key = (key[0], f"{key[1]} {column.name}")  # "Email" beside "Email 1"
        parts = draft.slots.setdefault(key, {})
    parts[what] = value
    if column.meaning.label:
        draft.labels[key] = column.meaning.label


def day(draft: ContactDraft, column: Column, value: str) -> None:
    name = column.meaning.field
    if date_formats.is_blank_date(value):
        return
    found = date_formats.parse_date(value, column.day_first)
    if found is None:
        draft.problems.append(f"the {name} {value[:40]} is no whole date; kept as it is")
        draft.keep(column, value)
    else:
        setattr(draft.contact, name, found)


def died(draft: ContactDraft, column: Column, value: str) -> None:
    """A date, month, year, text containing one, or "yes"; any other text does not state a death."""
    text = fold(value)
    if text in _NO or date_formats.is_blank_date(value):
        return
    found = (
        date_formats.parse_date(value, column.day_first)
        or date_formats.parse_month_or_year(value)
        or (UNKNOWN if text in _YES else "")
    )
    if found or any(map(str.isdigit, value)):
        draft.contact.other.append(death_line(found or " ".join(value.split())))
    else:
        draft.keep(column, value)


def birth(draft: ContactDraft, column: Column, value: str) -> None:
    draft.birth[column.meaning.field.partition(".")[2]] = value


def word(draft: ContactDraft, column: Column, value: str) -> None:
    setattr(draft, column.meaning.field, " ".join(value.split()))


def photo(draft: ContactDraft, column: Column, value: str) -> None:
    """Photos on the web are never fetched; their address is kept."""
    draft.contact.other.append(f"PHOTO;VALUE=uri:{' '.join(value.split())}")


def name_part(draft: ContactDraft, column: Column, value: str) -> None:
    """Parts of a family name or honorific may have columns of their own."""
    if column.part == "value":
        single(draft, column, value)
    else:
        draft.name_extras[column.part] = " ".join(value.split())


def keep_unknown(draft: ContactDraft, column: Column, value: str) -> None:
    if not _is_placeholder(column, value):
        draft.keep(column, value)


def _is_placeholder(column: Column, value: str) -> bool:
    """Placeholders that programs write for everyone: an empty date, "Unspecified", "Normal"."""
    if len(value) > _MAX_PLACEHOLDER:
        return False
    if _EMPTY_DATE.fullmatch(value):
        return True
    text = normalize_heading(value)
    is_placeholder_column = text == "smtp" or column.normalized in names_of("says_nothing", "columns")
    return is_placeholder_column and text in names_of("says_nothing", "values")


def ignore(draft: ContactDraft, column: Column, value: str) -> None:
    """For columns that the user leaves out."""


CELL_HANDLERS: dict[str, CellHandler] = {
    "name": whole_name, **dict.fromkeys(("given", "additional", "suffix", "nickname", "uid"), single),
    "note": note, "how_we_met": how_we_met, "tags": tags, "birthday": day, "anniversary": day, "died": died, "birth": birth, "file_as": word, "connected": word,
    "photo": photo, "drop": ignore, "other": keep_unknown, "kept": keep_unknown, **dict.fromkeys(("family", "prefix"), name_part),
    **dict.fromkeys(("email", "phone", "address", "url", "im", "event", "relation", "custom", *ROLE_FIELDS), part),
}  # fmt: skip
"""By the first part of a meaning's field."""
"""By the first part of a meaning's field."""


def finish_contact(draft: ContactDraft) -> None:
    """Resolve what needs the whole row: contact points, roles, and the name."""
    for (kind, slot), parts in draft.slots.items():
        SLOT_HANDLERS[kind](draft.contact, parts, draft.labels.get((kind, slot), ""))
    remove_duplicates(draft.contact)
    if draft.birth:
        set_birthday(draft.contact, draft.birth)
    if draft.name_extras:
        join_name_extras(draft.contact, draft.name_extras)
    resolve_name(draft.contact, draft.file_as)
