"""What columns make together: contact points with their labels, roles, events, from the parts of one slot."""

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import zip_longest

from crm.contacts.contact import Contact, ContactRole, Point
from crm.formats.csv import contact_values, postal_addresses
from crm.text import date_formats
from crm.text.date_lines import date_line, death_line, is_death_label

JOINED = ":::"  # how Google puts several values into one cell
_BETWEEN_NUMBERS = re.compile(r" / |, | or | oder | und | and ")
_SHORTEST_NUMBER = 6  # digits
_LABELS = {
    "mobile": "cell",
    "handy": "cell",
    "geschäftlich": "work",
    "privat": "home",
    "homefax": "home fax",
    "workfax": "work fax",
}


_PLACES = ("", "home", "work", "other")  # else a column's name says which messenger it is


def joined(value: str) -> list[str]:
    """The values of one cell."""
    return [one for part in value.split(JOINED) if (one := part.strip())] if JOINED in value else [value]


def _labelled(parts: dict[str, str], told: str) -> list[tuple[str, str, bool]]:
    """(value, label, preferred) of each value."""
    value = parts.get("value", "")
    if JOINED not in value:
        label = _label(parts["label"]) if "label" in parts else (told, False)
        return [(value, *label)] if value else []
    values = joined(value)
    said = [_label(one) for one in joined(parts["label"])] if "label" in parts else [(told, False)]
    return [(value, *label) for value, label in zip_longest(values, said[: len(values)], fillvalue=said[-1])]  # type: ignore[misc]


@lru_cache(maxsize=1000)
def _label(text: str) -> tuple[str, bool]:
    plain = text.strip().removeprefix("*").strip()
    lower = plain.lower()
    return _LABELS.get(lower, lower if lower in _USUAL else plain), text.strip().startswith("*")


_USUAL = {
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


def _emails(contact: Contact, parts: dict[str, str], told: str) -> None:
    for value, label, preferred in _labelled(parts, told):
        several = value.replace(",", ";").split(";") if value.count("@") > 1 else [value]
        for one in several:
            address = "".join(one.split()) if "@" in one else one.strip()
            address = address[7:] if address[:7].lower() == "mailto:" else address
            if address:
                contact.emails.append(Point(address, label, preferred))


def _phones(contact: Contact, parts: dict[str, str], told: str) -> None:
    for value, label, preferred in _labelled(parts, told):
        for one in value.replace("\n", ";").split(";"):
            for number in _numbers(" ".join(one.split())):
                contact.phones.append(Point(number, label, preferred))


def _numbers(cell: str) -> list[str]:
    """ "021 1234567 / 087 1234567" is two, "030 / 1234567" one."""
    several = _BETWEEN_NUMBERS.split(cell)
    are_whole = all(sum(map(str.isdigit, one)) >= _SHORTEST_NUMBER for one in several)
    return [one for one in (several if are_whole else [cell]) if one]


def _urls(contact: Contact, parts: dict[str, str], told: str) -> None:
    for value, label, preferred in _labelled(parts, told):
        contact.urls.append(Point(" ".join(value.split()), label, preferred))


def _messengers(contact: Contact, parts: dict[str, str], told: str) -> None:
    is_place = told in _PLACES
    services = joined(parts.get("service", "" if is_place else told))
    for place, (value, label, preferred) in enumerate(_labelled(parts, told if is_place else "")):
        handle = contact_values.handle(services[min(place, len(services) - 1)], value)
        contact.messengers.append(Point(handle, label, preferred))


def each_once(contact: Contact) -> None:
    """Of an address or a number that several cells say, the first: once at the end, as a row may say thousands."""
    for points in (contact.emails, contact.phones, contact.urls, contact.messengers):
        first: dict[str, Point] = {}
        for point in points:
            first.setdefault(point.value.lower(), point)
        points[:] = first.values()


def _addresses(contact: Contact, parts: dict[str, str], told: str) -> None:
    if not any(JOINED in value for value in parts.values()):
        _address(contact, parts, told)
        return
    several = [joined(value) for value in parts.values()]
    for number, values in enumerate(zip_longest(*several, fillvalue="")):
        _address(contact, dict(zip(parts, values, strict=True)), told if not number else "")


def _address(contact: Contact, parts: dict[str, str], told: str) -> None:
    label, preferred = _label(parts["label"]) if parts.get("label") else (told, False)
    if point := postal_addresses.address(parts, label, preferred):
        contact.addresses.append(point)


def _roles(contact: Contact, parts: dict[str, str], told: str) -> None:
    organizations = [" ".join(one.split()) for one in joined(parts.get("organization", ""))]
    titles = [" ".join(one.split()) for one in joined(parts.get("title", ""))]
    for organization, title in zip_longest(organizations, titles, fillvalue=""):
        if organization or title:
            contact.roles.append(ContactRole(organization, title))
    if department := " ".join(parts.get("department", "").split()):
        contact.other.append(contact_values.department_line(organizations[0], department))


def _event(contact: Contact, parts: dict[str, str], told: str) -> None:
    for value, label, _ in _labelled(parts, told):
        found = date_formats.parse_date(value)
        field = {"anniversary": "anniversary", "birthday": "birthday"}.get(label.lower(), "")
        if field and found and not getattr(contact, field):
            setattr(contact, field, found)
        elif found:
            contact.other.append(death_line(found) if is_death_label(label) else date_line(label, found))
        else:
            contact.other.append(contact_values.labelled_line("X-EVENT", label, value))


def _relation(contact: Contact, parts: dict[str, str], told: str) -> None:
    for value, label, _ in _labelled(parts, told):
        contact.other.append(contact_values.labelled_line("RELATED;VALUE=text", label, value))


def _custom(contact: Contact, parts: dict[str, str], told: str) -> None:
    for value, label, _ in _labelled(parts, told):
        contact.other.append(contact_values.labelled_line("X-CUSTOM-FIELD", label, value))


SETTLE: dict[str, Callable[[Contact, dict[str, str], str], None]] = {
    "email": _emails, "phone": _phones, "url": _urls, "im": _messengers, "address": _addresses, "role": _roles,
    "event": _event, "relation": _relation, "custom": _custom,
}  # fmt: skip
"""By the kind of a slot; each is given the parts, and the label that the columns' names tell."""
