"""The promises that a yes made, with their day: found by person, day and words, as an ask and its promise have no other tie."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from crm.asks.ask_lines import describe_yes
from crm.asks.queries import AskLine
from crm.storage.reading import Reader

_PROMISE = (
    "SELECT id, state, due_on FROM promise WHERE by_person_id = :person AND kind = 'favour' AND made_on = :on "
    "AND words = :words ORDER BY id DESC LIMIT 1"
)


class YesPromise(NamedTuple):
    """`due` is the day they named; None without one."""

    id: int
    state: str
    due: date | None


def promises_of(read: Reader, asks: Iterable[AskLine]) -> dict[int, YesPromise]:
    """By the ids of the asks; without those whose promise was deleted or put in other words."""
    found = {one.id: promise_of(read, one) for one in asks}
    return {ask_id: promise for ask_id, promise in found.items() if promise is not None}


def promise_of(read: Reader, ask: AskLine) -> YesPromise | None:
    if ask.state != "yes" or ask.answered_on is None:
        return None
    row = read.one(
        _PROMISE, person=ask.person_id, on=ask.answered_on.isoformat(), words=describe_yes(ask.words)
    )
    if row is None:
        return None
    return YesPromise(row["id"], row["state"], date.fromisoformat(row["due_on"]) if row["due_on"] else None)
