"""Step: one undoable user action, as History lists it."""

from datetime import datetime
from typing import NamedTuple


class Step(NamedTuple):
    """`at` is UTC; `undone` is whether the step is undone at present."""

    id: int
    label: str
    at: datetime
    origin: str
    undone: bool
