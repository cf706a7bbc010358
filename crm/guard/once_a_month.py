"""Limits each sentence of the guard to once a month per person.

The marks are stored in a table outside the journal: showing a sentence must not become a step that Undo takes back.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from crm.guard.rules import RULES, Caution
from crm.storage import shown_marks
from crm.storage.reading import Reader
from crm.text.months import months_after

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork

_SHOWN = "SELECT on_day FROM shown WHERE what = :what"


def not_shown_lately(read: Reader, person_id: int, cautions: Sequence[Caution], today: date) -> list[Caution]:
    """The cautions not shown about this person in the last month."""
    return [caution for caution in cautions if not _was_shown(read, caution.rule, person_id, today)]


def mark_shown(work: "UnitOfWork", person_id: int, rules: Iterable[str]) -> None:
    """Writes only to the unjournaled table, so it makes no step."""
    for rule in rules:
        if rule not in RULES:
            raise ValueError(f"{rule} is no rule of the guard")
        shown_marks.mark(work.connection, [(_key(rule, person_id), work.today.isoformat())])


def _was_shown(read: Reader, rule: str, person_id: int, today: date) -> bool:
    on_day = read.value(_SHOWN, what=_key(rule, person_id))
    if on_day is None:
        return False
    again = months_after(date.fromisoformat(on_day), 1)
    return again is None or today < again


def _key(rule: str, person_id: int) -> str:
    return f"guard-{rule}-{person_id}"
