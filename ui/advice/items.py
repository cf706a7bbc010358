"""What the list of the page shows: advice both ways, what others promised, and folded lines of what is closed."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from crm.advice import step_text
from crm.advice.next_step import Step, in_order, next_step
from crm.advice.queries import AdviceLine, ClosedAdvice
from crm.text import days_in_words
from crm.today.promised_to_me import PromisedToMe
from ui.widgets.card_rows import CardHeading, CardItem, CardRow, FoldedCards, Mark

RECEIVED, GIVEN = "What you were told", "What you told others"
OWED = "What others promised you"
_FOLD = "closed-"


class Direction(NamedTuple):
    """Advice of one direction, loops in order."""

    name: str  # received | given
    heading: str
    loops: Sequence[AdviceLine]
    closed: ClosedAdvice


def fold_id(direction: str) -> str:
    return f"{_FOLD}{direction}"


def direction_of(fold: str) -> str:
    return fold.removeprefix(_FOLD)


def items_of(
    directions: Sequence[Direction], owed: Sequence[PromisedToMe], unfolded: set[str], today: date
) -> list[CardItem]:
    found: list[CardItem] = []
    for direction in directions:
        found += _direction_items(direction, direction.name in unfolded, today)
    if owed:
        found += [CardHeading(OWED, "asked about once, when late"), *(_owed_row(one, today) for one in owed)]
    return found


def _direction_items(direction: Direction, is_unfolded: bool, today: date) -> Iterator[CardItem]:
    if not direction.loops and not direction.closed.how_many:
        return
    yield CardHeading(direction.heading)
    yield from (advice_row(one, today) for one in in_order(direction.loops, today))
    if direction.closed.how_many:
        words = step_text.describe_closed(direction.closed, today)
        yield FoldedCards(fold_id(direction.name), words, "hide" if is_unfolded else "show")
    if is_unfolded:
        yield from (advice_row(one, today) for one in direction.closed.latest)


def advice_row(advice: AdviceLine, today: date) -> CardRow:
    words = " ".join(advice.words.split())
    return CardRow(
        f"advice-{advice.id}",
        f"{words[:1].upper()}{words[1:]}",
        step_text.line(advice, today),
        (advice.person,),
        tuple(_marks(advice, today)),
        spoken=", ".join(
            [
                f"{advice.person.name} advised"
                if advice.direction == "received"
                else f"You advised {advice.person.name}",
                words,
                step_text.line(advice, today),
                *(mark.words for mark in _marks(advice, today)),
            ]
        ),
    )


def _marks(advice: AdviceLine, today: date) -> Iterator[Mark]:
    """Whether it was tried and told, and the next step."""
    step, chip = next_step(advice, today), step_text.chip(advice, today)
    if advice.direction == "received" and step.step not in (Step.DECIDE, Step.NOTHING):
        yield Mark({"yes": "tried", "no": "decided against"}.get(advice.tried, "not tried"))
        if advice.tried:
            yield Mark("not told")
    tone = "warn" if chip.is_due else "ok" if advice.told_on else "plain"
    yield Mark(chip.words, tone)


def _owed_row(owed: PromisedToMe, today: date) -> CardRow:
    marks = [Mark("asked")] if owed.reminded_on else []
    if owed.line.due is not None:
        late = owed.can_be_reminded(today)
        marks.append(Mark(days_in_words.due_chip(owed.line.due, today), "warn" if late else "plain"))
    return CardRow(owed.key, owed.line.title, owed.describe(today), (owed.by,), tuple(marks))
