"""What a page gets back from an action."""

from typing import Generic, NamedTuple, TypeVar

from crm.changes import Changes
from crm.errors import GoodturnError, SavedBut

Result_co = TypeVar("Result_co", covariant=True)


class ActionResult(NamedTuple, Generic[Result_co]):
    """Result of an action. False if it was refused; `refused` holds the error, which was shown to the user
    already.

    `value` is the use case's return value. With `saved_but` the change was saved and a later part failed: do
    not repeat it.
    """

    value: Result_co | None = None
    changes: Changes | None = None
    refused: GoodturnError | None = None
    saved_but: SavedBut | None = None

    def __bool__(self) -> bool:
        return self.refused is None
