"""The subtitle of Today and the line about folded promises. Pure."""

from collections.abc import Sequence
from datetime import date, timedelta

from crm.promises.promise_titles import join_names
from crm.text import days_in_words
from crm.today.candidate import Candidate
from crm.today.empty_day import Upcoming

NOTHING_DUE = "Your word is kept"


def subtitle(
    meetings: int,
    good_turns: int,
    folded: int = 0,
    open_doors: int = 0,
    day_off: str = "",
    upcoming: Upcoming | None = None,
) -> str:
    """ "One meeting, five good turns and an open door."

    `day_off` names the day off if suggestions are left out; `upcoming` is the next event if nothing is due.
    """
    text = (
        _describe_counts(meetings, good_turns, folded, open_doors)
        if upcoming is None
        else f"{NOTHING_DUE}. {upcoming.sentence}."
    )
    return f"{text} {day_off} is your day off, so nobody is suggested." if day_off else text


def _describe_counts(meetings: int, good_turns: int, folded: int, open_doors: int) -> str:
    parts = []
    if meetings:
        parts.append(f"{days_in_words.number(meetings)} {'meeting' if meetings == 1 else 'meetings'}")
    if good_turns:
        parts.append(f"{days_in_words.number(good_turns)} good {'turn' if good_turns == 1 else 'turns'}")
    if open_doors:
        parts.append("an open door")
    if not parts:
        return "Give the folded ones a day." if folded else f"{NOTHING_DUE}."
    text = join_names(parts)
    return f"{text[0].upper()}{text[1:]}."


def describe_folded(folded: Sequence[Candidate], count: int, today: date) -> str:
    """ "2 more promises fall due this week"; if any is late or further ahead, a request to give them a day."""
    if not count:
        return ""
    soon = len(folded) == count and all(
        promise.due and today <= promise.due <= today + timedelta(days=7) for promise in folded
    )
    if soon:
        return f"{count} more {'promise falls' if count == 1 else 'promises fall'} due this week"
    return f"{count} more {'promise: give it a day' if count == 1 else 'promises: give these a day'}"
