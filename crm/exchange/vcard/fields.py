"""Property by property: what each line of a card adds to the contact."""

import re
from collections.abc import Callable
from urllib.parse import unquote

from crm.exchange.contact import Contact, ContactRole, Point
from crm.exchange.photos import NoPhoto, photo_from_base64
from crm.exchange.vcard.dates import day_of
from crm.exchange.vcard.heads import Head
from crm.exchange.vcard.labels import plain_label, service_name
from crm.exchange.vcard.text import cut_at, split, unescape

LARGEST_KEPT = 1 << 20

_SCHEME = re.compile(r"([A-Za-z][\w.+-]{1,30}):(.*)", re.S)
_PLACES = {"home", "work", "other", "pref", "mobile", "cell", "personal", "business", "internet", "voice"}
_DATA = re.compile(r"data:[\w/.+-]*(?:;[\w=-]+)*?(?:;base64)?,", re.I)


class Card:
    """A card while it is read; `finish` settles what needs the whole card."""

    def __init__(self) -> None:
        self.contact = Contact()
        self.index = 0  # of the logical line at hand
        self.version = ""
        self.is_group = False
        self.members: list[str] = []
        self.problems: list[tuple[int, str]] = []  # logical line, reason
        self.photo_lines: list[int] = []
        self.seen: set[tuple[str, str]] = set()
        self.orgs: list[tuple[str, str]] = []
        self.titles: list[tuple[str, str]] = []
        self.role_words: list[tuple[str, str]] = []
        self.org_lines: list[str] = []
        self.labels: dict[str, str] = {}
        self.label_lines: list[tuple[str, str]] = []
        self.grouped: list[tuple[str, Point]] = []
        self.dates: list[tuple[str, str, str]] = []

    def keep(self, line: str) -> None:
        if len(line) > LARGEST_KEPT:
            self.problems.append(
                (self.index, f"{line[:20].split(':')[0]} is larger than 1 MB and was left out")
            )
        else:
            self.contact.other.append(line)

    def new(self, kind: str, value: str) -> bool:
        """True the first time this card gives this value: twins of one fact are kept once."""
        key = (kind, value.lower())
        if key in self.seen:
            return False
        self.seen.add(key)
        return True

    def point(self, points: list[Point], head: Head, value: str) -> None:
        point = Point(value, head.label, head.preferred)
        points.append(point)
        if head.group:
            self.grouped.append((head.group, point))

    def finish(self) -> None:
        contact = self.contact
        if self.labels or self.dates:
            self._settle_groups()
        if self.orgs or self.titles or self.role_words:
            self._settle_roles()
        if self.org_lines:
            contact.other[:0] = self.org_lines
        if not contact.full_name:
            contact.full_name = self._made_name()

    def _settle_groups(self) -> None:
        drop: set[str] = set()
        for group, value, line in self.dates:
            day = day_of(value)
            if day and not self.contact.anniversary and self.labels.get(group, "").lower() == "anniversary":
                self.contact.anniversary = day
                drop.add(line)
                self.grouped.append((group, Point("")))
        for group, point in self.grouped:
            point.label = self.labels.get(group, point.label)
        understood = {group for group, _ in self.grouped}
        drop.update(line for group, line in self.label_lines if group in understood)
        if drop:
            self.contact.other = [line for line in self.contact.other if line not in drop]

    def _settle_roles(self) -> None:
        if not self.titles and self.role_words:
            self.titles = [("", self.role_words[0][0])]
            del self.role_words[0]
        for _, line in self.role_words:
            self.keep(line)
        left = self.titles
        for group, organization in self.orgs:
            match = next((title for title in left if title[0] == group), None)
            if (
                match is None
                and len(self.orgs) == len(self.titles) == 1
                and not _made_here(group, left[0][0])
            ):
                match = left[0]
            if match is not None:
                left = [title for title in left if title is not match]
            self.contact.roles.append(ContactRole(organization, match[1] if match else ""))
        self.contact.roles += [ContactRole("", title) for _, title in left]

    def _made_name(self) -> str:
        contact = self.contact
        parts = (contact.prefix, contact.given, contact.additional, contact.family, contact.suffix)
        name = " ".join(part for part in parts if part)
        for role in contact.roles:
            name = name or role.organization
        for point in (*contact.emails[:1], *contact.phones[:1]):
            name = name or point.value
        return one_line(name or contact.nickname)


def _made_here(*groups: str) -> bool:
    """Groups of our own writer say for certain that two lines are not one role."""
    return any(group.startswith("role") for group in groups)


def one_line(text: str) -> str:
    return " ".join(text.split()) if "\n" in text or "\t" in text else text.strip()


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
        parts = [one_line(part) for part in split(value, ";")]
    if contact.family or contact.given:
        return
    parts += [""] * (5 - len(parts))
    contact.family, contact.given, contact.additional, contact.prefix, contact.suffix = parts[:5]


def _nickname(card: Card, head: Head, value: str, line: str) -> None:
    names = [one_line(name) for name in split(value, ",")]
    had = [card.contact.nickname] if card.contact.nickname else []
    card.contact.nickname = ", ".join(dict.fromkeys([*had, *(name for name in names if name)]))


def _email(card: Card, head: Head, value: str, line: str) -> None:
    value = one_line(unescape(value))
    if value[:7].lower() == "mailto:":
        value = value[7:]
    if value and card.new("email", value):
        card.point(card.contact.emails, head, value)


def _phone(card: Card, head: Head, value: str, line: str) -> None:
    value = one_line(unescape(value))
    scheme = value[:5].lower()
    if scheme.startswith("tel:"):
        number, _, extension = unquote(value[4:]).partition(";ext=")
        value = number.partition(";")[0] + (f" ext. {extension.partition(';')[0]}" if extension else "")
        value = one_line(value)
    elif scheme in ("sip:", "xmpp:") or scheme.startswith("sip"):
        _messenger(card, head, value, line)
        return
    if value and card.new("phone", value):
        card.point(card.contact.phones, head, value)


def _address(card: Card, head: Head, value: str, line: str) -> None:
    parts = split(value, ";")
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


def _url(card: Card, head: Head, value: str, line: str) -> None:
    value = one_line(unescape(value))
    if value and card.new("url", value):
        card.point(card.contact.urls, head, value)


def _profile(card: Card, head: Head, value: str, line: str) -> None:
    """X-SOCIALPROFILE: a page where there is one, else a handle of the service named in TYPE."""
    if unescape(value).strip()[:8].lower() == "x-apple:":
        _messenger(card, head, f"{head.label or 'x-apple'}:{value.partition(':')[2]}", line)
    else:
        _url(card, head, value, line)


def _messenger(card: Card, head: Head, value: str, line: str) -> None:
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


def _handle_of(service: str) -> "Property":
    def add(card: Card, head: Head, value: str, line: str) -> None:
        for handle in value.split("\ue000"):  # KAddressBook puts several into one value
            text = handle.strip()
            if text and not text.lower().startswith(f"{service}:"):
                text = f"{service}:{text}"
            _messenger(card, head, text, line)

    return add


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


def _birthday(card: Card, head: Head, value: str, line: str) -> None:
    if not value.strip():
        return
    day = day_of(value, head.parameters.get("X-APPLE-OMIT-YEAR"))
    if day is None or card.contact.birthday:
        if day is None and head.parameters.get("VALUE", "").lower() != "text":
            card.problems.append(
                (card.index, f"the birthday {value.strip()[:40]} is no whole date; kept as it is")
            )
        if day is None or day != card.contact.birthday:
            card.keep(line)
        return
    card.contact.birthday = day


def _anniversary(card: Card, head: Head, value: str, line: str) -> None:
    if not value.strip():
        return
    day = day_of(value, head.parameters.get("X-APPLE-OMIT-YEAR"))
    if day is None or card.contact.anniversary not in (None, day):
        card.keep(line)
    else:
        card.contact.anniversary = day


def _dated(card: Card, head: Head, value: str, line: str) -> None:
    card.dates.append((head.group, value, line))
    card.keep(line)


def _label(card: Card, head: Head, value: str, line: str) -> None:
    card.labels[head.group] = plain_label(one_line(unescape(value)))
    card.label_lines.append((head.group, line))
    card.keep(line)


def _categories(card: Card, head: Head, value: str, line: str) -> None:
    for word in split(value, ","):
        name = one_line(word)
        if name and name not in card.contact.categories:
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
    if inline is None and head.encoding != "b":
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
    except NoPhoto as why:
        card.problems.append((card.index, f"{why}; the rest of the card was read"))


def _kind(card: Card, head: Head, value: str, line: str) -> None:
    word = value.strip().lower()
    if word == "group":
        card.is_group = True
    elif word not in ("individual", ""):
        card.keep(line)


def _member(card: Card, head: Head, value: str, line: str) -> None:
    card.members.append(unescape(value).strip())
    card.keep(line)


def _android(card: Card, head: Head, value: str, line: str) -> None:
    parts = [*split(value, ";"), "", "", ""]
    kind = parts[0].rpartition("/")[2]
    day = day_of(parts[1])
    if kind == "nickname" and parts[1]:
        _nickname(card, head, parts[1].replace(",", "\\,"), line)
    elif kind == "contact_event" and day and parts[2] == "1" and not card.contact.anniversary:
        card.contact.anniversary = day
    elif kind == "contact_event" and day and parts[2] == "3" and not card.contact.birthday:
        card.contact.birthday = day
    elif any(parts[1:]):
        card.keep(line)


def _version(card: Card, head: Head, value: str, line: str) -> None:
    card.version = value.strip()


def _nothing(card: Card, head: Head, value: str, line: str) -> None:
    """What describes the card, not the person."""


Property = Callable[[Card, Head, str, str], None]

PROPERTIES: dict[str, Property] = {
    "VERSION": _version, "PROFILE": _nothing, "REV": _nothing, "PRODID": _nothing, "END": _nothing, "BEGIN": _nothing,
    "X-PRODID": _nothing,
    "FN": _full_name, "N": _name, "NICKNAME": _nickname, "UID": _uid, "EMAIL": _email, "TEL": _phone,
    "ADR": _address, "URL": _url, "X-SOCIALPROFILE": _profile, "IMPP": _messenger, "ORG": _organization,
    "TITLE": _title, "ROLE": _role, "BDAY": _birthday, "CATEGORIES": _categories, "NOTE": _note, "PHOTO": _photo,
    "ANNIVERSARY": _anniversary, "X-ANNIVERSARY": _anniversary, "X-EVOLUTION-ANNIVERSARY": _anniversary,
    "X-KADDRESSBOOK-X-ANNIVERSARY": _anniversary, "X-MS-ANNIVERSARY": _anniversary, "X-ABDATE": _dated,
    "X-ABLABEL": _label, "X-ANDROID-CUSTOM": _android, "KIND": _kind, "X-ADDRESSBOOKSERVER-KIND": _kind,
    "MEMBER": _member, "X-ADDRESSBOOKSERVER-MEMBER": _member, "X-NICKNAME": _nickname,
    "X-MESSAGING/XMPP-ALL": _handle_of("xmpp"), "X-MS-IMADDRESS": _handle_of("im"),
    **{f"X-{word.upper()}": _handle_of(service_name(word)) for word in (
        "aim", "icq", "jabber", "msn", "yahoo", "skype", "skype-username", "google-talk", "gtalk", "qq", "gadugadu",
        "groupwise", "sip", "telegram", "whatsapp", "signal", "matrix")},
}  # fmt: skip
