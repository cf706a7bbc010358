"""Notes a promise without a meeting: mine to somebody, or somebody's to me, also of people who are new."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crm.errors import NotUnderstood
from crm.people import adding
from crm.promises import keeping
from crm.text.typed_text import line
from crm.unit_of_work import UnitOfWork

OF_OTHERS = "favour"  # what others promise has no draft of its own: only its words and its day count


class NewPromise(NamedTuple):
    """`is_mine`: to these people; else by the one named. Without `due`, mine has the usual day of its kind."""

    is_mine: bool
    kind: str
    words: str
    people: Sequence[int]
    new_people: Sequence[str] = ()
    due: date | None = None


def note_promise(work: UnitOfWork, wanted: NewPromise) -> int:
    """As one step. Returns its id. Raises NotUnderstood."""
    if not wanted.people and not wanted.new_people:
        raise NotUnderstood("Say to whom." if wanted.is_mine else "Say who promised it.")
    if not wanted.is_mine and len(wanted.people) + len(wanted.new_people) > 1:
        raise NotUnderstood("One person promised it: note the others’ promises one by one.")
    if wanted.kind == "introduction":
        raise NotUnderstood("An introduction has two sides: offer it on the page of introductions.")
    if not line(wanted.words):
        raise NotUnderstood("A promise needs words: what was promised?")
    ids = [*dict.fromkeys(wanted.people), *(adding.add(work, name).id for name in wanted.new_people)]
    words = line(wanted.words)
    if wanted.is_mine:
        return keeping.add(work, wanted.kind, words, ids, due=wanted.due)
    return keeping.add(work, OF_OTHERS, words, [], by=ids[0], due=wanted.due)
