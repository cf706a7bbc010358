"""Merging two people into one without losing a value, and marking two people as different."""

import json
from collections.abc import Collection, Iterator
from datetime import UTC
from typing import TYPE_CHECKING, Any

from crm.errors import NotUnderstood
from crm.model import Merge, Note, NotSame, Person
from crm.people.fields import get_person
from crm.people.list_queries import has_died
from crm.storage.journal.row_changes import RowChange, changes_so_far
from crm.table_rules import RULES, NotAffected

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork

    Values = dict[str, Any]

# Rows of the absorbed person are moved by these statements; each first drops what the kept person has, too.
_MOVE_STATEMENTS = [
    statement
    for one in RULES
    for moves in one.merge.values()
    if not isinstance(moves, NotAffected)
    for statement in moves
]
SINGLE = {
    "full_name": "Name",
    "nickname": "Nickname",
    "pronouns": "Pronouns",
    "birthday": "Birthday",
    "anniversary": "Anniversary",
    "how_we_met": "How we met",
    "blurb": "Blurb",
    "introduced_by_id": "Introduced by",
}
_PARTS = {
    "given": "Given name",
    "additional": "Middle name",
    "family": "Family name",
    "prefix": "Title",
    "suffix": "Suffix",
}
TOGETHER = {
    "full_name": ("name_key", "given", "additional", "family", "prefix", "suffix"),
    "birthday": ("birthday_md",),
    "anniversary": ("anniversary_md",),
    "blurb": ("blurb_on",),
}
_REFERENCES = {
    column: target
    for one in RULES
    for column, target in one.take_apart.items()
    if not isinstance(target, NotAffected)
}
_STANDINGS = ("kept", "resting", "parked")


def merge(work: "UnitOfWork", keep_id: int, absorb_id: int, take: Collection[str] = ()) -> None:
    """Merge `absorb` into `keep`; where both have a value in a single field, the one not taken is kept in a
    note. `take` names single fields whose value is taken from `absorb`. The row changes are stored with the
    merge, so that `unmerging.take_apart` can reverse it at any later time. Raises NotUnderstood for one and
    the same person.
    """
    keep, absorb = get_person(work, keep_id), get_person(work, absorb_id)
    if keep_id == absorb_id:
        raise NotUnderstood("These are one person already.")
    before = len(_changes(work))
    name, uid = absorb.full_name, absorb.uid
    _take_over(work, keep, absorb, take)
    work.session.flush()
    for statement in _MOVE_STATEMENTS:
        work.connection.execute(statement, {"keep": keep_id, "absorb": absorb_id})
    work.session.expire_all()
    if keep.rhythm_days is not None and has_died(work.read, keep_id):
        keep.rhythm_days = keep.rhythm_since = None
    work.session.delete(absorb)
    work.session.flush()
    changes = json.dumps([_complete_change(work, one) for one in _changes(work)[before:]], ensure_ascii=False)
    at = work.now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    work.session.add(Merge(keep_id=keep_id, uid=uid, name=name, at=at, changes=changes))
    work.session.flush()
    work.label = f"Merged {name} into {keep.full_name}"


def _complete_change(work: "UnitOfWork", change: RowChange) -> RowChange:
    """Add what the journal lacks: the text of a new note, and the rows that a deleted row referred to."""
    if change.op == "I":
        select = f'SELECT words FROM "{change.table}" WHERE id = :id'
        return change._replace(after={"words": work.read.value(select, id=change.row_id)})
    if change.op == "D":
        return change._replace(after=dict(_referenced_rows(work, change.before or {})))
    return change


def _referenced_rows(work: "UnitOfWork", values: "Values") -> "Iterator[tuple[str, Values]]":
    """(table, values without the id) of each row that the columns of `_REFERENCES` refer to."""
    for column, target in _REFERENCES.items():
        if values.get(column):
            row = work.read.one(f"SELECT * FROM {target} WHERE id = :id", id=values[column])
            if row is not None:
                yield target, {name: value for name, value in dict(row).items() if name != "id"}


def _changes(work: "UnitOfWork") -> list[RowChange]:
    work.flush()
    return changes_so_far(work.connection)


def _take_over(work: "UnitOfWork", keep: Person, absorb: Person, take: Collection[str]) -> None:
    lost = []
    for field, words in SINGLE.items():
        mine, theirs = getattr(keep, field), getattr(absorb, field)
        if theirs == keep.id or not theirs:
            continue
        if not mine:
            setattr(keep, field, theirs)
        elif mine != theirs:
            if field in take:
                mine, theirs = theirs, mine
                _set(keep, absorb, field)
            lost.append(f"{words}: {_value_as_text(work, field, theirs)}")
    lost += _differing_parts(keep, absorb)
    if lost:
        work.session.add(Note(person_id=keep.id, on_day=None, words="\n".join(lost)))
    _fill_missing_values(keep, absorb)


def _set(keep: Person, absorb: Person, field: str) -> None:
    for column in (field, *TOGETHER.get(field, ())):
        setattr(keep, column, getattr(absorb, column))


def _differing_parts(keep: Person, absorb: Person) -> list[str]:
    """Parts of the name that neither full name shows, and a different rhythm."""
    shown = f"{keep.full_name} {absorb.full_name}"
    lost = []
    for part, words in _PARTS.items():
        mine, theirs = getattr(keep, part), getattr(absorb, part)
        if mine and theirs and mine != theirs and theirs not in shown:
            lost.append(f"{words}: {theirs}")
    if keep.rhythm_days and absorb.rhythm_days and keep.rhythm_days != absorb.rhythm_days:
        lost.append(f"Rhythm: every {absorb.rhythm_days} days")
    return lost


def _fill_missing_values(keep: Person, absorb: Person) -> None:
    for part in (*_PARTS, "photo", "birthday_md", "anniversary_md"):
        if not getattr(keep, part):
            setattr(keep, part, getattr(absorb, part))
    keep.standing = min(keep.standing, absorb.standing, key=_STANDINGS.index)
    keep.blurb_on = keep.blurb_on or absorb.blurb_on
    if keep.rhythm_days is None:
        keep.rhythm_days, keep.rhythm_since = absorb.rhythm_days, absorb.rhythm_since
    if keep.added_on and absorb.added_on:
        keep.added_on = min(keep.added_on, absorb.added_on)
    if keep.introduced_by_id == absorb.id:
        keep.introduced_by_id = None


def _value_as_text(work: "UnitOfWork", field: str, value: object) -> str:
    if field == "introduced_by_id":
        return str(work.read.value("SELECT full_name FROM person WHERE id = :id", id=value))
    return str(value)


def two_people(work: "UnitOfWork", one_id: int, other_id: int) -> None:
    """Never offer these two as duplicates again. Raises NotUnderstood for one and the same person."""
    one, other = get_person(work, one_id), get_person(work, other_id)
    if one_id == other_id:
        raise NotUnderstood("That is one person, named twice.")
    low, high = sorted((one_id, other_id))
    known = work.read.value("SELECT 1 FROM not_same WHERE a_id = :low AND b_id = :high", low=low, high=high)
    if known is None:
        work.session.add(NotSame(a_id=low, b_id=high))
    work.label = f"Noted that {one.full_name} and {other.full_name} are two people"
