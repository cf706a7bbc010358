"""From the cells of a row to a contact: what each kind of column does with its cell, and what only the whole row settles."""

from collections.abc import Callable
from typing import NamedTuple

from crm.exchange.contact import Contact
from crm.exchange.differences import SYSTEM_LABELS
from crm.exchange.tables import dates, saying
from crm.exchange.tables.columns import Meaning, plain
from crm.exchange.tables.settling import JOINED, SETTLE, joined
from crm.folding import fold
from crm.people import names as people_names

_SAYS_NOTHING = {
    "gender": {"unspecified"}, "sensitivity": {"normal"}, "priority": {"normal"}, "private": {"false", "0"},
    "email type": {"smtp"}, "email 2 type": {"smtp"}, "email 3 type": {"smtp"},
}  # fmt: skip


class Column(NamedTuple):
    """Where its cells make one thing with others', `slot` is which, and `part` what of it they are."""

    name: str
    plain: str
    meaning: Meaning
    slot: tuple[str, str]
    part: str
    day_first: bool = False


def column_of(name: str, meaning: Meaning) -> Column:
    kind, _, what = meaning.field.partition(".")
    if kind in _OF_A_ROLE:
        return Column(name, plain(name), meaning, ("role", meaning.slot), kind)
    return Column(name, plain(name), meaning, (kind, meaning.slot), what or "value")


class Draft:
    """A contact while its row is read. `slots` holds the parts of what several columns make, in the order of the row."""

    def __init__(self) -> None:
        self.contact = Contact()
        self.slots: dict[tuple[str, str], dict[str, str]] = {}
        self.labels: dict[tuple[str, str], str] = {}
        self.birth: dict[str, str] = {}
        self.file_as = self.connected = ""
        self.problems: list[str] = []

    def keep(self, column: Column, value: str) -> None:
        self.contact.other.append(saying.other_line(column.name, value))


Take = Callable[[Draft, Column, str], None]


def single(draft: Draft, column: Column, value: str) -> None:
    value = " ".join(value.split())
    if JOINED in value:
        value, *more = joined(value)
        for one in more:
            draft.keep(column, one)
    name = "full_name" if column.meaning.field == "name" else column.meaning.field
    setattr(draft.contact, name, value)


def note(draft: Draft, column: Column, value: str) -> None:
    draft.contact.note = f"{draft.contact.note}\n{value}" if draft.contact.note else value


def tags(draft: Draft, column: Column, value: str) -> None:
    sign = next((sign for sign in (JOINED, ";", ",") if sign in value), JOINED)
    known = draft.contact.categories
    for word in value.split(sign):
        name = " ".join(word.strip().removeprefix("* ").split())
        if name and name not in known and fold(name) not in SYSTEM_LABELS:
            known.append(name)


def part(draft: Draft, column: Column, value: str) -> None:
    key, what = column.slot, column.part
    parts = draft.slots.get(key)
    if parts is None:
        parts = draft.slots[key] = {}
    elif parts.get(what, value) != value:
        if what != "value":
            draft.keep(column, value)
            return
        key = (key[0], f"{key[1]} {column.name}")  # "Email" beside "Email 1"
        parts = draft.slots.setdefault(key, {})
    parts[what] = value
    if column.meaning.label:
        draft.labels[key] = column.meaning.label


def day(draft: Draft, column: Column, value: str) -> None:
    name = column.meaning.field
    if dates.is_nothing(value):
        return
    found = dates.day(value, column.day_first)
    if found is None:
        draft.problems.append(f"the {name} {value[:40]} is no whole date; kept as it is")
        draft.keep(column, value)
    else:
        setattr(draft.contact, name, found)


def birth(draft: Draft, column: Column, value: str) -> None:
    draft.birth[column.meaning.field.partition(".")[2]] = value


def word(draft: Draft, column: Column, value: str) -> None:
    setattr(draft, column.meaning.field, " ".join(value.split()))


def photo(draft: Draft, column: Column, value: str) -> None:
    """A picture on the web is never fetched; where it is stays known."""
    draft.contact.other.append(f"PHOTO;VALUE=uri:{' '.join(value.split())}")


def kept(draft: Draft, column: Column, value: str) -> None:
    if value.lower() in _SAYS_NOTHING.get(column.plain, ()) or (dates.is_nothing(value) and "/" in value):
        return
    draft.keep(column, value)


def nothing(draft: Draft, column: Column, value: str) -> None:
    """What the user wants left out."""


_OF_A_ROLE = ("organization", "title", "department")
TAKES: dict[str, Take] = {
    **dict.fromkeys(("name", "given", "additional", "family", "prefix", "suffix", "nickname", "uid", "how_we_met"), single),
    "note": note, "tags": tags, "birthday": day, "anniversary": day, "birth": birth, "file_as": word, "connected": word,
    "photo": photo, "drop": nothing, "other": kept,
    **dict.fromkeys(("email", "phone", "address", "url", "im", "event", "relation", "custom", *_OF_A_ROLE), part),
}  # fmt: skip
"""By the first part of a meaning's field."""


def settle(draft: Draft) -> None:
    """What only the whole row can tell: contact points, roles, and the name."""
    for (kind, slot), parts in draft.slots.items():
        SETTLE[kind](draft.contact, parts, draft.labels.get((kind, slot), ""))
    if draft.birth:
        _settle_birth(draft)
    _settle_name(draft)


def _settle_birth(draft: Draft) -> None:
    """Year, month and day in columns of their own; the year may be missing."""
    year, month, number = (draft.birth.get(name, "") for name in ("year", "month", "day"))
    found = dates.day(f"{year or '-'}-{month:0>2}-{number:0>2}")
    if found:
        draft.contact.birthday = found
    else:
        draft.contact.other.append(saying.other_line("Birth", "-".join(filter(None, (year, month, number)))))


def _settle_name(draft: Draft) -> None:
    contact = draft.contact
    if not contact.full_name and (contact.given or contact.additional or contact.family):
        contact.full_name = people_names.joined(
            people_names.Parts(
                contact.prefix, contact.given, contact.additional, contact.family, contact.suffix
            )
        )
    if draft.file_as and draft.file_as != contact.full_name:
        if contact.full_name:
            contact.other.append(saying.other_line("File As", draft.file_as))
        contact.full_name = contact.full_name or draft.file_as
    if not contact.full_name:
        made = [role.organization for role in contact.roles if role.organization]
        made += [point.value for point in (*contact.emails[:1], *contact.phones[:1])]
        contact.full_name = (made or [contact.nickname])[0]
