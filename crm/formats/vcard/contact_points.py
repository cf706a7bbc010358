"""Contact point properties: e-mail addresses, phones, postal addresses, web pages and messenger handles."""

import re
from collections.abc import Callable
from urllib.parse import unquote

from crm.contacts.contact import Point
from crm.formats.vcard.card_builder import CardBuilder, one_line
from crm.formats.vcard.decoding import clean, split_unescaped, unescape
from crm.formats.vcard.labels import service_name
from crm.formats.vcard.property_headers import PropertyHeader

PropertyHandler = Callable[[CardBuilder, PropertyHeader, str, str], None]
"""Called with the card builder, the header, the value and the whole line."""

_SCHEME = re.compile(r"([A-Za-z][\w.+-]{1,30}):(.*)", re.S)
_ALL_ESCAPED = 4  # semicolons in the first part of an address: the writer escaped the separators
_TYPE_WORDS = {"home", "work", "other", "pref", "mobile", "cell", "personal", "business", "internet", "voice"}


def email(card: CardBuilder, header: PropertyHeader, value: str, line: str) -> None:
    value = one_line(unescape(value))
    if value[:7].lower() == "mailto:":
        value = value[7:]
    if value and card.is_first("email", value):
        card.point(card.contact.emails, header, value)


def phone(card: CardBuilder, header: PropertyHeader, value: str, line: str) -> None:
    written, value = value, one_line(unescape(value))
    scheme = value[:5].lower()
    if scheme.startswith("tel:"):
        number, _, extension = clean(unquote(value[4:])).partition(";ext=")
        value = number.partition(";")[0] + (f" ext. {extension.partition(';')[0]}" if extension else "")
        value = one_line(value)
    elif scheme in ("sip:", "xmpp:") or scheme.startswith("sip"):
        messenger(card, header, written, line)
        return
    if value and card.is_first("phone", value):
        card.point(card.contact.phones, header, value)


def address(card: CardBuilder, header: PropertyHeader, value: str, line: str) -> None:
    parts = split_unescaped(value, ";")
    if "".join(parts) == parts[0] and parts[0].count(";") >= _ALL_ESCAPED:
        parts = [part.strip() for part in parts[0].split(";")]
    if len(parts) == 1:
        parts = ["", "", parts[0]]
    parts = [*parts, "", "", "", "", "", ""][:7]
    if not any(parts):
        if not header.parameters.get("LABEL"):
            return
        parts[2] = header.parameters["LABEL"].strip()
    box, extended, street, city, region, code, country = parts
    shown = one_line(", ".join(part for part in (street, extended, box, city, region, code, country) if part))
    if shown and card.is_first("address", "\0".join(parts)):
        card.contact.addresses.append(point := Point(shown, header.label, header.preferred, parts))
        if header.group:
            card.grouped.append((header.group, point))


def url(card: CardBuilder, header: PropertyHeader, value: str, line: str) -> None:
    value = one_line(unescape(value))
    if value and card.is_first("url", value):
        card.point(card.contact.urls, header, value)


def profile(card: CardBuilder, header: PropertyHeader, value: str, line: str) -> None:
    """X-SOCIALPROFILE: a web page if there is one, else a handle of the service named in TYPE."""
    text = unescape(value).strip()
    if text[:8].lower() == "x-apple:":
        messenger(card, header, f"{header.label or 'x-apple'}:{value.partition(':')[2]}", line)
    elif "/" in text or text.lower().startswith("www.") or not (header.label or header.service):
        url(card, header, value, line)
    else:
        messenger(
            card, PropertyHeader(header.name, header.group), f"{header.service or header.label}:{value}", line
        )


def messenger(card: CardBuilder, header: PropertyHeader, value: str, line: str) -> None:
    value = one_line(unescape(value))
    found = _SCHEME.fullmatch(value)
    scheme, handle = (service_name(found[1]), found[2].lstrip("/")) if found else ("", value)
    if header.service and scheme in ("", "x-apple", "xmpp"):
        scheme = header.service
    label = header.label
    if not scheme:
        scheme = next((service_name(word) for word in header.types if word.lower() not in _TYPE_WORDS), "")
        label = " ".join(word for word in label.split() if service_name(word) != scheme)
    if not handle or not card.is_first("messenger", f"{scheme}:{handle}"):
        return
    point = Point(f"{scheme}:{handle}" if scheme else handle, label, header.preferred)
    card.contact.messengers.append(point)
    if header.group:
        card.grouped.append((header.group, point))


def handle_handler(service: str) -> "PropertyHandler":
    def add(card: CardBuilder, header: PropertyHeader, value: str, line: str) -> None:
        for handle in value.split("\ue000"):  # KAddressBook joins several handles with this character
            text = handle.strip()
            if text and not text.lower().startswith(f"{service}:"):
                text = f"{service}:{text}"
            messenger(card, header, text, line)

    return add
