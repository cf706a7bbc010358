"""Texts of the lines of a draft. No Qt here."""

from datetime import date, datetime, timedelta
from typing import Generic, NamedTuple, TypeVar

from crm.capture.draft import DraftAdvice, DraftAsk, DraftPromise, DraftTopic, NamedPerson
from crm.people.topic_kinds import TOPIC_VERBS
from crm.promises import promise_titles
from crm.text import days_in_words, names

KINDS = ("coffee", "call", "video", "meal", "walk", "visit", "event", "message", "email", "letter", "meeting")
_KIND_WORDS = {"email": "E-mail", "video": "Video call"}

Day = TypeVar("Day", bound=date | None)


class DayOption(NamedTuple, Generic[Day]):
    day: Day
    label: str


def kind_words(kind: str) -> str:
    return _KIND_WORDS.get(kind, kind.capitalize())


def first_name(one: NamedPerson) -> str:
    return names.first_name(one.name)


def day_words(on: date, today: date) -> str:
    """ "today", else "Friday 20 November"."""
    if on == today:
        return "today"
    return days_in_words.heading(on) if on.year == today.year else f"{days_in_words.heading(on)} {on.year}"


def past_days(today: date) -> list[DayOption[date]]:
    """Days to choose from for a meeting: today, the week before, and tomorrow."""
    near = [DayOption(day, days_in_words.named(day, today)) for day in (today, today - timedelta(days=1))]
    before = [today - timedelta(days=away) for away in range(2, 8)]
    earlier = [DayOption(day, day_words(day, today)) for day in before]
    return [*near, *earlier, DayOption(today + timedelta(days=1), "tomorrow")]


def due_days(today: date) -> list[DayOption[date | None]]:
    monday = today + timedelta(days=7 - today.weekday())
    days = [
        (0, "today"),
        (1, "tomorrow"),
        (2, "in 2 days"),
        *([((monday - today).days, day_words(monday, today))] if (monday - today).days > 2 else []),
        (7, "in a week"),
        (14, "in two weeks"),
        (30, "in a month"),
    ]
    options: list[DayOption[date | None]]
    options = [DayOption(today + timedelta(days=away), label) for away, label in days]
    return [*options, DayOption(None, "no date")]


def left_draft_text(left: datetime | None, today: date, goes_on: bool) -> str:
    """ "Your text from yesterday, 18:40." `goes_on`: new text was added below it."""
    when = (
        f" from {days_in_words.named(left.date(), today)}, {left:%H:%M}"
        if left is not None
        else " from before"
    )
    how = "What is new stands below it." if goes_on else "Type to begin anew, or press End to go on with it."
    return f"Your text{when}. {how}"


def promise_label(promise: DraftPromise) -> str:
    return "I promised" if promise.by is None else f"{first_name(promise.by)} promised"


def promise_words(promise: DraftPromise) -> str:
    if promise.by is None:
        return promise_titles.within_sentence(
            promise_titles.title(promise.kind, promise.what, [one.name for one in promise.people])
        )
    return promise.what


def topic_label(topic: DraftTopic) -> str:
    return f"{first_name(topic.person)} {TOPIC_VERBS[topic.kind]}"


def advice_label(advice: DraftAdvice, today: date) -> str:
    who = f"{first_name(advice.person)} advised" if advice.direction == "received" else "I advised"
    return f"{who}, to try by {days_in_words.plain(advice.try_by, today)}" if advice.try_by else who


def ask_label(ask: DraftAsk) -> str:
    return f"I asked {first_name(ask.person)}" if ask.asked else f"to ask {first_name(ask.person)}"


def assumed_words(people: list[NamedPerson]) -> str:
    """ "her = Ana, assumed" for a pronoun, "Ana = Ana Ruiz, assumed" for a first name; "" if all are certain."""
    unsure = [one for one in people if one.status == "assumed"]
    return ", ".join(f"{one.typed} = {_meant(one)}, assumed" for one in unsure)


def _meant(one: NamedPerson) -> str:
    return one.name if one.typed == first_name(one) else first_name(one)
