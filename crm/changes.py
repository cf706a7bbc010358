"""Changes: what a committed step touched, the record passed to every commit listener."""

from collections.abc import Collection, Mapping
from typing import NamedTuple


class Changes(NamedTuple):
    """One record per commit. `touched` maps a table name to the ids of its changed rows, link tables
    included.
    """

    step_id: int
    label: str
    origin: str  # user | import | undo | redo
    touched: Mapping[str, Collection[int]]

    def touches(self, *tables: str) -> bool:
        return any(table in self.touched for table in tables)
