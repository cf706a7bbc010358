"""What the user says about files before they are read."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Options:
    """`charset` is for lines in no known one; None lets the reader guess. The rest is for calendars: what day it is,
    whether past meetings are taken as happened, and whether people who are not in the book are made."""

    charset: str | None = None
    today: date | None = None
    accept: bool = False
    create_people: bool = False


AS_IT_IS = Options()
