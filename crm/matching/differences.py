"""What a card would add to a person, and where the two disagree: nothing the user has is ever overwritten unasked."""

from dataclasses import dataclass, field, replace
from typing import Any

from crm.contacts.contact import Contact, ContactRole, Point
from crm.matching.compared_person import POINTS, Held, is_made_up
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
"""Additions the user does not want, by field and the file's value, as FieldChange names them."""
_SOME_DAY = "9999-12-31"  # the day of the import, which is not known before it
SYSTEM_LABELS = {"mycontacts", "my contacts", "starred", "starred in android"}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One line of the comparison. `adds`: the person lacks it; else the two differ, or it is the same on both sides.

    `takes_place`: what is added goes before what the person has, which is over.
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
    """A role that is over, and the newer one that goes before it; `ended_on` None stands for the day of the import."""

    before: ContactRole
    after: ContactRole
    ended_on: str | None = None


@dataclass(slots=True)
class Difference:
    """`extra` holds only what the person lacks. `is_renaming`: nothing is lacking, but they have another name by now."""

    extra: Contact
    changes: list[FieldChange] = field(default_factory=list)
    is_renaming: bool = False
    moves: list[Move] = field(default_factory=list)

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


def difference(have: Held, found: Contact) -> Difference:
    """What `found` has and `have` lacks; `have` is not touched."""
    result = Difference(Contact())
    _compare_names(have, found, result)
    for name in POINTS:
        _compare_points(name, have, found, result)
    _compare_roles(have, found, result)
    for tag in tags_of(found):
        if fold(tag) not in have.tags:
            result.extra.categories.append(tag)
            result.changes.append(FieldChange("tag", "", tag, True))
    if found.note and " ".join(found.note.split()) not in have.said:
        result.extra.note = found.note
        result.changes.append(FieldChange("note", "", found.note, True))
    if found.photo and not have.contact.photo:
        result.extra.photo = found.photo
        result.changes.append(FieldChange("photo", "", "photo", True))
    result.extra.other = list(filter(have.other.lacks, found.other))
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
    kept["roles"] = [role for role in extra.roles if ("role", shown_role(role)) not in unwanted]
    kept["categories"] = [tag for tag in extra.categories if ("tag", tag) not in unwanted]
    kept["note"] = "" if ("note", extra.note) in unwanted else extra.note
    kept["photo"] = None if ("photo", "photo") in unwanted else extra.photo
    kept["other"] = [line for line in extra.other if ("other", line) not in unwanted]
    changes = [one for one in whole.changes if not one.adds or (one.field, one.found) not in unwanted]
    moves = [move for move in whole.moves if ("role", shown_role(move.after)) not in unwanted]
    return Difference(replace(extra, **kept), changes, moves=moves)


def add_to(have: Held, found: Difference) -> None:
    """Puts there what is extra, for comparing the cards that follow."""
    have.add(found.extra)
    for move in found.moves:
        over = replace(move.before, until_on=move.ended_on or _SOME_DAY)
        have.replace_role(move.before, move.after, over)


def all_of(contact: Contact) -> list[tuple[str, str]]:
    """Everything a file says of someone, as (field, value), in the order of a comparison; labels in brackets."""
    said = [(name, getattr(contact, name)) for name in SINGLE]
    for name, kind in POINTS.items():
        said += [(kind, _with_label(point)) for point in getattr(contact, name)]
    said += [("role", shown_role(role)) for role in contact.roles]
    said += [("tag", tag) for tag in tags_of(contact)]
    said += [("note", contact.note), ("photo", "photo" if contact.photo else "")]
    said += [("other", line) for line in contact.other]
    return [(name, value) for name, value in said if value]


def _with_label(point: Point) -> str:
    return f"{point.value} ({point.label})" if point.label else point.value


def _compare_names(have: Held, found: Contact, result: Difference) -> None:
    if have.contact.full_name and have.is_made_up and not is_made_up(found):
        result.extra.full_name = found.full_name
        result.changes.append(FieldChange("name", have.contact.full_name, found.full_name, True))
    elif not is_made_up(found):
        result.changes.append(FieldChange("name", have.contact.full_name, found.full_name, False))
    for name in SINGLE:
        value, present = getattr(found, name), getattr(have.contact, name)
        if value and not present:
            setattr(result.extra, name, value)
            result.changes.append(FieldChange(name, "", value, True))
        elif value and value != present:
            result.changes.append(FieldChange(name, present, value, False))


def _compare_points(name: str, have: Held, found: Contact, result: Difference) -> None:
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


def _compare_roles(have: Held, found: Contact, result: Difference) -> None:
    for role in found.roles:
        if not have.has_role(role):
            result.extra.roles.append(ContactRole(role.organization, role.title, role.from_on, role.until_on))
            result.changes.append(FieldChange("role", "", shown_role(role), True))


def shown_role(role: ContactRole) -> str:
    return ", ".join(part for part in (role.title, role.organization) if part)
