"""The sentences around the rows: how much there is, what is folded, and what to say on an empty day. Pure."""

from collections.abc import Sequence
from datetime import date, timedelta

from crm.promises.promise_titles import join_names
from crm.text import days_in_words
from crm.today.candidate import Candidate
from crm.today.empty_day import NextThing

CALM = "Your word is kept"


def subtitle(
    meetings: int,
    turns: int,
    folded: int = 0,
    doors: int = 0,
    day_off: str = "",
    calm: NextThing | None = None,
) -> str:
    """ "One meeting, five good turns and an open door." `day_off` names a day on which nobody is suggested, `calm` what
    comes next where nothing is due."""
    said = _how_much(meetings, turns, folded, doors) if calm is None else f"{CALM}. {calm.words}."
    return f"{said} {day_off} is your day off, so nobody is suggested." if day_off else said


def _how_much(meetings: int, turns: int, folded: int, doors: int) -> str:
    parts = []
    if meetings:
        parts.append(f"{days_in_words.number(meetings)} {'meeting' if meetings == 1 else 'meetings'}")
    if turns:
        parts.append(f"{days_in_words.number(turns)} good {'turn' if turns == 1 else 'turns'}")
    if doors:
        parts.append("an open door")
    if not parts:
        return "Give the folded ones a day." if folded else f"{CALM}."
    said = join_names(parts)
    return f"{said[0].upper()}{said[1:]}."


def folded_words(folded: Sequence[Candidate], count: int, today: date) -> str:
    """ "2 more promises fall due this week", or that they need a day when they are late or far apart."""
    if not count:
        return ""
    soon = len(folded) == count and all(
        one.due and today <= one.due <= today + timedelta(days=7) for one in folded
    )
    if soon:
        return f"{count} more {'promise falls' if count == 1 else 'promises fall'} due this week"
    return f"{count} more {'promise: give it a day' if count == 1 else 'promises: give these a day'}"
