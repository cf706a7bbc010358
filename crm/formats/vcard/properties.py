"""Property handlers: what each property of a card adds to the contact."""

import re
from urllib.parse import unquote

from crm.contacts.photo_bytes import PhotoError, photo_from_base64
from crm.formats.vcard import contact_points, date_properties
from crm.formats.vcard.card_builder import CardBuilder, one_line
from crm.formats.vcard.contact_points import PropertyHandler
from crm.formats.vcard.decoding import split_escaped, split_unescaped, unescape
from crm.formats.vcard.labels import plain_label, service_name
from crm.formats.vcard.property_headers import PropertyHeader
from crm.text.date_lines import ANDROID

_DATA = re.compile(r"data:[\w/.+-]*(?:;[\w=-]+)*?(?:;base64)?,", re.I)
_ALL_ESCAPED = 4  # semicolons within the family name: ownCloud escaped the separators between the parts
# Base64 of the first bytes of JPEG, PNG, GIF and WebP.
_IMAGE_PREFIXES = (
    "/9j/",
    "iVBORw0KGgo",
    "R0lGOD",
    "UklGR",
)


def _full_name(card: CardBuilder, header: PropertyHeader, value: str, line: str) -> None:
    name = one_line(unescape(value))
    if not card.contact.full_name:
        card.contact.full_name = name
    elif name and name != card.contact.full_name:
        card.keep(line)


def _name(card: CardBuilder, header: PropertyHeader, value: str, line: str) -> None:
    contact = card.contact
    if "," in value and card.version != "2.1":
        parts = [
            one_line(" ".join(word for word in split_unescaped(part, ",") if word))
            for part in split_escaped(value, ";")
        ]
    else:
        parts = split_unescaped(value, ";")
        if "\n" in value or "\t" in value or "\\" in value:
            parts = [one_line(part) for part in parts]
    if contact.family or contact.given:
        return
    if "".join(parts) == parts[0] and parts[0].count(";") >= _ALL_ESCAPED:
        parts = [part.strip() for part in parts[0].split(";")]
    parts += [""] * (5 - len(parts))
    contact.family, contact.given, contact.additional, contact.prefix, contact.suffix = parts[:5]


def _nickname(card: CardBuilder, header: PropertyHeader, value: str, line: str) -> None:
    names = [one_line(name) for name in split_unescaped(value, ",")]
    existing = [card.contact.nickname] if card.contact.nickname else []
    card.contact.nickname = ", ".join(dict.fromkeys([*existing, *(name for name in names if name)]))


def _organization(card: CardBuilder, header: PropertyHeader, value: str, line: str) -> None:
    parts = [one_line(part) for part in split_unescaped(value, ";")]
    if any(parts[1:]):
        card.org_lines.append(line)
    organization = parts[0] or next((part for part in parts if part), "")
    if organization:
        card.orgs.append((header.group, organization))


def _title(card: CardBuilder, header: PropertyHeader, value: str, line: str) -> None:
    title = one_line(unescape(value))
    if title:
        card.titles.append((header.group, title))


def _role(card: CardBuilder, header: PropertyHeader, value: str, line: str) -> None:
    if role := one_line(unescape(value)):
        card.role_words.append((role, line))


def _label(card: CardBuilder, header: PropertyHeader, value: str, line: str) -> None:
    card.labels[header.group] = plain_label(one_line(unescape(value)))
    card.label_lines.append((header.group, line))
    card.keep(line)


def _categories(card: CardBuilder, header: PropertyHeader, value: str, line: str) -> None:
    for word in split_unescaped(value, ","):
        name = one_line(word)
        key = ("category", name)
        if name and key not in card.seen:
            card.seen.add(key)
            card.contact.categories.append(name)


def _note(card: CardBuilder, header: PropertyHeader, value: str, line: str) -> None:
    text = unescape(value).strip()
    if text:
        card.contact.note = f"{card.contact.note}\n{text}" if card.contact.note else text


def _uid(card: CardBuilder, header: PropertyHeader, value: str, line: str) -> None:
    uid = one_line(unescape(value))
    if not card.contact.uid:
        card.contact.uid = uid
    elif uid and uid != card.contact.uid:
        card.keep(line)


def _photo(card: CardBuilder, header: PropertyHeader, value: str, line: str) -> None:
    if "\\" in value:
        value = unescape(value)
    data_uri = _DATA.match(value, 0, 200) if value[:5].lower() == "data:" else None
    is_address = ":" in value[:20]  # Base64 has no colon: a web address, whatever the parameters say
    if data_uri is None and (
        is_address or (header.encoding != "b" and not value.strip().startswith(_IMAGE_PREFIXES))
    ):
        if value.strip():
            card.keep(line)
        return
    card.photo_lines.append(card.index)
    data = value[data_uri.end() :] if data_uri else value
    if card.contact.photo or not data.strip():
        if data.strip():
            card.problems.append((card.index, "a second photo was left out"))
        return
    try:
        card.contact.photo = photo_from_base64(unquote(data) if "%" in data[:200] else data)
    except PhotoError as error:
        card.problems.append((card.index, f"{error}; the rest of the card was read"))


def _kind(card: CardBuilder, header: PropertyHeader, value: str, line: str) -> None:
    word = value.strip().lower()
    if word == "group":
        card.is_group = True
    elif word not in ("individual", ""):
        card.is_firm = word == "org"
        card.keep(line)


def _member(card: CardBuilder, header: PropertyHeader, value: str, line: str) -> None:
    card.members.append(unescape(value).strip())
    card.keep(line)


def _android(card: CardBuilder, header: PropertyHeader, value: str, line: str) -> None:
    parts = [*split_unescaped(value, ";"), "", "", ""]
    if parts[0] == ANDROID and parts[1]:
        date_properties.android_event(card, parts[1], parts[2], parts[3], line)
    elif parts[0].rpartition("/")[2] == "nickname" and parts[1]:
        _nickname(card, header, parts[1].replace(",", "\\,"), line)
    elif any(parts[1:]):
        card.keep(line)


def _agent(card: CardBuilder, header: PropertyHeader, value: str, line: str) -> None:
    """A nested card is read as a card of its own: the line that announces it must not be written back."""
    if value.strip().upper() not in ("", "BEGIN:VCARD"):
        card.keep(line)


def _address_label(card: CardBuilder, header: PropertyHeader, value: str, line: str) -> None:
    card.address_labels.append((header, value))
    card.keep(line)


def _version(card: CardBuilder, header: PropertyHeader, value: str, line: str) -> None:
    card.version = value.strip()


def _ignore(card: CardBuilder, header: PropertyHeader, value: str, line: str) -> None:
    """Properties that describe the card, not the person."""


PROPERTIES: dict[str, PropertyHandler] = {
    "VERSION": _version, "PROFILE": _ignore, "REV": _ignore, "PRODID": _ignore, "END": _ignore, "BEGIN": _ignore,
    "X-PRODID": _ignore,
    "FN": _full_name, "N": _name, "NICKNAME": _nickname, "UID": _uid, "EMAIL": contact_points.email, "TEL": contact_points.phone,
    "ADR": contact_points.address, "URL": contact_points.url, "X-SOCIALPROFILE": contact_points.profile, "IMPP": contact_points.messenger, "ORG": _organization,
    "TITLE": _title, "ROLE": _role, "BDAY": date_properties.birthday, "CATEGORIES": _categories, "NOTE": _note, "PHOTO": _photo,
    **dict.fromkeys(date_properties.ANNIVERSARIES, date_properties.anniversary), **dict.fromkeys(date_properties.DEATHS, date_properties.death),
    "X-ABDATE": date_properties.labelled_date, "X-EVENT": date_properties.labelled_date,
    "X-ABLABEL": _label, "X-ANDROID-CUSTOM": _android, "KIND": _kind, "X-ADDRESSBOOKSERVER-KIND": _kind,
    "MEMBER": _member, "X-ADDRESSBOOKSERVER-MEMBER": _member, "X-NICKNAME": _nickname,
    "AGENT": _agent, "LABEL": _address_label, "X-MS-TEL": contact_points.phone, "SOCIALPROFILE": contact_points.profile,
    "X-MS-IMADDRESS": contact_points.handle_handler("im"), "X-KADDRESSBOOK-X-IMADDRESS": contact_points.handle_handler("im"),
    **{f"X-MESSAGING/{word.upper()}-ALL": contact_points.handle_handler(service_name(word)) for word in (
        "xmpp", "aim", "icq", "msn", "yahoo", "skype", "irc", "gadu", "groupwise", "sms")},
    **{f"X-{word.upper()}": contact_points.handle_handler(service_name(word)) for word in (
        "aim", "icq", "jabber", "msn", "yahoo", "skype", "skype-username", "google-talk", "gtalk", "qq", "gadugadu",
        "groupwise", "sip", "telegram", "whatsapp", "signal", "matrix")},
}  # fmt: skip
