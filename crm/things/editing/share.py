"""A share put right, and deleted: the person may get the item again then."""

from collections.abc import Sequence

from crm.model import Item, Person, Share
from crm.text.assignments import Assignment
from crm.text.typed_text import lines
from crm.things.editing.rows import get_row
from crm.things.field_values import check_fields, day
from crm.unit_of_work import UnitOfWork


def edit(work: UnitOfWork, share_id: int, assignments: Sequence[Assignment]) -> None:
    """All of them or none. Raises NothingFound, or NotUnderstood for a field or value that does not fit."""
    check_fields(assignments, ("reason", "on", "landed"))
    share = get_row(work, Share, "share", share_id)
    for one in assignments:
        if one.field == "on":
            share.sent_on = day(one.value, work.today, forward=False)
        else:
            setattr(share, one.field, lines(one.value))
    work.label = f"Changed {_described(work, share)}"


def delete(work: UnitOfWork, share_id: int) -> None:
    share = get_row(work, Share, "share", share_id)
    work.label = f"Deleted {_described(work, share)}"
    work.session.delete(share)


def _described(work: UnitOfWork, share: Share) -> str:
    title = work.session.get_one(Item, share.item_id).title
    return f"the share of “{title}” with {work.session.get_one(Person, share.person_id).full_name}"
