"""Kinds of promises and their default number of days until due."""

from datetime import date, timedelta

DEFAULT_DAYS = {
    "introduction": 2,
    "share": 2,
    "thank": 1,
    "favour": 7,
    "recommend": 7,
    "report_back": 14,
    "ask_after": 14,
    "meet_again": 30,
    "inform": 2,
}


def default_due(kind: str, made_on: date) -> date:
    return made_on + timedelta(days=DEFAULT_DAYS[kind])
