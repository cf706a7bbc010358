"""The guard's rules: cautions about asks that come too early and about sales talk. Pure.

The guard warns and never blocks. RULES is in order of weight; if one line is shown, it is the first.
"""

from dataclasses import dataclass
from datetime import date

from crm.guard.facts import Facts
from crm.promises.promise_titles import within_sentence
from crm.text import days_in_words

RULES = ("not_now", "promise_open", "nothing_given", "first_meeting", "pitch")


@dataclass(frozen=True, slots=True)
class Caution:
    """A sentence of the guard with advice what to do instead."""

    rule: str
    sentence: str
    advice: str


def cautions_for_ask(facts: Facts, today: date) -> list[Caution]:
    """The reasons why an ask to this person would come too early."""
    found = (_not_now(facts, today), _promise_open(facts), _nothing_given(facts), _first_meeting(facts))
    return [caution for caution in found if caution is not None]


def pitch_caution(facts: Facts) -> Caution:
    """The caution for text that looks_like_a_pitch."""
    return Caution(
        "pitch",
        "This reads like a pitch.",
        f"What would help {facts.first_name} first? A customer can come of that later.",
    )


def _not_now(facts: Facts, today: date) -> Caution | None:
    if facts.not_before is None or facts.not_before <= today:
        return None
    day = days_in_words.plain(facts.not_before, today)
    return Caution(
        "not_now",
        f"{facts.first_name} said not now, until {day}.",
        "Stay useful until then, and ask again after that day.",
    )


def _promise_open(facts: Facts) -> Caution | None:
    if not facts.open_promises:
        return None
    more = len(facts.open_promises) - 1
    rest = f", and {days_in_words.counted(more, 'more promise', 'more promises')}" if more else ""
    return Caution(
        "promise_open",
        f"Your own promise is still open: {within_sentence(facts.open_promises[0])}{rest}.",
        "Keep it first; the ask is easier after that.",
    )


def _nothing_given(facts: Facts) -> Caution | None:
    if facts.last_given is not None:
        return None
    return Caution(
        "nothing_given",
        f"Nothing went from you to {facts.first_name} yet.",
        "An introduction, an article or an answer would be a good start.",
    )


def _first_meeting(facts: Facts) -> Caution | None:
    if facts.meeting_count > 1:
        return None
    words = (
        f"You have met {facts.first_name} once."
        if facts.meeting_count
        else f"You have not met {facts.first_name} yet."
    )
    return Caution(
        "first_meeting",
        words,
        "A first talk is for getting to know each other; asking can wait for the next.",
    )
