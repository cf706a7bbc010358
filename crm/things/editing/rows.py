"""The row of a thing, by its id."""

from typing import TypeVar

from crm.model import Content
from crm.things.key import Key, missing
from crm.unit_of_work import UnitOfWork

Row = TypeVar("Row", bound=Content)


def get_row(work: UnitOfWork, model: type[Row], kind: str, thing_id: int) -> Row:
    """Raises NothingFound."""
    found = work.session.get(model, thing_id)
    if found is None:
        raise missing(Key(kind, thing_id))
    return found
