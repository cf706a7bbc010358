"""Loads the files in resources/sample. Days in them are offsets from today."""

import re
import tomllib
import uuid
from datetime import date, timedelta
from importlib import resources
from typing import Any

from crm.text.days_in_words import MONTHS

_DAY_IN_TEXT = re.compile(r"\{(-?[0-9]+)\}")
_NAMESPACE = uuid.UUID("6a0c1d5e-0f5b-4c0e-9d3e-2b7f0c9a1e11")


def load_chapter(chapter: str) -> dict[str, Any]:
    """One of the files: people, meetings, promises, asks, shelf."""
    return tomllib.loads(
        resources.files("resources").joinpath("sample", f"{chapter}.toml").read_text(encoding="utf-8")
    )


def stable_uid(what: str, *parts: object) -> str:
    """The same UID in every sample book, so that a person keeps their avatar colour."""
    return str(uuid.uuid5(_NAMESPACE, "/".join([what, *map(str, parts)])))


class Days:
    """Converts day offsets from today into dates."""

    def __init__(self, today: date) -> None:
        self.today = today

    def day(self, offset: int) -> date:
        return self.today + timedelta(days=offset)

    def day_or_none(self, offset: int | None) -> date | None:
        return None if offset is None else self.day(offset)

    def fill_in_days(self, text: str) -> str:
        """Replaces offsets such as {-51} in a text by the day: "1 October"."""
        return _DAY_IN_TEXT.sub(lambda found: _day_and_month(self.day(int(found[1]))), text)


def _day_and_month(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"
