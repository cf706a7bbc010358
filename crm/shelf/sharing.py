"""Shares an item of the shelf with a person, at most once, and keeps the promise to do so."""

from datetime import date

from sqlalchemy import select

from crm.errors import AlreadyDone, NotUnderstood
from crm.model import Item, Person, Promise, PromisePerson, Share
from crm.promises import keeping as promises
from crm.shelf.links import url_key
from crm.shelf.same_link import items_with_link
from crm.text import days_in_words
from crm.text.folding import fold
from crm.text.typed_text import lines
from crm.unit_of_work import UnitOfWork


def share(
    work: UnitOfWork,
    item_id: int,
    person_id: int,
    reason: str = "",
    promise_id: int | None = None,
    sent_on: date | None = None,
) -> int:
    """The id of the share. Without `promise_id`, open promises of this item to this person are kept.

    Raises AlreadyDone if the person has the item already, or another item with the same link.
    """
    item, person = work.session.get(Item, item_id), work.session.get(Person, person_id)
    if item is None or person is None:
        raise NotUnderstood("That item or person is not in the book.")
    refuse_second_time(work, item, person)
    sent = Share(
        item_id=item_id,
        person_id=person_id,
        reason=lines(reason),
        promise_id=promise_id,
        sent_on=sent_on or work.today,
    )
    work.session.add(sent)
    work.flush()
    if promise_id is None:
        _keep_promises(work, sent, item)
    work.label = f"Sent {person.full_name} “{item.title}”"
    return sent.id


def refuse_second_time(work: UnitOfWork, item: Item, person: Person) -> None:
    """Raises AlreadyDone."""
    before = _share_before(work, item.id, person.id)
    if before is not None:
        when = f" You sent it {days_in_words.on(before.sent_on, work.today)}." if before.sent_on else ""
        raise AlreadyDone(f"{person.full_name} has “{item.title}” already.{when}")


def was_shared(work: UnitOfWork, item_id: int, person_id: int) -> bool:
    """Also as another item with the same link."""
    return _share_before(work, item_id, person_id) is not None


def _share_before(work: UnitOfWork, item_id: int, person_id: int) -> Share | None:
    """Two items have the same link where an import or an earlier rule of comparison brought both."""
    url = work.read.value("SELECT url FROM item WHERE id = :id", id=item_id) or ""
    same = {item_id, *(one.id for one in items_with_link(work.read, url))}
    found = select(Share).where(Share.item_id.in_(same), Share.person_id == person_id)
    return work.session.scalars(found.order_by(Share.id)).first()


def _keep_promises(work: UnitOfWork, sent: Share, item: Item) -> None:
    """A promise to several people is kept when the last of them has the item."""
    open_ones = (
        select(Promise)
        .join(PromisePerson, PromisePerson.promise_id == Promise.id)
        .where(
            PromisePerson.person_id == sent.person_id,
            PromisePerson.part == "to",
            Promise.kind == "share",
            Promise.by_person_id.is_(None),
            Promise.state.in_(("open", "waiting")),
        )
        .order_by(Promise.id)
    )
    for promise in work.session.scalars(open_ones).unique().all():
        if promise.item_id == item.id or (promise.item_id is None and _names(promise.words, item)):
            promise.item_id = item.id
            sent.promise_id = sent.promise_id or promise.id
            if all(was_shared(work, item.id, each.id) for each in promises.people_of(work, promise.id)):
                promises.keep(work, promise.id)


def _names(words: str, item: Item) -> bool:
    """Whether the words of a promise hold the title of the item, or its link."""
    key = url_key(item.url)
    return fold(item.title) in fold(words) or (key != "" and key in map(url_key, words.split()))
