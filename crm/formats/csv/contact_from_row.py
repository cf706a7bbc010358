"""From the cells of a row to a contact: what each kind of column does with its cell, and what only the whole row settles."""

import re
from collections.abc import Callable
from typing import NamedTuple

from crm.contacts.contact import Contact
from crm.formats.csv import contact_values
from crm.formats.csv.column_fields import OF_A_ROLE, Meaning, plain
from crm.formats.csv.grouped_columns import JOINED, SETTLE, each_once, joined
from crm.formats.csv.heading_meaning import FAMILY_FIRST
from crm.formats.csv.name_columns import settle_beside, settle_birth, settle_name
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
_LONGEST_NOTHING = 30  # characters


class Column(NamedTuple):
    """Where its cells make one thing with others', `slot` is which, and `part` what of it they are."""

    name: str
    plain: str
    meaning: Meaning
    slot: tuple[str, str]
    part: str
    day_first: bool | None = None


def column_of(name: str, meaning: Meaning) -> Column:
    kind, _, what = meaning.field.partition(".")
    if kind in OF_A_ROLE:
        return Column(name, plain(name), meaning, ("role", meaning.slot), kind)
    return Column(name, plain(name), meaning, (kind, meaning.slot), what or "value")


class Draft:
    """A contact while its row is read. `slots` holds the parts of what several columns make, in the order of the row."""

    def __init__(self) -> None:
        self.contact = Contact()
        self.slots: dict[tuple[str, str], dict[str, str]] = {}
        self.labels: dict[tuple[str, str], str] = {}
        self.birth: dict[str, str] = {}
        self.beside: dict[
            str, str
        ] = {}  # the particle and the second family name, and a title after an honorific
        self.file_as = self.connected = ""
        self.problems: list[str] = []
        self.twice: list[str] = []  # columns that say otherwise what another one said

    def keep(self, column: Column, value: str) -> None:
        self.contact.other.append(contact_values.other_line(column.name, value))


_NO_DAY = re.compile(r"0{1,4}([./-])0{1,4}\1?0{0,4}")
Take = Callable[[Draft, Column, str], None]


def single(draft: Draft, column: Column, value: str) -> None:
    value = " ".join(value.split())
    if JOINED in value:
        value, *more = joined(value) or [""]
        for one in more:
            draft.keep(column, one)
    name = "full_name" if column.meaning.field == "name" else column.meaning.field
    setattr(draft.contact, name, value)


def whole_name(draft: Draft, column: Column, value: str) -> None:
    single(draft, column, listed(value) if column.meaning.label == FAMILY_FIRST else value)


def note(draft: Draft, column: Column, value: str) -> None:
    draft.contact.note = f"{draft.contact.note}\n{value}" if draft.contact.note else value


def how_we_met(draft: Draft, column: Column, value: str) -> None:
    before, said = draft.contact.how_we_met, " ".join(value.split())
    draft.contact.how_we_met = f"{before}; {said}" if before else said


def tags(draft: Draft, column: Column, value: str) -> None:
    sign = next((sign for sign in (JOINED, ";", ",") if sign in value), JOINED)
    known = dict.fromkeys(draft.contact.categories)
    for word in value.split(sign):
        name = " ".join(word.strip().removeprefix("* ").split())
        if name and name not in known and fold(name) not in SYSTEM_LABELS:
            known[name] = None
    draft.contact.categories = list(known)


def part(draft: Draft, column: Column, value: str) -> None:
    key, what = column.slot, column.part
    parts = draft.slots.get(key)
    if parts is None:
        parts = draft.slots[key] = {}
    elif parts.get(what, value) != value:
        if what != "value":
            draft.keep(column, value)
            draft.twice.append(column.name)
            return
        key = (key[0], f"{key[1]} {column.name}")  # "Email" beside "Email 1"
        parts = draft.slots.setdefault(key, {})
    parts[what] = value
    if column.meaning.label:
        draft.labels[key] = column.meaning.label


def day(draft: Draft, column: Column, value: str) -> None:
    name = column.meaning.field
    if date_formats.is_blank_date(value):
        return
    found = date_formats.parse_date(value, column.day_first)
    if found is None:
        draft.problems.append(f"the {name} {value[:40]} is no whole date; kept as it is")
        draft.keep(column, value)
    else:
        setattr(draft.contact, name, found)


def died(draft: Draft, column: Column, value: str) -> None:
    """A day, a month or a year, words that hold one, or yes; any other word tells of nobody's death."""
    said = fold(value)
    if said in _NO or date_formats.is_blank_date(value):
        return
    found = (
        date_formats.parse_date(value, column.day_first)
        or date_formats.parse_month_or_year(value)
        or (UNKNOWN if said in _YES else "")
    )
    if found or any(map(str.isdigit, value)):
        draft.contact.other.append(death_line(found or " ".join(value.split())))
    else:
        draft.keep(column, value)


def birth(draft: Draft, column: Column, value: str) -> None:
    draft.birth[column.meaning.field.partition(".")[2]] = value


def word(draft: Draft, column: Column, value: str) -> None:
    setattr(draft, column.meaning.field, " ".join(value.split()))


def photo(draft: Draft, column: Column, value: str) -> None:
    """A picture on the web is never fetched; where it is stays known."""
    draft.contact.other.append(f"PHOTO;VALUE=uri:{' '.join(value.split())}")


def name_part(draft: Draft, column: Column, value: str) -> None:
    """What stands beside a family name or an honorific, and belongs to it, may have a column of its own."""
    if column.part == "value":
        single(draft, column, value)
    else:
        draft.beside[column.part] = " ".join(value.split())


def kept(draft: Draft, column: Column, value: str) -> None:
    if not _says_nothing(column, value):
        draft.keep(column, value)


def _says_nothing(column: Column, value: str) -> bool:
    """What a program writes into a column of everyone: an empty date, "Unspecified", "Normal"."""
    if len(value) > _LONGEST_NOTHING:
        return False
    if _NO_DAY.fullmatch(value):
        return True
    word = plain(value)
    is_usual = word == "smtp" or column.plain in names_of("says_nothing", "columns")
    return is_usual and word in names_of("says_nothing", "values")


def nothing(draft: Draft, column: Column, value: str) -> None:
    """What the user wants left out."""


TAKES: dict[str, Take] = {
    "name": whole_name, **dict.fromkeys(("given", "additional", "suffix", "nickname", "uid"), single),
    "note": note, "how_we_met": how_we_met, "tags": tags, "birthday": day, "anniversary": day, "died": died, "birth": birth, "file_as": word, "connected": word,
    "photo": photo, "drop": nothing, "other": kept, "kept": kept, **dict.fromkeys(("family", "prefix"), name_part),
    **dict.fromkeys(("email", "phone", "address", "url", "im", "event", "relation", "custom", *OF_A_ROLE), part),
}  # fmt: skip
"""By the first part of a meaning's field."""


def settle(draft: Draft) -> None:
    """What only the whole row can tell: contact points, roles, and the name."""
    for (kind, slot), parts in draft.slots.items():
        SETTLE[kind](draft.contact, parts, draft.labels.get((kind, slot), ""))
    each_once(draft.contact)
    if draft.birth:
        settle_birth(draft.contact, draft.birth)
    if draft.beside:
        settle_beside(draft.contact, draft.beside)
    settle_name(draft.contact, draft.file_as)
