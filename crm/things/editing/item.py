"""An item of the shelf put right, and deleted with its shares."""

from collections.abc import Sequence

from sqlalchemy import select

from crm.errors import NotUnderstood
from crm.model import Item
from crm.people.lookup import find_person
from crm.shelf.links import url_key
from crm.text.assignments import Assignment
from crm.text.typed_text import line, lines
from crm.things.editing.rows import get_row
from crm.things.field_values import check_fields, filled
from crm.unit_of_work import UnitOfWork


def edit(work: UnitOfWork, item_id: int, assignments: Sequence[Assignment]) -> None:
    """All of them or none. Raises NothingFound, or NotUnderstood for a field or value that does not fit."""
    check_fields(assignments, ("title", "url", "why", "from"))
    item = get_row(work, Item, "item", item_id)
    for one in assignments:
        if one.field == "title":
            item.title = line(filled(one.value, "title"))
        elif one.field == "url":
            _set_url(work, item, one.value.strip())
        elif one.field == "why":
            item.why = lines(one.value)
        else:
            item.from_person_id = find_person(work.read, one.value) if one.value.strip() else None
    work.label = f"Changed “{item.title}” on the shelf"


def _set_url(work: UnitOfWork, item: Item, url: str) -> None:
    key = url_key(url)
    same = select(Item).where(Item.url_key == key, Item.id != item.id)
    other = work.session.scalars(same).first() if key else None
    if other is not None:
        raise NotUnderstood(f"That link is on the shelf already, as “{other.title}”.")
    item.url, item.url_key = url, key


def delete(work: UnitOfWork, item_id: int) -> None:
    item = get_row(work, Item, "item", item_id)
    work.label = f"Deleted “{item.title}” from the shelf"
    work.session.delete(item)
