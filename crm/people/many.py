"""The same change for several people at once, in one step."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from crm.people import editing
from crm.people.words import line

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork


def set_rhythm(work: "UnitOfWork", person_ids: Sequence[int], days: int | None) -> None:
    _each(work, person_ids, lambda one: editing.set_rhythm(work, one, days), "Set the rhythm of {} people")


def set_standing(work: "UnitOfWork", person_ids: Sequence[int], standing: str) -> None:
    done = {"kept": "Kept {} people", "parked": "Parked {} people", "resting": "Let {} people rest"}
    _each(
        work, person_ids, lambda one: editing.set_standing(work, one, standing), done.get(standing, standing)
    )


def tag(work: "UnitOfWork", person_ids: Sequence[int], name: str) -> None:
    _each(work, person_ids, lambda one: editing.add_tag(work, one, name), "Tagged {} people " + line(name))


def _each(work: "UnitOfWork", person_ids: Sequence[int], change: Callable[[int], None], label: str) -> None:
    for person_id in person_ids:
        change(person_id)
    if len(person_ids) != 1:
        work.label = label.replace("{}", f"{len(person_ids):,}")
