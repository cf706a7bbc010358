"""What the user did, one step after the other: what History lists and undo goes by."""

from datetime import datetime
from typing import NamedTuple


class Step(NamedTuple):
    """One thing the user did. `at` is UTC, `undone` says whether it is taken back at present."""

    id: int
    label: str
    at: datetime
    origin: str
    undone: bool
