"""Property by property: what each line of a card adds to the contact."""

import re
from urllib.parse import unquote

from crm.contacts.photo_bytes import PhotoError, photo_from_base64
from crm.formats.vcard import contact_points, date_properties
from crm.formats.vcard.card_builder import Card, one_line
from crm.formats.vcard.contact_points import Property
from crm.formats.vcard.decoding import cut_at, split, unescape
from crm.formats.vcard.labels import plain_label, service_name
from crm.formats.vcard.property_headers import Head
from crm.text.date_lines import ANDROID

_DATA = re.compile(r"data:[\w/.+-]*(?:;[\w=-]+)*?(?:;base64)?,", re.I)
_ALL_ESCAPED = 4  # semicolons within the family name: ownCloud escaped those between the parts
_PICTURES = ("/9j/", "iVBORw0KGgo", "R0lGOD", "UklGR")  # how JPEG, PNG, GIF and WebP begin in base64


def _full_name(card: Card, head: Head, value: str, line: str) -> None:
    name = one_line(unescape(value))
    if not card.contact.full_name:
        card.contact.full_name = name
    elif name and name != card.contact.full_name:
        card.keep(line)


def _name(card: Card, head: Head, value: str, line: str) -> None:
    contact = card.contact
    if "," in value and card.version != "2.1":
        parts = [one_line(" ".join(word for word in split(part, ",") if word)) for part in cut_at(value, ";")]
    else:
        parts = split(value, ";")
        if "\n" in value or "\t" in value or "\\" in value:
            parts = [one_line(part) for part in parts]
    if contact.family or contact.given:
        return
    if "".join(parts) == parts[0] and parts[0].count(";") >= _ALL_ESCAPED:
        parts = [part.strip() for part in parts[0].split(";")]
    parts += [""] * (5 - len(parts))
    contact.family, contact.given, contact.additional, contact.prefix, contact.suffix = parts[:5]


def _nickname(card: Card, head: Head, value: str, line: str) -> None:
    names = [one_line(name) for name in split(value, ",")]
    had = [card.contact.nickname] if card.contact.nickname else []
    card.contact.nickname = ", ".join(dict.fromkeys([*had, *(name for name in names if name)]))


def _organization(card: Card, head: Head, value: str, line: str) -> None:
    parts = [one_line(part) for part in split(value, ";")]
    if any(parts[1:]):
        card.org_lines.append(line)
    organization = parts[0] or next((part for part in parts if part), "")
    if organization:
        card.orgs.append((head.group, organization))


def _title(card: Card, head: Head, value: str, line: str) -> None:
    title = one_line(unescape(value))
    if title:
        card.titles.append((head.group, title))


def _role(card: Card, head: Head, value: str, line: str) -> None:
    if role := one_line(unescape(value)):
        card.role_words.append((role, line))


def _label(card: Card, head: Head, value: str, line: str) -> None:
    card.labels[head.group] = plain_label(one_line(unescape(value)))
    card.label_lines.append((head.group, line))
    card.keep(line)


def _categories(card: Card, head: Head, value: str, line: str) -> None:
    for word in split(value, ","):
        name = one_line(word)
        key = ("category", name)
        if name and key not in card.seen:
            card.seen.add(key)
            card.contact.categories.append(name)


def _note(card: Card, head: Head, value: str, line: str) -> None:
    words = unescape(value).strip()
    if words:
        card.contact.note = f"{card.contact.note}\n{words}" if card.contact.note else words


def _uid(card: Card, head: Head, value: str, line: str) -> None:
    uid = one_line(unescape(value))
    if not card.contact.uid:
        card.contact.uid = uid
    elif uid and uid != card.contact.uid:
        card.keep(line)


def _photo(card: Card, head: Head, value: str, line: str) -> None:
    if "\\" in value:
        value = unescape(value)
    inline = _DATA.match(value, 0, 200) if value[:5].lower() == "data:" else None
    elsewhere = ":" in value[:20]  # base64 has none: an address, whatever the parameters say
    if inline is None and (elsewhere or (head.encoding != "b" and not value.strip().startswith(_PICTURES))):
        if value.strip():
            card.keep(line)
        return
    card.photo_lines.append(card.index)
    data = value[inline.end() :] if inline else value
    if card.contact.photo or not data.strip():
        if data.strip():
            card.problems.append((card.index, "a second photo was left out"))
        return
    try:
        card.contact.photo = photo_from_base64(unquote(data) if "%" in data[:200] else data)
    except PhotoError as why:
        card.problems.append((card.index, f"{why}; the rest of the card was read"))


def _kind(card: Card, head: Head, value: str, line: str) -> None:
    word = value.strip().lower()
    if word == "group":
        card.is_group = True
    elif word not in ("individual", ""):
        card.is_firm = word == "org"
        card.keep(line)


def _member(card: Card, head: Head, value: str, line: str) -> None:
    card.members.append(unescape(value).strip())
    card.keep(line)


def _android(card: Card, head: Head, value: str, line: str) -> None:
    parts = [*split(value, ";"), "", "", ""]
    if parts[0] == ANDROID and parts[1]:
        date_properties.android_event(card, parts[1], parts[2], parts[3], line)
    elif parts[0].rpartition("/")[2] == "nickname" and parts[1]:
        _nickname(card, head, parts[1].replace(",", "\\,"), line)
    elif any(parts[1:]):
        card.keep(line)


def _agent(card: Card, head: Head, value: str, line: str) -> None:
    """An inner card that follows was cut out as one of its own: a mark that announces it must not be written back."""
    if value.strip().upper() not in ("", "BEGIN:VCARD"):
        card.keep(line)


def _address_label(card: Card, head: Head, value: str, line: str) -> None:
    card.address_labels.append((head, value))
    card.keep(line)


def _version(card: Card, head: Head, value: str, line: str) -> None:
    card.version = value.strip()


def _nothing(card: Card, head: Head, value: str, line: str) -> None:
    """What describes the card, not the person."""


PROPERTIES: dict[str, Property] = {
    "VERSION": _version, "PROFILE": _nothing, "REV": _nothing, "PRODID": _nothing, "END": _nothing, "BEGIN": _nothing,
    "X-PRODID": _nothing,
    "FN": _full_name, "N": _name, "NICKNAME": _nickname, "UID": _uid, "EMAIL": contact_points.email, "TEL": contact_points.phone,
    "ADR": contact_points.address, "URL": contact_points.url, "X-SOCIALPROFILE": contact_points.profile, "IMPP": contact_points.messenger, "ORG": _organization,
    "TITLE": _title, "ROLE": _role, "BDAY": date_properties.birthday, "CATEGORIES": _categories, "NOTE": _note, "PHOTO": _photo,
    **dict.fromkeys(date_properties.ANNIVERSARIES, date_properties.anniversary), **dict.fromkeys(date_properties.DEATHS, date_properties.death),
    "X-ABDATE": date_properties.labelled, "X-EVENT": date_properties.labelled,
    "X-ABLABEL": _label, "X-ANDROID-CUSTOM": _android, "KIND": _kind, "X-ADDRESSBOOKSERVER-KIND": _kind,
    "MEMBER": _member, "X-ADDRESSBOOKSERVER-MEMBER": _member, "X-NICKNAME": _nickname,
    "AGENT": _agent, "LABEL": _address_label, "X-MS-TEL": contact_points.phone, "SOCIALPROFILE": contact_points.profile,
    "X-MS-IMADDRESS": contact_points.handle_of("im"), "X-KADDRESSBOOK-X-IMADDRESS": contact_points.handle_of("im"),
    **{f"X-MESSAGING/{word.upper()}-ALL": contact_points.handle_of(service_name(word)) for word in (
        "xmpp", "aim", "icq", "msn", "yahoo", "skype", "irc", "gadu", "groupwise", "sms")},
    **{f"X-{word.upper()}": contact_points.handle_of(service_name(word)) for word in (
        "aim", "icq", "jabber", "msn", "yahoo", "skype", "skype-username", "google-talk", "gtalk", "qq", "gadugadu",
        "groupwise", "sip", "telegram", "whatsapp", "signal", "matrix")},
}  # fmt: skip
