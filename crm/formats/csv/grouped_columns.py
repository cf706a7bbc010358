"""Values made of several columns: contact points with their labels, roles and events, from the parts of one slot."""

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from crm.contacts.contact import Contact, ContactRole, Point
from crm.formats.csv import contact_values, postal_addresses
from crm.text import date_formats
from crm.text.date_lines import date_line, death_line, is_death_label

JOINED = ":::"  # Google's separator within a cell
_BETWEEN_NUMBERS = re.compile(r" / |, | or | oder | und | and ")
_MIN_DIGITS = 6  # digits
_LABELS = {
    "mobile": "cell",
    "handy": "cell",
    "geschäftlich": "work",
    "privat": "home",
    "homefax": "home fax",
    "workfax": "work fax",
}


_LOCATIONS = ("", "home", "work", "other")  # else the heading names a messenger service


def split_cell(value: str) -> list[str]:
    """The values of one cell."""
    return [one for part in value.split(JOINED) if (one := part.strip())] if JOINED in value else [value]


class _LabelledValue(NamedTuple):
    value: str
    label: str
    preferred: bool


def _labelled_values(parts: dict[str, str], heading_label: str) -> list[_LabelledValue]:
    """The values of a slot with their labels, from the label column or the heading."""
    value = parts.get("value", "")
    if JOINED not in value:
        label = _label(parts["label"]) if "label" in parts else (heading_label, False)
        return [_LabelledValue(value, *label)] if value else []
    values = split_cell(value)
    labels = (
        [_label(one) for one in split_cell(parts["label"])] if "label" in parts else [(heading_label, False)]
    )
    return [
        _LabelledValue(one, *(labels[index] if index < len(labels) else labels[-1]))
        for index, one in enumerate(values)
    ]


@lru_cache(maxsize=1000)
def _label(text: str) -> tuple[str, bool]:
    plain = text.strip().removeprefix("*").strip()
    lower = plain.lower()
    return _LABELS.get(lower, lower if lower in _STANDARD_LABELS else plain), text.strip().startswith("*")


_STANDARD_LABELS = {
    "home",
    "work",
    "other",
    "main",
    "fax",
    "home fax",
    "work fax",
    "pager",
    "home page",
    "profile",
    "blog",
    "car",
    "spouse",
}


def _emails(contact: Contact, parts: dict[str, str], heading_label: str) -> None:
    for value, label, preferred in _labelled_values(parts, heading_label):
        several = value.replace(",", ";").split(";") if value.count("@") > 1 else [value]
        for one in several:
            address = "".join(one.split()) if "@" in one else one.strip()
            address = address[7:] if address[:7].lower() == "mailto:" else address
            if address:
                contact.emails.append(Point(address, label, preferred))


def _phones(contact: Contact, parts: dict[str, str], heading_label: str) -> None:
    for value, label, preferred in _labelled_values(parts, heading_label):
        for one in value.replace("\n", ";").split(";"):
            for number in _numbers(" ".join(one.split())):
                contact.phones.append(Point(number, label, preferred))


def _numbers(cell: str) -> list[str]:
    """ "021 1234567 / 087 1234567" is two numbers, "030 / 1234567" is one."""
    several = _BETWEEN_NUMBERS.split(cell)
    are_whole = all(sum(map(str.isdigit, one)) >= _MIN_DIGITS for one in several)
    return [one for one in (several if are_whole else [cell]) if one]


def _urls(contact: Contact, parts: dict[str, str], heading_label: str) -> None:
    for value, label, preferred in _labelled_values(parts, heading_label):
        contact.urls.append(Point(" ".join(value.split()), label, preferred))


def _messengers(contact: Contact, parts: dict[str, str], heading_label: str) -> None:
    is_location = heading_label in _LOCATIONS
    services = split_cell(parts.get("service", "" if is_location else heading_label))
    for index, (value, label, preferred) in enumerate(
        _labelled_values(parts, heading_label if is_location else "")
    ):
        handle = contact_values.handle(services[min(index, len(services) - 1)], value)
        contact.messengers.append(Point(handle, label, preferred))


def remove_duplicates(contact: Contact) -> None:
    """Keep the first of equal addresses or numbers; done once at the end, as a row may hold thousands."""
    for points in (contact.emails, contact.phones, contact.urls, contact.messengers):
        first: dict[str, Point] = {}
        for point in points:
            first.setdefault(point.value.lower(), point)
        points[:] = first.values()


def _addresses(contact: Contact, parts: dict[str, str], heading_label: str) -> None:
    if not any(JOINED in value for value in parts.values()):
        _address(contact, parts, heading_label)
        return
    several = [split_cell(value) for value in parts.values()]
    for number, values in enumerate(zip_longest(*several, fillvalue="")):
        _address(contact, dict(zip(parts, values, strict=True)), heading_label if not number else "")


def _address(contact: Contact, parts: dict[str, str], heading_label: str) -> None:
    label, preferred = _label(parts["label"]) if parts.get("label") else (heading_label, False)
    if point := postal_addresses.address(parts, label, preferred):
        contact.addresses.append(point)


def _roles(contact: Contact, parts: dict[str, str], heading_label: str) -> None:
    organizations = [" ".join(one.split()) for one in split_cell(parts.get("organization", ""))]
    titles = [" ".join(one.split()) for one in split_cell(parts.get("title", ""))]
    for organization, title in zip_longest(organizations, titles, fillvalue=""):
        if organization or title:
            contact.roles.append(ContactRole(organization, title))
    if department := " ".join(parts.get("department", "").split()):
        contact.other.append(contact_values.department_line(organizations[0], department))


def _event(contact: Contact, parts: dict[str, str], heading_label: str) -> None:
    for value, label, _ in _labelled_values(parts, heading_label):
        found = date_formats.parse_date(value)
        field = {"anniversary": "anniversary", "birthday": "birthday"}.get(label.lower(), "")
        if field and found and not getattr(contact, field):
            setattr(contact, field, found)
        elif found:
            contact.other.append(death_line(found) if is_death_label(label) else date_line(label, found))
        else:
            contact.other.append(contact_values.labelled_line("X-EVENT", label, value))


def _relation(contact: Contact, parts: dict[str, str], heading_label: str) -> None:
    for value, label, _ in _labelled_values(parts, heading_label):
        contact.other.append(contact_values.labelled_line("RELATED;VALUE=text", label, value))


def _custom(contact: Contact, parts: dict[str, str], heading_label: str) -> None:
    for value, label, _ in _labelled_values(parts, heading_label):
        contact.other.append(contact_values.labelled_line("X-CUSTOM-FIELD", label, value))


SLOT_HANDLERS: dict[str, Callable[[Contact, dict[str, str], str], None]] = {
    "email": _emails, "phone": _phones, "url": _urls, "im": _messengers, "address": _addresses, "role": _roles,
    "event": _event, "relation": _relation, "custom": _custom,
}  # fmt: skip
"""By the kind of a slot; each handler gets the parts, and the label that the headings imply."""
