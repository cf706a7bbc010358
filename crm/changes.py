"""What a committed step touched: the one thing pages, badges and commands hear after every write."""

from collections.abc import Collection, Mapping
from typing import NamedTuple


class Changes(NamedTuple):
    """One record a commit. `touched` maps a table name to the ids of its rows that changed, links included."""

    step_id: int
    label: str
    origin: str  # user | import | undo | redo
    touched: Mapping[str, Collection[int]]

    def touches(self, *tables: str) -> bool:
        return any(table in self.touched for table in tables)
