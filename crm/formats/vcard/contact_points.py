"""Contact points: e-mail addresses, phones, postal addresses, web pages and messenger handles."""

import re
from collections.abc import Callable
from urllib.parse import unquote

from crm.contacts.contact import Point
from crm.formats.vcard.card_builder import Card, one_line
from crm.formats.vcard.decoding import clean, split, unescape
from crm.formats.vcard.labels import service_name
from crm.formats.vcard.property_headers import Head

Property = Callable[[Card, Head, str, str], None]
"""Takes the card, the head, the value and the whole line."""

_SCHEME = re.compile(r"([A-Za-z][\w.+-]{1,30}):(.*)", re.S)
_ALL_ESCAPED = 4  # semicolons in the first part of an address: a writer escaped those between the parts
_PLACES = {"home", "work", "other", "pref", "mobile", "cell", "personal", "business", "internet", "voice"}


def email(card: Card, head: Head, value: str, line: str) -> None:
    value = one_line(unescape(value))
    if value[:7].lower() == "mailto:":
        value = value[7:]
    if value and card.new("email", value):
        card.point(card.contact.emails, head, value)


def phone(card: Card, head: Head, value: str, line: str) -> None:
    written, value = value, one_line(unescape(value))
    scheme = value[:5].lower()
    if scheme.startswith("tel:"):
        number, _, extension = clean(unquote(value[4:])).partition(";ext=")
        value = number.partition(";")[0] + (f" ext. {extension.partition(';')[0]}" if extension else "")
        value = one_line(value)
    elif scheme in ("sip:", "xmpp:") or scheme.startswith("sip"):
        messenger(card, head, written, line)
        return
    if value and card.new("phone", value):
        card.point(card.contact.phones, head, value)


def address(card: Card, head: Head, value: str, line: str) -> None:
    parts = split(value, ";")
    if "".join(parts) == parts[0] and parts[0].count(";") >= _ALL_ESCAPED:
        parts = [part.strip() for part in parts[0].split(";")]
    if len(parts) == 1:
        parts = ["", "", parts[0]]
    parts = [*parts, "", "", "", "", "", ""][:7]
    if not any(parts):
        if not head.parameters.get("LABEL"):
            return
        parts[2] = head.parameters["LABEL"].strip()
    box, extended, street, city, region, code, country = parts
    shown = one_line(", ".join(part for part in (street, extended, box, city, region, code, country) if part))
    if shown and card.new("address", "\0".join(parts)):
        card.contact.addresses.append(point := Point(shown, head.label, head.preferred, parts))
        if head.group:
            card.grouped.append((head.group, point))


def url(card: Card, head: Head, value: str, line: str) -> None:
    value = one_line(unescape(value))
    if value and card.new("url", value):
        card.point(card.contact.urls, head, value)


def profile(card: Card, head: Head, value: str, line: str) -> None:
    """X-SOCIALPROFILE: a page where there is one, else a handle of the service named in TYPE."""
    text = unescape(value).strip()
    if text[:8].lower() == "x-apple:":
        messenger(card, head, f"{head.label or 'x-apple'}:{value.partition(':')[2]}", line)
    elif "/" in text or text.lower().startswith("www.") or not (head.label or head.service):
        url(card, head, value, line)
    else:
        messenger(card, Head(head.name, head.group), f"{head.service or head.label}:{value}", line)


def messenger(card: Card, head: Head, value: str, line: str) -> None:
    value = one_line(unescape(value))
    found = _SCHEME.fullmatch(value)
    scheme, handle = (service_name(found[1]), found[2].lstrip("/")) if found else ("", value)
    if head.service and scheme in ("", "x-apple", "xmpp"):
        scheme = head.service
    label = head.label
    if not scheme:
        scheme = next((service_name(word) for word in head.types if word.lower() not in _PLACES), "")
        label = " ".join(word for word in label.split() if service_name(word) != scheme)
    if not handle or not card.new("messenger", f"{scheme}:{handle}"):
        return
    point = Point(f"{scheme}:{handle}" if scheme else handle, label, head.preferred)
    card.contact.messengers.append(point)
    if head.group:
        card.grouped.append((head.group, point))


def handle_of(service: str) -> "Property":
    def add(card: Card, head: Head, value: str, line: str) -> None:
        for handle in value.split("\ue000"):  # KAddressBook puts several into one value
            text = handle.strip()
            if text and not text.lower().startswith(f"{service}:"):
                text = f"{service}:{text}"
            messenger(card, head, text, line)

    return add
