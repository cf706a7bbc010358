"""One thing by its key: read, edited, deleted. Modules of a kind are loaded with the first key of that kind."""

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, cast

from crm.storage.reading import Reader
from crm.text.assignments import Assignment
from crm.things.key import Key, missing

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork


class _Documents(Protocol):
    """A module of `crm.things.documents`."""

    def documents(self, read: Reader, ids: Sequence[int]) -> list[dict[str, Any]]: ...


class _Editing(Protocol):
    """A module of `crm.things.editing`."""

    def edit(self, work: "UnitOfWork", thing_id: int, assignments: Sequence[Assignment]) -> None: ...

    def delete(self, work: "UnitOfWork", thing_id: int) -> None: ...


def document(read: Reader, key: Key) -> dict[str, Any]:
    """The JSON object of its kind. Raises NothingFound."""
    found = cast(_Documents, import_module(f"crm.things.documents.{key.kind}")).documents(read, [key.id])
    if not found:
        raise missing(key)
    return found[0]


def edit(work: "UnitOfWork", key: Key, assignments: Sequence[Assignment]) -> None:
    """All of them or none. Raises NothingFound, or NotUnderstood for a field or value that does not fit."""
    _editing(key).edit(work, key.id, assignments)


def delete(work: "UnitOfWork", key: Key) -> None:
    """Raises NothingFound."""
    _editing(key).delete(work, key.id)


def _editing(key: Key) -> _Editing:
    return cast(_Editing, import_module(f"crm.things.editing.{key.kind}"))
