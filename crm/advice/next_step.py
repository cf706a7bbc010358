"""What comes next about a piece of advice, and when: decide, try, tell, ask, or nothing any more. Pure."""

from collections.abc import Sequence
from datetime import date
from enum import Enum
from typing import NamedTuple

from crm.advice.queries import AdviceLine


class Step(Enum):
    DECIDE = "decide"  # whether it applies to me
    TRY = "try"
    TELL = "tell"
    ASK = "ask"
    NOTHING = "nothing"


class NextStep(NamedTuple):
    """`on` is the day for it; None: whenever it suits. `is_due`: that day has come."""

    step: Step
    on: date | None
    is_due: bool

    @property
    def closes_loop(self) -> bool:
        """Whether the user can close the loop now: there is something to tell, or a day that has come."""
        return self.step is Step.TELL or (self.is_due and self.step is not Step.NOTHING)


def next_step(advice: AdviceLine, today: date) -> NextStep:
    if advice.is_closed:
        return NextStep(Step.NOTHING, None, False)
    if advice.direction == "given":
        return _by(Step.ASK, advice.due, today)
    if advice.tried:
        return _by(Step.TELL, advice.due, today)
    if advice.try_by is not None:
        return _by(Step.TRY, advice.try_by, today)
    if advice.applies:
        return _by(Step.TRY, _passed(advice.due, today), today)
    return _by(Step.DECIDE, _passed(advice.due, today), today)


def in_order(lines: Sequence[AdviceLine], today: date) -> list[AdviceLine]:
    """Loops first: what can be told or asked now, then by day, then what has no day; closed ones last."""

    def rank(advice: AdviceLine) -> tuple[int, date, int]:
        step = next_step(advice, today)
        group = 0 if step.closes_loop else 1 if step.on else 3 if step.step is Step.NOTHING else 2
        return group, step.on or date.max, -advice.id

    return sorted(lines, key=rank)


def _by(step: Step, on: date | None, today: date) -> NextStep:
    return NextStep(step, on, on is not None and on <= today)


def _passed(due: date | None, today: date) -> date | None:
    """A usual due day is no day that anybody named: it counts once it has come."""
    return due if due is not None and due <= today else None
