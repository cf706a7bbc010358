"""A person while many cards are compared with them: the comparison forms are computed once and updated with each addition."""

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


class ComparedPerson:
    """Caches comparison forms: recomputing them per card would be quadratic for a person with thousands of numbers."""

    def __init__(self, contact: Contact) -> None:
        """`contact` is not modified."""
        self.contact = contact
        self._points: dict[str, dict[str, str]] = {}
        self._owns_lists = False  # whether the lists belong to this object, so that they may be changed

    def points(self, name: str) -> dict[str, str]:
        """The values of a list of contact points ("emails", "phones", ...) by their comparison form."""
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
    def flat_note(self) -> str:
        """The note without its line ends."""
        return " ".join(self.contact.note.split())

    @cached_property
    def has_placeholder_name(self) -> bool:
        return has_placeholder_name(self.contact)

    def has_role(self, role: ContactRole) -> bool:
        """Whether the person has this role; an empty organisation or title matches any."""
        return (firm_key(role.organization), fold(role.title)) in self._roles

    @cached_property
    def _roles(self) -> set[tuple[str, str]]:
        found: set[tuple[str, str]] = set()
        for role in self.contact.roles:
            found |= _role_keys(role)
        return found

    def add(self, extra: Contact) -> None:
        """Add what a card brings. `extra` holds only what is missing."""
        if not self._owns_lists:
            self.contact, self._owns_lists = replace(self.contact), True
            for name in _LISTS:
                setattr(self.contact, name, list(getattr(self.contact, name)))
        for name in _LISTS:
            getattr(self.contact, name).extend(getattr(extra, name))
        for name in self._points:
            self._add_points(name, getattr(extra, name))
        self.tags.update(map(fold, extra.categories))
        self.other.add(extra.other)
        self._roles.update(chain.from_iterable(map(_role_keys, extra.roles)))
        self._add_note(extra.note)
        for item in fields(extra):
            value = getattr(extra, item.name)
            if value and item.name not in _NOT_ADDED:
                setattr(self.contact, item.name, value)
        if extra.full_name:
            self.has_placeholder_name = has_placeholder_name(self.contact)
        elif _is_own_address(extra, self.contact.full_name):
            self.has_placeholder_name = True

    def replace_role(self, before: ContactRole, after: ContactRole, over: ContactRole) -> None:
        """Replace a role; `over`, the past role, goes after all others."""
        self.add(Contact())
        roles = [after if one == before else one for one in self.contact.roles]
        self.contact.roles = [*roles, over]
        self._roles.update(_role_keys(after))

    def _add_note(self, note: str) -> None:
        if note:
            have = self.contact.note
            self.flat_note = " ".join(part for part in (self.flat_note, *note.split()) if part)
            self.contact.note = f"{have}\n{note}" if have else note

    def _add_points(self, name: str, points: list[Point]) -> None:
        kind = POINTS[name]
        self._points[name].update((folded_point(kind, point.value), point.value) for point in points)


def _role_keys(role: ContactRole) -> set[tuple[str, str]]:
    organization, title = firm_key(role.organization), fold(role.title)
    return {(organization, title), (organization, ""), ("", title), ("", "")}


def has_placeholder_name(contact: Contact) -> bool:
    """Whether the name is only an e-mail address or number, for lack of a name."""
    return _is_own_address(contact, contact.full_name)


def _is_own_address(contact: Contact, full_name: str) -> bool:
    """Whether one of the contact's addresses or numbers is used as the name."""
    return any(point.value == full_name for point in (*contact.emails, *contact.phones))
