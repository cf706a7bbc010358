"""Derives the stage of an introduction from the answers of its two sides. Pure functions."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import MAXYEAR, date, timedelta
from typing import NamedTuple

ASK_AGAIN_AFTER = timedelta(days=7)
DAYS_TO_INTRODUCE = timedelta(days=2)  # from the last yes to the joint mail
LEAST_DAYS_TO_FOLLOW_UP = timedelta(days=28)  # a month has at least so many
ANSWERS = ("not_asked", "asked", "yes", "no", "later")


class SideAnswer(NamedTuple):
    """`on`: the day the side was asked."""

    answer: str
    on: date | None = None
    until: date | None = None


class IntroductionProgress(NamedTuple):
    """States of the introduction and of its promise. `back_on` is the date to ask again."""

    state: str  # offered | asking | dropped
    promise: str  # open | waiting | released
    back_on: date | None = None
    both_agree: bool = False


def progress_of(sides: Sequence[SideAnswer], today: date) -> IntroductionProgress:
    """Waits while both sides have been asked and one has not agreed; otherwise the next step is the user's."""
    answers = [side.answer for side in sides]
    if "no" in answers:
        return IntroductionProgress("dropped", "released")
    if all(answer == "yes" for answer in answers):
        return IntroductionProgress("asking", "open", both_agree=True)
    if "not_asked" in answers:
        return IntroductionProgress("offered" if set(answers) == {"not_asked"} else "asking", "open")
    back = min(ask_again_on(side, today) for side in sides if side.answer in ("asked", "later"))
    return IntroductionProgress("asking", "waiting", back)


def ask_again_on(side: SideAnswer, today: date) -> date:
    if side.answer == "later" and side.until:
        return side.until
    return (side.on or today) + ASK_AGAIN_AFTER


def follow_up_on(made_on: date) -> date:
    """A month after the joint mail: the day to ask what came of it."""
    years, months = divmod(made_on.month, 12)
    if made_on.year + years > MAXYEAR:
        return date.max
    last = monthrange(made_on.year + years, months + 1)[1]
    return date(made_on.year + years, months + 1, min(made_on.day, last))
