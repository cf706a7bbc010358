"""All introductions by whose turn it is: the sections of the page, and the sentence above them."""

from dataclasses import dataclass
from datetime import date

from crm.introductions.introduction_list import RECEIVED, IntroductionRecord, in_state
from crm.introductions.next_step import NextStep, is_mine, next_step
from crm.storage.reading import Reader
from crm.text import days_in_words

MOST = 200  # a section shows the latest ones
SECTIONS = ("yours", "waiting", "ideas", "made", "heard", "received", "dropped")


@dataclass(frozen=True, slots=True)
class ListedIntroduction:
    record: IntroductionRecord
    step: NextStep
    section: str  # one of SECTIONS


def overview(read: Reader, today: date) -> list[ListedIntroduction]:
    """In the order of SECTIONS; those with a day soonest first, all others the latest first."""
    records = [
        one
        for state in ("offered", "asking", "idea", "made", "heard", RECEIVED, "dropped")
        for one in in_state(read, state, MOST)
    ]
    listed = [_listed(record, today) for record in records]
    return sorted(listed, key=lambda one: (SECTIONS.index(one.section), *_order(one)))


def _listed(record: IntroductionRecord, today: date) -> ListedIntroduction:
    step = next_step(record, today)
    return ListedIntroduction(record, step, _section(record, step, today))


def _section(record: IntroductionRecord, step: NextStep, today: date) -> str:
    if is_mine(record, step, today):
        return "yours"
    if record.is_received:
        return "received"
    waits = {"idea": "ideas", "offered": "waiting", "asking": "waiting"}
    return waits.get(record.state, record.state)


def _order(one: ListedIntroduction) -> tuple[date, int]:
    by_day = one.section in ("yours", "waiting")
    return (one.step.on or date.max) if by_day else date.max, -one.record.id


def due_count(listed: list[ListedIntroduction], today: date) -> int:
    """For the sidebar: those that are the user's to do, and due."""
    return sum(1 for one in listed if one.section == "yours" and one.step.is_due(today))


def summary(listed: list[ListedIntroduction]) -> str:
    """ "Three to do next, two waiting for an answer."."""
    sections = [one.section for one in listed]
    yours, waiting = sections.count("yours"), sections.count("waiting")
    parts = [f"{days_in_words.number(yours)} to do next"] if yours else []
    parts += [f"{days_in_words.number(waiting)} waiting for an answer"] if waiting else []
    words = ", ".join(parts) or "nothing to do at the moment"
    return f"{words[:1].upper()}{words[1:]}."
