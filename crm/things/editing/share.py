"""A share put right, and deleted: the person may get the item again then."""

from collections.abc import Sequence

from crm.model import Item, Person, Share
from crm.text.typed_text import lines
from crm.things.assignments import Assignment, check_fields, day
from crm.things.key import Key, missing
from crm.unit_of_work import UnitOfWork


def edit(work: UnitOfWork, share_id: int, assignments: Sequence[Assignment]) -> None:
    """All of them or none. Raises NothingFound, or NotUnderstood for a field or value that does not fit."""
    check_fields(assignments, ("reason", "on", "landed"))
    share = _one(work, share_id)
    for one in assignments:
        if one.field == "on":
            share.sent_on = day(one.value, work.today, forward=False)
        else:
            setattr(share, one.field, lines(one.value))
    work.label = f"Changed {_described(work, share)}"


def delete(work: UnitOfWork, share_id: int) -> None:
    share = _one(work, share_id)
    work.label = f"Deleted {_described(work, share)}"
    work.session.delete(share)


def _one(work: UnitOfWork, share_id: int) -> Share:
    found = work.session.get(Share, share_id)
    if found is None:
        raise missing(Key("share", share_id))
    return found


def _described(work: UnitOfWork, share: Share) -> str:
    title = work.session.get_one(Item, share.item_id).title
    return f"the share of “{title}” with {work.session.get_one(Person, share.person_id).full_name}"
