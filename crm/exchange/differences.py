"""What a card would add to a person, and where the two disagree: nothing the user has is ever overwritten unasked."""

from dataclasses import dataclass, field, replace
from typing import Any

from crm.exchange.contact import Contact, ContactRole, Point
from crm.folding import fold
from crm.people.words import folded_point

SINGLE = (
    "given",
    "additional",
    "family",
    "prefix",
    "suffix",
    "nickname",
    "birthday",
    "anniversary",
    "how_we_met",
)
POINTS = {
    "emails": "email",
    "phones": "phone",
    "addresses": "address",
    "urls": "url",
    "messengers": "messenger",
}
Unwanted = frozenset[tuple[str, str]]
"""Additions the user does not want, by field and the file's value, as FieldChange names them."""
SYSTEM_LABELS = {"mycontacts", "my contacts", "starred", "starred in android"}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One line of the comparison. `adds`: the person lacks it; else the two differ, or it is the same on both sides."""

    field: str
    have: str
    found: str
    adds: bool

    @property
    def differs(self) -> bool:
        return not self.adds and self.have != self.found


@dataclass(slots=True)
class Difference:
    """`extra` holds only what the person lacks. `is_renaming`: nothing is lacking, but they have another name by now."""

    extra: Contact
    changes: list[FieldChange] = field(default_factory=list)
    is_renaming: bool = False

    @property
    def names_otherwise(self) -> bool:
        """Beyond capitals and accents."""
        return any(one.field == "name" and fold(one.have) != fold(one.found) for one in self.changes)

    @property
    def adds_something(self) -> bool:
        return any(change.adds for change in self.changes)


def tags_of(contact: Contact) -> list[str]:
    """Labels the user gave; the address book's own ones left out."""
    return [word for word in contact.categories if fold(word.lstrip("* ")) not in SYSTEM_LABELS]


def difference(have: Contact, found: Contact) -> Difference:
    """What `found` has and `have` lacks; `have` is not touched."""
    result = Difference(Contact())
    _compare_names(have, found, result)
    for name in POINTS:
        _compare_points(name, have, found, result)
    _compare_roles(have, found, result)
    tags = {fold(tag) for tag in have.categories}
    for tag in tags_of(found):
        if fold(tag) not in tags:
            result.extra.categories.append(tag)
            result.changes.append(FieldChange("tag", "", tag, True))
    if found.note and _words(found.note) not in _words(have.note):
        result.extra.note = found.note
        result.changes.append(FieldChange("note", "", found.note, True))
    if found.photo and not have.photo:
        result.extra.photo = found.photo
        result.changes.append(FieldChange("photo", "", "photo", True))
    had = set(have.other)
    result.extra.other = [line for line in found.other if line not in had]
    result.changes += [FieldChange("other", "", line, True) for line in result.extra.other]
    return result


def beside_additions(have: Contact, changes: list[FieldChange]) -> list[FieldChange]:
    """The same; where an address or a number is added, what the person has of the kind stands beside the first of them."""
    there = {(one.field, one.have) for one in changes}
    left = {
        kind: ", ".join(point.value for point in getattr(have, name) if (kind, point.value) not in there)
        for name, kind in POINTS.items()
    }
    return [
        replace(one, have=left.pop(one.field, "")) if one.adds and not one.have else one for one in changes
    ]


def without(whole: Difference, unwanted: Unwanted) -> Difference:
    """The same, less some of the additions."""
    extra = whole.extra
    kept: dict[str, Any] = {
        name: [point for point in getattr(extra, name) if (kind, point.value) not in unwanted]
        for name, kind in POINTS.items()
    }
    for name in SINGLE:
        kept[name] = "" if (name, getattr(extra, name)) in unwanted else getattr(extra, name)
    kept["full_name"] = "" if ("name", extra.full_name) in unwanted else extra.full_name
    kept["roles"] = [role for role in extra.roles if ("role", _shown_role(role)) not in unwanted]
    kept["categories"] = [tag for tag in extra.categories if ("tag", tag) not in unwanted]
    kept["note"] = "" if ("note", extra.note) in unwanted else extra.note
    kept["photo"] = None if ("photo", "photo") in unwanted else extra.photo
    kept["other"] = [line for line in extra.other if ("other", line) not in unwanted]
    changes = [one for one in whole.changes if not one.adds or (one.field, one.found) not in unwanted]
    return Difference(replace(extra, **kept), changes)


def with_extra(have: Contact, extra: Contact) -> Contact:
    """The person after the extra was added, for comparing the cards that follow."""
    changes: dict[str, object] = {name: getattr(extra, name) for name in SINGLE if getattr(extra, name)}
    if extra.full_name:
        changes["full_name"] = extra.full_name
    for name in (*POINTS, "roles", "categories", "other"):
        changes[name] = [*getattr(have, name), *getattr(extra, name)]
    if extra.note:
        changes["note"] = f"{have.note}\n{extra.note}" if have.note else extra.note
    if extra.photo:
        changes["photo"] = extra.photo
    return replace(have, **changes)  # type: ignore[arg-type]


def all_of(contact: Contact) -> list[tuple[str, str]]:
    """Everything a file says of someone, as (field, value), in the order of a comparison; labels in brackets."""
    said = [(name, getattr(contact, name)) for name in SINGLE]
    for name, kind in POINTS.items():
        said += [(kind, _with_label(point)) for point in getattr(contact, name)]
    said += [("role", _shown_role(role)) for role in contact.roles]
    said += [("tag", tag) for tag in tags_of(contact)]
    said += [("note", contact.note), ("photo", "photo" if contact.photo else "")]
    said += [("other", line) for line in contact.other]
    return [(name, value) for name, value in said if value]


def _with_label(point: Point) -> str:
    return f"{point.value} ({point.label})" if point.label else point.value


def is_made_up(contact: Contact) -> bool:
    """Named by an e-mail address or a number, for want of a name."""
    return any(point.value == contact.full_name for point in (*contact.emails, *contact.phones))


def _compare_names(have: Contact, found: Contact, result: Difference) -> None:
    if have.full_name and is_made_up(have) and not is_made_up(found):
        result.extra.full_name = found.full_name
        result.changes.append(FieldChange("name", have.full_name, found.full_name, True))
    elif not is_made_up(found):
        result.changes.append(FieldChange("name", have.full_name, found.full_name, False))
    for name in SINGLE:
        value, present = getattr(found, name), getattr(have, name)
        if value and not present:
            setattr(result.extra, name, value)
            result.changes.append(FieldChange(name, "", value, True))
        elif value and value != present:
            result.changes.append(FieldChange(name, present, value, False))


def _compare_points(name: str, have: Contact, found: Contact, result: Difference) -> None:
    kind = POINTS[name]
    present: list[Point] = getattr(have, name)
    keys = {folded_point(kind, point.value): point.value for point in present}
    for point in getattr(found, name):
        key = folded_point(kind, point.value)
        if key in keys:
            result.changes.append(FieldChange(kind, keys[key], keys[key], False))
            continue
        keys[key] = point.value
        getattr(result.extra, name).append(point)
        result.changes.append(FieldChange(kind, "", point.value, True))


def _compare_roles(have: Contact, found: Contact, result: Difference) -> None:
    present = [(fold(role.organization), fold(role.title)) for role in have.roles]
    for role in found.roles:
        organization, title = fold(role.organization), fold(role.title)
        known = any(
            (not title or title == its_title) and (not organization or organization == its_organization)
            for its_organization, its_title in present
        )
        if not known:
            result.extra.roles.append(ContactRole(role.organization, role.title, role.from_on, role.until_on))
            result.changes.append(FieldChange("role", "", _shown_role(role), True))


def _shown_role(role: ContactRole) -> str:
    return ", ".join(part for part in (role.title, role.organization) if part)


def _words(text: str) -> str:
    return " ".join(text.split())
