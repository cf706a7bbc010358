"""What a card would add to a person, and where the two differ: nothing the user has is overwritten without being asked."""

from dataclasses import dataclass, field, replace
from typing import Any

from crm.contacts.contact import Contact, ContactRole, Point
from crm.matching.compared_person import POINTS, ComparedPerson, has_placeholder_name
from crm.text.folding import fold
from crm.text.typed_text import folded_point

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
Unwanted = frozenset[tuple[str, str]]
"""Additions that the user rejected, as pairs of field and file value, as in FieldChange."""
_DAY_OF_IMPORT = "9999-12-31"  # placeholder for the day of the import, which is not known yet
SYSTEM_LABELS = {"mycontacts", "my contacts", "starred", "starred in android"}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One line of the comparison: an addition if `adds`, else a difference or the same value on both sides.

    `takes_place`: the added value replaces the person's current one, which becomes a past one.
    """

    field: str
    have: str
    found: str
    adds: bool
    takes_place: bool = False

    @property
    def differs(self) -> bool:
        return not self.adds and bool(self.found) and self.have != self.found


@dataclass(frozen=True, slots=True)
class Move:
    """A role that has ended, and the newer one that replaces it; `ended_on` None stands for the day of the import."""

    before: ContactRole
    after: ContactRole
    ended_on: str | None = None


@dataclass(slots=True)
class Difference:
    """`extra` holds only what the person lacks. `is_renaming`: nothing is missing, but the name differs."""

    extra: Contact
    changes: list[FieldChange] = field(default_factory=list)
    is_renaming: bool = False
    moves: list[Move] = field(default_factory=list)

    @property
    def has_other_name(self) -> bool:
        """Whether the names differ in more than case and accents."""
        return any(one.field == "name" and fold(one.have) != fold(one.found) for one in self.changes)

    @property
    def adds_something(self) -> bool:
        return any(change.adds for change in self.changes)


def tags_of(contact: Contact) -> list[str]:
    """Labels given by the user, without the built-in ones of address books."""
    return [word for word in contact.categories if fold(word.lstrip("* ")) not in SYSTEM_LABELS]


def difference(have: ComparedPerson, found: Contact) -> Difference:
    """What `found` has and `have` lacks; `have` is not modified."""
    result = Difference(Contact())
    _compare_names(have, found, result)
    for name in POINTS:
        _compare_points(name, have, found, result)
    _compare_roles(have, found, result)
    for tag in tags_of(found):
        if fold(tag) not in have.tags:
            result.extra.categories.append(tag)
            result.changes.append(FieldChange("tag", "", tag, True))
    if found.note and " ".join(found.note.split()) not in have.flat_note:
        result.extra.note = found.note
        result.changes.append(FieldChange("note", "", found.note, True))
    if found.photo and not have.contact.photo:
        result.extra.photo = found.photo
        result.changes.append(FieldChange("photo", "", "photo", True))
    result.extra.other = list(filter(have.other.lacks, found.other))
    result.changes += [FieldChange("other", "", line, True) for line in result.extra.other]
    return result


def with_present_values(have: Contact, changes: list[FieldChange]) -> list[FieldChange]:
    """The changes, with the person's present values of the same kind shown beside the first added address or number."""
    shown = {(one.field, one.have) for one in changes}
    left = {
        kind: ", ".join(point.value for point in getattr(have, name) if (kind, point.value) not in shown)
        for name, kind in POINTS.items()
    }
    return [
        replace(one, have=left.pop(one.field, "")) if one.adds and not one.have else one for one in changes
    ]


def without(whole: Difference, unwanted: Unwanted) -> Difference:
    """The difference without the rejected additions."""
    extra = whole.extra
    kept: dict[str, Any] = {
        name: [point for point in getattr(extra, name) if (kind, point.value) not in unwanted]
        for name, kind in POINTS.items()
    }
    for name in SINGLE:
        kept[name] = "" if (name, getattr(extra, name)) in unwanted else getattr(extra, name)
    kept["full_name"] = "" if ("name", extra.full_name) in unwanted else extra.full_name
    kept["roles"] = [role for role in extra.roles if ("role", role_text(role)) not in unwanted]
    kept["categories"] = [tag for tag in extra.categories if ("tag", tag) not in unwanted]
    kept["note"] = "" if ("note", extra.note) in unwanted else extra.note
    kept["photo"] = None if ("photo", "photo") in unwanted else extra.photo
    kept["other"] = [line for line in extra.other if ("other", line) not in unwanted]
    changes = [one for one in whole.changes if not one.adds or (one.field, one.found) not in unwanted]
    moves = [move for move in whole.moves if ("role", role_text(move.after)) not in unwanted]
    return Difference(replace(extra, **kept), changes, moves=moves)


def apply_difference(have: ComparedPerson, found: Difference) -> None:
    """Add the extra values to the person, for comparison with the following cards."""
    have.add(found.extra)
    for move in found.moves:
        over = replace(move.before, until_on=move.ended_on or _DAY_OF_IMPORT)
        have.replace_role(move.before, move.after, over)


def all_values(contact: Contact) -> list[tuple[str, str]]:
    """Everything a file says about a person, as (field, value) in the order of a comparison; labels in brackets."""
    values = [(name, getattr(contact, name)) for name in SINGLE]
    for name, kind in POINTS.items():
        values += [(kind, _value_with_label(point)) for point in getattr(contact, name)]
    values += [("role", role_text(role)) for role in contact.roles]
    values += [("tag", tag) for tag in tags_of(contact)]
    values += [("note", contact.note), ("photo", "photo" if contact.photo else "")]
    values += [("other", line) for line in contact.other]
    return [(name, value) for name, value in values if value]


def _value_with_label(point: Point) -> str:
    return f"{point.value} ({point.label})" if point.label else point.value


def _compare_names(have: ComparedPerson, found: Contact, result: Difference) -> None:
    if have.contact.full_name and have.has_placeholder_name and not has_placeholder_name(found):
        result.extra.full_name = found.full_name
        result.changes.append(FieldChange("name", have.contact.full_name, found.full_name, True))
    elif not has_placeholder_name(found):
        result.changes.append(FieldChange("name", have.contact.full_name, found.full_name, False))
    for name in SINGLE:
        value, present = getattr(found, name), getattr(have.contact, name)
        if value and not present:
            setattr(result.extra, name, value)
            result.changes.append(FieldChange(name, "", value, True))
        elif value and value != present:
            result.changes.append(FieldChange(name, present, value, False))


def _compare_points(name: str, have: ComparedPerson, found: Contact, result: Difference) -> None:
    kind = POINTS[name]
    added: dict[str, str] = {}
    for point in getattr(found, name):
        key = folded_point(kind, point.value)
        present = have.points(name).get(key) or added.get(key)
        if present is not None:
            result.changes.append(FieldChange(kind, present, present, False))
            continue
        added[key] = point.value
        getattr(result.extra, name).append(point)
        result.changes.append(FieldChange(kind, "", point.value, True))


def _compare_roles(have: ComparedPerson, found: Contact, result: Difference) -> None:
    for role in found.roles:
        if not have.has_role(role):
            result.extra.roles.append(ContactRole(role.organization, role.title, role.from_on, role.until_on))
            result.changes.append(FieldChange("role", "", role_text(role), True))


def role_text(role: ContactRole) -> str:
    return ", ".join(part for part in (role.title, role.organization) if part)
