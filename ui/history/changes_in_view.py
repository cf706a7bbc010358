"""Changes of the steps in view: read for a few dozen at a time, when the first of them becomes visible."""

from collections.abc import Callable, Sequence

from crm.history.changes import NOTHING, StepChanges
from crm.history.queries import changes_of
from crm.storage.reading import Reader

_PAGE_SIZE = 40  # steps; slightly more than fit into the window


class StepChangesCache:
    def __init__(self, read: Callable[[], Reader]):
        self._read = read
        self._places: dict[int, int] = {}
        self._ids: Sequence[int] = ()
        self._known: dict[int, StepChanges] = {}

    def show(self, ids: Sequence[int]) -> None:
        """Sets the steps shown, in this order, and clears the cache."""
        self._ids, self._known = ids, {}
        self._places = {step_id: place for place, step_id in enumerate(ids)}

    def of(self, step_id: int) -> StepChanges:
        if step_id not in self._known and (place := self._places.get(step_id)) is not None:
            near = [one for one in self._ids[place : place + _PAGE_SIZE] if one not in self._known]
            self._known |= changes_of(self._read(), near)
        return self._known.get(step_id, NOTHING)
