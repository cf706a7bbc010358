"""Sentences about advice: its line in a list, the next step, and the loops to close. Pure."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crm.advice.next_step import NextStep, Step, next_step
from crm.advice.queries import AdviceLine, ClosedAdvice
from crm.people.short_names import PersonRef
from crm.text import days_in_words
from crm.text.quotation import quoted
from crm.text.shared_phrases import KIND_NAMES, where

_OBJECTS = {"she": "her", "he": "him"}
_MOST_NAMED = 3
_WITHOUT_YEAR = 300  # days ahead
_OF_THEM = re.compile(r"(?:She|He|They) ")


class StepChip(NamedTuple):
    words: str
    is_due: bool


def object_of(person: PersonRef) -> str:
    """ "him", "her", or the first name: pronouns are never guessed."""
    return _OBJECTS.get(person.pronouns.casefold().split("/")[0].strip(), person.first_name)


def chip(advice: AdviceLine, today: date) -> StepChip:
    """ "tell him Monday", "try by 1 March", "ask how it went"."""
    step = next_step(advice, today)
    return StepChip(_CHIPS[step.step](advice, step, today), step.is_due)


def _tell(advice: AdviceLine, step: NextStep, today: date) -> str:
    whom = object_of(advice.person)
    if step.on is None:
        return f"tell {whom} when you like"
    if step.is_due:
        return f"tell {whom} what came of it"
    near = _ahead(step.on, today)
    return f"tell {whom} {near}" if near.isalpha() else f"tell {whom} on {near}"


def _try(_advice: AdviceLine, step: NextStep, today: date) -> str:
    if step.is_due:
        return "did you try it?"
    return f"try by {_ahead(step.on, today)}" if step.on else "try when you like"


def _ask(_advice: AdviceLine, step: NextStep, today: date) -> str:
    if step.is_due:
        return "ask how it went"
    if step.on is None:
        return "ask when you write"
    return f"ask {_on_day(step.on, today)}"


def _decide(_advice: AdviceLine, step: NextStep, _today: date) -> str:
    return "does it apply?" if step.is_due else "decide when you like"


def _ahead(day: date, today: date) -> str:
    """ "Monday", "1 March": the year goes without saying for the months ahead."""
    named = days_in_words.named(day, today)
    return named.removesuffix(f" {day.year}") if (day - today).days < _WITHOUT_YEAR else named


def _on_day(day: date, today: date) -> str:
    """ "tomorrow", "on Monday", "on 1 March"."""
    near = _ahead(day, today)
    return near if near in ("today", "tomorrow") else f"on {near}"


def _nothing(advice: AdviceLine, _step: NextStep, today: date) -> str:
    if advice.told_on is None:
        return "let go"
    told = "told" if advice.direction == "received" else "asked"
    return f"{told} {days_in_words.on(advice.told_on, today)}"


_CHIPS = {
    Step.TELL: _tell, Step.TRY: _try, Step.ASK: _ask, Step.DECIDE: _decide, Step.NOTHING: _nothing,
}  # fmt: skip


def line(advice: AdviceLine, today: date) -> str:
    """The second line of its row: what it means for the user, or what was said with it."""
    if advice.direction == "received":
        own = f"For me: {advice.applies}" if advice.applies else ""
        open_question = "What came of it?" if advice.tried else "Does it apply to me?"
        return _sentences(own, advice.came_of) or open_question
    said_with_it, meant = said(advice, today), advice.applies
    if said_with_it and _OF_THEM.match(meant):  # "Said on 27 October; she meant to post it by the 15th"
        return _sentences(f"{said_with_it}; {meant[0].lower()}{meant[1:]}", advice.came_of)
    return _sentences(said_with_it, meant, advice.came_of)


def said(advice: AdviceLine, today: date) -> str:
    """ "Over coffee on Thursday", "Said on 27 October"."""
    place = where(advice.meeting_kind, advice.given_on, today)
    if place:
        return f"{place[:1].upper()}{place[1:]}"
    return f"Said {days_in_words.on(advice.given_on, today)}" if advice.given_on else ""


def origin(advice: AdviceLine, today: date) -> str:
    """ "Tom Sandberg, call on 2 October"."""
    day = days_in_words.on(advice.given_on, today) if advice.given_on else ""
    kind = KIND_NAMES[advice.meeting_kind].removeprefix("the ") if advice.meeting_kind else ""
    return (
        f"{advice.person.name}{', ' if kind or day else ''}{' '.join(part for part in (kind, day) if part)}"
    )


def describe_loops(lines: Sequence[AdviceLine], today: date) -> str:
    """ "Two loops to close: ask Hana how it went, and tell Tom on Monday."; `lines` are in order."""
    steps = [(one, next_step(one, today)) for one in lines]
    closing = [(one, step) for one, step in steps if step.closes_loop]
    if closing:
        named = [_closing(one, step, today) for one, step in closing[:_MOST_NAMED]]
        more = len(closing) - len(named)
        listed = [*named, *([f"{days_in_words.number(more)} more"] if more else [])]
        joined = ", and ".join([", ".join(listed[:-1]), listed[-1]] if len(listed) > 1 else listed)
        loops = "loop" if len(closing) == 1 else "loops"
        return f"{days_in_words.number(len(closing)).capitalize()} {loops} to close: {joined}."
    ahead = min((step.on for _, step in steps if step.on), default=None)
    if ahead is not None:
        return f"Nothing to tell or ask today; the next is {_on_day(ahead, today)}."
    return "Nothing to tell or ask today."


def _closing(advice: AdviceLine, step: NextStep, today: date) -> str:
    first = advice.person.first_name
    if step.step is Step.TELL:
        is_ahead = step.on is not None and not step.is_due
        return (
            f"tell {first} {_on_day(step.on, today)}"
            if is_ahead and step.on
            else f"tell {first} what came of it"
        )
    if step.step is Step.ASK:
        return f"ask {first} how it went"
    if step.step is Step.TRY:
        return f"say whether you tried what {first} told you"
    return f"decide on what {first} told you"


def describe_closed(closed: ClosedAdvice, today: date) -> str:
    """ "4 closed, the last “quote in ranges”: tried, told on 4 October"."""
    last = closed.latest[0]
    tried = {"yes": "tried", "no": "not tried"}.get(last.tried, "")
    how = (
        last.came_of
        if last.direction == "given" and last.came_of
        else _nothing(last, NextStep(Step.NOTHING, None, False), today)
    )
    how = ", ".join(part for part in (tried if last.direction == "received" else "", how) if part)
    return f"{closed.how_many} closed, the last {quoted(last.words)}: {how}"


def loop_sentence(advice: AdviceLine, today: date) -> str:
    """For a brief: "Say what came of “raise the rate”, 2 October: tell him Monday"."""
    lead = "Say what came of" if advice.direction == "received" else "Ask what came of your"
    when = f", {days_in_words.named(advice.given_on, today)}" if advice.given_on else ""
    step = next_step(advice, today)
    then = f": {chip(advice, today).words}" if step.on and step.step is not Step.ASK else ""
    return f"{lead} {quoted(advice.words)}{when}{then}"


def _sentences(*parts: str) -> str:
    """Joined as sentences, without doubled full stops."""
    filled = [" ".join(part.split()) for part in parts if part.strip()]
    return " ".join(
        part if at == len(filled) - 1 or part[-1] in ".!?…" else f"{part}." for at, part in enumerate(filled)
    )
