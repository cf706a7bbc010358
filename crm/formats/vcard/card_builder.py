"""Builds a contact from the properties of a card; roles, labels and a missing name are resolved at the end."""

from collections import deque
from typing import NamedTuple

from crm.contacts.contact import Contact, ContactRole, Point
from crm.formats.vcard.decoding import unescape
from crm.formats.vcard.property_headers import PropertyHeader
from crm.text.date_lines import date_line, death_line, is_death_label

MAX_KEPT_LINE = 1 << 20


class LabelledDate(NamedTuple):
    """A date whose label may be in another line of its group."""

    group: str
    label: str
    day: str


class CardBuilder:
    """Collects the properties of a card; `finish` resolves what needs the whole card."""

    def __init__(self) -> None:
        self.contact = Contact()
        self.index = 0  # index of the current logical line
        self.version = ""
        self.is_group = False
        self.members: list[str] = []
        self.problems: list[tuple[int, str]] = []  # index of the logical line, reason
        self.photo_lines: list[int] = []
        self.seen: set[tuple[str, str]] = set()
        self.orgs: list[tuple[str, str]] = []
        self.titles: list[tuple[str, str]] = []
        self.role_words: list[tuple[str, str]] = []
        self.org_lines: list[str] = []
        self.labels: dict[str, str] = {}
        self.label_lines: list[tuple[str, str]] = []
        self.grouped: list[tuple[str, Point]] = []
        self.dates: list[LabelledDate] = []
        self.address_labels: list[tuple[PropertyHeader, str]] = []
        self.is_firm = False

    def keep(self, line: str) -> None:
        if len(line) > MAX_KEPT_LINE:
            self.problems.append(
                (self.index, f"{line[:20].split(':')[0]} is larger than 1 MB and was left out")
            )
        else:
            self.contact.other.append(line)

    def is_first(self, kind: str, value: str) -> bool:
        """True the first time the card has this value: repeated values are kept once."""
        key = (kind, value.lower())
        if key in self.seen:
            return False
        self.seen.add(key)
        return True

    def point(self, points: list[Point], header: PropertyHeader, value: str) -> None:
        point = Point(value, header.label, header.preferred)
        points.append(point)
        if header.group:
            self.grouped.append((header.group, point))

    def date(self, label: str, day: str, line: str = "") -> None:
        """Store a labelled date: the first anniversary and birthday as fields, any other as `line`, or a line made from it."""
        contact, kind = self.contact, label.lower()
        if kind == "anniversary" and contact.anniversary in (None, day):
            contact.anniversary = day
        elif kind == "birthday" and contact.birthday in (None, day):
            contact.birthday = day
        elif is_death_label(label):
            self.death(day)
        elif self.is_first("date", f"{label}\0{day}"):
            self.keep(line or date_line(label, day))

    def death(self, died: str) -> None:
        if self.is_first("death", ""):
            self.keep(death_line(died))

    def finish(self) -> None:
        contact = self.contact
        if self.address_labels:
            self._resolve_address_labels()
        if self.is_firm and contact.full_name and not self.orgs and not contact.family:
            self.orgs.append(("", contact.full_name))
        if self.labels or self.dates:
            self._resolve_groups()
        if self.orgs or self.titles or self.role_words:
            self._resolve_roles()
        if self.org_lines:
            contact.other[:0] = self.org_lines
        if not contact.full_name:
            contact.full_name = self._fallback_name()

    def _resolve_address_labels(self) -> None:
        """LABEL is a printed address: in old cards the only one, else another form of one. The line is kept in any case."""
        has_addresses = bool(self.contact.addresses)
        for header, value in self.address_labels:
            street = unescape(value).strip()
            if has_addresses or not street:
                continue
            parts = ["", "", street, "", "", "", ""]
            self.contact.addresses.append(
                point := Point(one_line(street), header.label, header.preferred, parts)
            )
            if header.group:
                self.grouped.append((header.group, point))

    def _resolve_groups(self) -> None:
        for date in self.dates:
            self.date((self.labels.get(date.group, "") if date.group else "") or date.label, date.day)
        for group, point in self.grouped:
            point.label = self.labels.get(group, point.label)
        groups_used = {group for group, _ in self.grouped} | {date.group for date in self.dates}
        consumed = {line for group, line in self.label_lines if group in groups_used}
        if consumed:
            self.contact.other = [line for line in self.contact.other if line not in consumed]

    def _resolve_roles(self) -> None:
        if not self.titles and self.role_words:
            self.titles = [("", self.role_words[0][0])]
            del self.role_words[0]
        for _, line in self.role_words:
            self.keep(line)
        titles_left = _TitlesByGroup(self.titles)
        is_single_role = len(self.orgs) == len(self.titles) == 1
        for group, organization in self.orgs:
            belongs = is_single_role and not _is_own_group(group, self.titles[0][0])
            title = titles_left.take_first() if belongs else titles_left.take(group)
            self.contact.roles.append(ContactRole(organization, title))
        self.contact.roles += [ContactRole("", title) for title in titles_left.take_rest()]

    def _fallback_name(self) -> str:
        contact = self.contact
        parts = (contact.prefix, contact.given, contact.additional, contact.family, contact.suffix)
        name = " ".join(part for part in parts if part)
        for role in contact.roles:
            name = name or role.organization
        for point in (*contact.emails[:1], *contact.phones[:1]):
            name = name or point.value
        return one_line(name or contact.nickname)


class _TitlesByGroup:
    """The titles of a card by group, each taken once; efficient for cards with thousands of titles."""

    def __init__(self, titles: list[tuple[str, str]]) -> None:
        self._titles = titles
        self._left: dict[str, deque[int]] = {}
        for at, (group, _) in enumerate(titles):
            self._left.setdefault(group, deque()).append(at)

    def take(self, group: str) -> str:
        """The first unused title of the group, or ""."""
        titles_left = self._left.get(group)
        return self._titles[titles_left.popleft()][1] if titles_left else ""

    def take_first(self) -> str:
        return self.take(self._titles[0][0])

    def take_rest(self) -> list[str]:
        return [
            self._titles[at][1]
            for at in sorted(at for titles_left in self._left.values() for at in titles_left)
        ]


def _is_own_group(*groups: str) -> bool:
    """Whether a group name is from our own writer, for which ORG and TITLE of different groups are never one role."""
    return any(group.startswith("role") for group in groups)


def one_line(text: str) -> str:
    return " ".join(text.split()) if "\n" in text or "\t" in text else text.strip()
