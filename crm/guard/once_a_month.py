"""Each sentence of the guard is shown at most once a month for each person.

That something was shown is no content: it stands in a table of its own without a journal, so it makes no step to undo,
and the one who types never finds "Undo" taking back a sentence that was merely read.
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
    """Those not shown about this person in the last month."""
    return [one for one in cautions if not _was_shown(read, one.rule, person_id, today)]


def mark_shown(work: "UnitOfWork", person_id: int, rules: Iterable[str]) -> None:
    """Makes no step: nothing the journal watches is touched."""
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
