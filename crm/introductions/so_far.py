"""What has happened with an introduction so far, as one line: "18 November offered · 19 November Ana asked, yes"."""

from datetime import date

from crm.introductions.introduction_list import IntroductionRecord, IntroductionSideRecord
from crm.text import days_in_words

_ANSWERS = {"yes": "said yes", "later": "said later"}


def so_far(record: IntroductionRecord, today: date) -> str:
    """In the order of the days. A no is told without a name."""
    events: list[tuple[date, str]] = []
    if record.offered_on is not None and not record.is_received:
        events.append((record.offered_on, "offered"))
    for side in record.sides:
        events += _of_side(side)
    by = record.by.first_name if record.by else ""
    made = f"{by} introduced you" if by else "introduced"
    events += [(day, words) for day, words in (
        (record.made_on, made), (record.thanked_on, f"{by} thanked"), (record.heard_on, "heard back"),
    ) if day is not None]  # fmt: skip
    events.sort(key=lambda event: event[0])
    return " · ".join(f"{days_in_words.plain(day, today)} {words}" for day, words in events)


def _of_side(side: IntroductionSideRecord) -> list[tuple[date, str]]:
    name = side.person.first_name
    asked = [(side.asked_on, f"{name} asked")] if side.asked_on else []
    said = _ANSWERS.get(side.answer)
    if said and side.answered_on:
        if side.asked_on == side.answered_on:
            return [(side.answered_on, f"{name} asked, {side.answer}")]
        asked.append((side.answered_on, f"{name} {said}"))
    return asked
