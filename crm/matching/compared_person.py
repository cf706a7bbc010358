"""A person as card after card is compared with them: what is compared is made once, and grows with what a card adds."""

from dataclasses import fields, replace
from functools import cached_property
from itertools import chain

from crm.contacts.contact import Contact, ContactRole, Point
from crm.matching.firms import firm_key
from crm.text.date_lines import LineComparison
from crm.text.folding import fold
from crm.text.typed_text import folded_point

POINTS = {
    "emails": "email",
    "phones": "phone",
    "addresses": "address",
    "urls": "url",
    "messengers": "messenger",
}
_LISTS = (*POINTS, "roles", "categories", "other")
_NOT_ADDED = {*_LISTS, "note", "uid", "raw"}


class Held:
    """A person of thousands of numbers would cost thousands of steps for each card about them, were it all made anew."""

    def __init__(self, contact: Contact) -> None:
        """`contact` is not touched."""
        self.contact = contact
        self._points: dict[str, dict[str, str]] = {}
        self._is_own = False  # whether the lists of the contact are

    def points(self, name: str) -> dict[str, str]:
        """The values of emails, phones and so on, by what of them is compared."""
        if name not in self._points:
            self._points[name] = {}
            self._add_points(name, getattr(self.contact, name))
        return self._points[name]

    @cached_property
    def tags(self) -> set[str]:
        return set(map(fold, self.contact.categories))

    @cached_property
    def other(self) -> LineComparison:
        return LineComparison(self.contact.other)

    @cached_property
    def said(self) -> str:
        """The note without its line ends."""
        return " ".join(self.contact.note.split())

    @cached_property
    def is_made_up(self) -> bool:
        return is_made_up(self.contact)

    def has_role(self, role: ContactRole) -> bool:
        """At that organisation and of that title; of what the role leaves out, any."""
        return (firm_key(role.organization), fold(role.title)) in self._roles

    @cached_property
    def _roles(self) -> set[tuple[str, str]]:
        found: set[tuple[str, str]] = set()
        for role in self.contact.roles:
            found |= _ways_to_say(role)
        return found

    def add(self, extra: Contact) -> None:
        """What a card brings: only what is not there."""
        if not self._is_own:
            self.contact, self._is_own = replace(self.contact), True
            for name in _LISTS:
                setattr(self.contact, name, list(getattr(self.contact, name)))
        for name in _LISTS:
            getattr(self.contact, name).extend(getattr(extra, name))
        for name in self._points:
            self._add_points(name, getattr(extra, name))
        self.tags.update(map(fold, extra.categories))
        self.other.add(extra.other)
        self._roles.update(chain.from_iterable(map(_ways_to_say, extra.roles)))
        self._add_note(extra.note)
        for one in fields(extra):
            value = getattr(extra, one.name)
            if value and one.name not in _NOT_ADDED:
                setattr(self.contact, one.name, value)
        if extra.full_name:
            self.is_made_up = is_made_up(self.contact)
        elif _names(extra, self.contact.full_name):
            self.is_made_up = True

    def replace_role(self, before: ContactRole, after: ContactRole, over: ContactRole) -> None:
        """The one that is over stands behind all others from now on."""
        self.add(Contact())
        roles = [after if one == before else one for one in self.contact.roles]
        self.contact.roles = [*roles, over]
        self._roles.update(_ways_to_say(after))

    def _add_note(self, note: str) -> None:
        if note:
            have = self.contact.note
            self.said = " ".join(part for part in (self.said, *note.split()) if part)
            self.contact.note = f"{have}\n{note}" if have else note

    def _add_points(self, name: str, points: list[Point]) -> None:
        kind = POINTS[name]
        self._points[name].update((folded_point(kind, point.value), point.value) for point in points)


def _ways_to_say(role: ContactRole) -> set[tuple[str, str]]:
    organization, title = firm_key(role.organization), fold(role.title)
    return {(organization, title), (organization, ""), ("", title), ("", "")}


def is_made_up(contact: Contact) -> bool:
    """Named by an e-mail address or a number, for want of a name."""
    return _names(contact, contact.full_name)


def _names(contact: Contact, full_name: str) -> bool:
    """Whether one of its addresses or numbers stands for the name."""
    return any(point.value == full_name for point in (*contact.emails, *contact.phones))
