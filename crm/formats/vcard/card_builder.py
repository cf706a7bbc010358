"""A contact while its card is read, and what only the whole card can settle: roles, labels, a missing name."""

from collections import deque
from typing import NamedTuple

from crm.contacts.contact import Contact, ContactRole, Point
from crm.formats.vcard.decoding import unescape
from crm.formats.vcard.property_headers import Head
from crm.text.date_lines import date_line, death_line, is_death_label

LARGEST_KEPT = 1 << 20


class LabelledDate(NamedTuple):
    """A date whose label may stand in another line of its group."""

    group: str
    label: str
    day: str


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
        self.dates: list[LabelledDate] = []
        self.address_labels: list[tuple[Head, str]] = []
        self.is_firm = False

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

    def date(self, label: str, day: str, line: str = "") -> None:
        """The first anniversary and a birthday have places of their own; what is left is a line among the others: this one, or
        one made here."""
        contact, said = self.contact, label.lower()
        if said == "anniversary" and contact.anniversary in (None, day):
            contact.anniversary = day
        elif said == "birthday" and contact.birthday in (None, day):
            contact.birthday = day
        elif is_death_label(label):
            self.death(day)
        elif self.new("date", f"{label}\0{day}"):
            self.keep(line or date_line(label, day))

    def death(self, died: str) -> None:
        if self.new("death", ""):
            self.keep(death_line(died))

    def finish(self) -> None:
        contact = self.contact
        if self.address_labels:
            self._settle_address_labels()
        if self.is_firm and contact.full_name and not self.orgs and not contact.family:
            self.orgs.append(("", contact.full_name))
        if self.labels or self.dates:
            self._settle_groups()
        if self.orgs or self.titles or self.role_words:
            self._settle_roles()
        if self.org_lines:
            contact.other[:0] = self.org_lines
        if not contact.full_name:
            contact.full_name = self._made_name()

    def _settle_address_labels(self) -> None:
        """LABEL is an address as it is printed: of old cards the only one, else one more spelling. Kept either way."""
        had_addresses = bool(self.contact.addresses)
        for head, value in self.address_labels:
            street = unescape(value).strip()
            if had_addresses or not street:
                continue
            parts = ["", "", street, "", "", "", ""]
            self.contact.addresses.append(point := Point(one_line(street), head.label, head.preferred, parts))
            if head.group:
                self.grouped.append((head.group, point))

    def _settle_groups(self) -> None:
        for date in self.dates:
            self.date((self.labels.get(date.group, "") if date.group else "") or date.label, date.day)
        for group, point in self.grouped:
            point.label = self.labels.get(group, point.label)
        understood = {group for group, _ in self.grouped} | {date.group for date in self.dates}
        drop = {line for group, line in self.label_lines if group in understood}
        if drop:
            self.contact.other = [line for line in self.contact.other if line not in drop]

    def _settle_roles(self) -> None:
        if not self.titles and self.role_words:
            self.titles = [("", self.role_words[0][0])]
            del self.role_words[0]
        for _, line in self.role_words:
            self.keep(line)
        left = _ByGroup(self.titles)
        lone = len(self.orgs) == len(self.titles) == 1
        for group, organization in self.orgs:
            is_this_one = lone and not _made_here(group, self.titles[0][0])
            title = left.first() if is_this_one else left.of(group)
            self.contact.roles.append(ContactRole(organization, title))
        self.contact.roles += [ContactRole("", title) for title in left.others()]

    def _made_name(self) -> str:
        contact = self.contact
        parts = (contact.prefix, contact.given, contact.additional, contact.family, contact.suffix)
        name = " ".join(part for part in parts if part)
        for role in contact.roles:
            name = name or role.organization
        for point in (*contact.emails[:1], *contact.phones[:1]):
            name = name or point.value
        return one_line(name or contact.nickname)


class _ByGroup:
    """The titles of a card in their order, each taken once; a card may have thousands."""

    def __init__(self, titles: list[tuple[str, str]]) -> None:
        self._titles = titles
        self._left: dict[str, deque[int]] = {}
        for at, (group, _) in enumerate(titles):
            self._left.setdefault(group, deque()).append(at)

    def of(self, group: str) -> str:
        """The first of the group that is left, or nothing."""
        left = self._left.get(group)
        return self._titles[left.popleft()][1] if left else ""

    def first(self) -> str:
        return self.of(self._titles[0][0])

    def others(self) -> list[str]:
        return [self._titles[at][1] for at in sorted(at for left in self._left.values() for at in left)]


def _made_here(*groups: str) -> bool:
    """Groups of our own writer say for certain that two lines are not one role."""
    return any(group.startswith("role") for group in groups)


def one_line(text: str) -> str:
    return " ".join(text.split()) if "\n" in text or "\t" in text else text.strip()
