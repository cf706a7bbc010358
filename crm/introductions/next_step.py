"""The next step of an introduction, whose turn it is, and its day. Pure functions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from crm.introductions.introduction_list import IntroductionRecord, IntroductionSideRecord
from crm.introductions.stages import follow_up_on
from crm.promises.promise_titles import join_names
from crm.text import days_in_words


@dataclass(frozen=True, slots=True)
class NextStep:
    """`places`: the sides it is about, 1 and 2. `on` is None where no promise gives it a day."""

    kind: str  # offer | ask | ask_again | make | follow_up | thank | report | none
    on: date | None = None
    places: tuple[int, ...] = ()

    def is_due(self, today: date) -> bool:
        return self.on is not None and self.on <= today


def next_step(record: IntroductionRecord, today: date) -> NextStep:
    if record.is_received:
        return _of_received(record)
    match record.state:
        case "idea":
            return NextStep("offer")
        case "offered" | "asking":
            return _of_open(record, today)
        case "made":
            return NextStep("follow_up", follow_up_on(record.made_on or today), (1, 2))
        case _:
            return NextStep("none")


def _of_received(record: IntroductionRecord) -> NextStep:
    if not record.is_owed or record.state == "heard":
        return NextStep("none")
    return NextStep("report" if record.thanked_on else "thank", record.due)


def _of_open(record: IntroductionRecord, today: date) -> NextStep:
    if first := _places(record.sides, "not_asked"):
        return NextStep("ask", record.due, first)
    waiting = _places(record.sides, "asked", "later")
    if not waiting:
        return NextStep("make", record.due, (1, 2))
    days = {place: record.sides[place - 1].ask_again_on(today) for place in waiting}
    # The day of the promise counts: the user may have moved it.
    on = record.due if record.is_owed and record.due else min(days.values())
    due = tuple(place for place in waiting if days[place] <= max(on, today))
    return NextStep("ask_again", on, due or waiting)


def _places(sides: Sequence[IntroductionSideRecord], *answers: str) -> tuple[int, ...]:
    return tuple(place for place, side in enumerate(sides, 1) if side.answer in answers)


def is_mine(record: IntroductionRecord, step: NextStep, today: date) -> bool:
    """Whether the user is to act now; waiting for a day, or for them, is not."""
    if step.kind in ("ask", "make", "thank"):
        return True
    return step.kind in ("ask_again", "follow_up", "report") and step.is_due(today)


def describe(record: IntroductionRecord, step: NextStep, today: date) -> str:
    """One sentence: "Ask Ben whether meeting Ana is welcome, by Tuesday."; "" where nothing is left to do."""
    by = record.by.first_name if record.by else ""
    names = join_names([person.first_name for person in record.people])
    whom = join_names([record.people[place - 1].first_name for place in step.places])
    by_day = f", by {days_in_words.named(step.on, today)}" if step.on and step.on > today else ""
    on_day = f" {days_in_words.on(step.on, today)}" if step.on and step.on > today else ""
    sentences = {
        "offer": f"Offer it, if {names} would both gain by it.",
        "ask": f"Ask {whom} whether {_meeting(record, step)} is welcome{by_day}.",
        "ask_again": f"Ask {whom} again{on_day}, gently.",
        "make": f"Write to both, so that {names} meet{by_day}.",
        "follow_up": f"Ask {names} what came of it{on_day}.",
        "thank": f"Thank {by}{by_day}.",
        "report": f"Tell {by} what came of meeting {names}{by_day}.",
    }
    return sentences.get(step.kind, "")


def _meeting(record: IntroductionRecord, step: NextStep) -> str:
    others = [person.first_name for place, person in enumerate(record.people, 1) if place not in step.places]
    return f"meeting {join_names(others)}" if others else "meeting each other"


def describe_briefly(record: IntroductionRecord, step: NextStep, today: date) -> str:
    """A few words for a row: "ask both, Tuesday", "make it, since yesterday", "again on 15 January"."""
    first_names = [record.people[place - 1].first_name for place in step.places]
    whom = "both" if len(first_names) > 1 else "".join(first_names)
    day = f", {days_in_words.due_chip(step.on, today)}" if step.on else ""
    ahead = f" {days_in_words.on(step.on, today)}" if step.on and not step.is_due(today) else ""
    words = {
        "offer": "an idea",
        "ask": f"ask {whom}{day}",
        "ask_again": f"{_again(record, step)}{ahead}" if ahead else f"ask {whom} again{day}",
        "make": f"make it{day}",
        "follow_up": f"ask{ahead}" if ahead else f"ask what came of it{day}",
        "thank": f"thank {record.by.first_name if record.by else ''}{day}",
        "report": f"tell {record.by.first_name if record.by else ''}{day}",
    }
    return words.get(step.kind, "")


def _again(record: IntroductionRecord, step: NextStep) -> str:
    """ "again" after a “later”, "nudge" after no answer."""
    answers = {record.sides[place - 1].answer for place in step.places}
    return "again" if answers == {"later"} else "nudge"
