"""Adds items to the shelf and shares them, at most once per person."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, select

from crm.errors import NotUnderstood
from crm.model import Item, ItemTopic, Person, Share, Topic
from crm.shelf.links import url_key
from crm.text import days_in_words
from crm.text.folding import fold
from crm.unit_of_work import UnitOfWork


def add_item(
    work: UnitOfWork,
    title: str,
    url: str = "",
    why: str = "",
    topics: Sequence[str] = (),
    from_person_id: int | None = None,
) -> int:
    """Adds an item and returns its id. Raises NotUnderstood for an empty title or a link that is already on the shelf."""
    if not title.strip():
        raise NotUnderstood("An item on the shelf needs a title.")
    key = url_key(url)
    same = work.session.scalars(select(Item).where(Item.url_key == key)).first() if key else None
    if same is not None:
        raise NotUnderstood(f"That link is on the shelf already, as “{same.title}”.")
    item = Item(
        title=title.strip(),
        url=url.strip(),
        url_key=key,
        why=why.strip(),
        from_person_id=from_person_id,
        added_on=work.today,
    )
    work.session.add(item)
    work.session.flush()
    for words in dict.fromkeys(fold(one) for one in topics if one.strip()):
        spelled = next(one.strip() for one in topics if fold(one) == words)
        work.session.add(ItemTopic(item_id=item.id, topic_id=topic_named(work, spelled).id))
    work.label = f"Put “{item.title}” on the shelf"
    return item.id


def share(
    work: UnitOfWork,
    item_id: int,
    person_id: int,
    reason: str = "",
    promise_id: int | None = None,
    sent_on: date | None = None,
) -> None:
    """Raises NotUnderstood if the person has the item already."""
    item, person = work.session.get(Item, item_id), work.session.get(Person, person_id)
    if item is None or person is None:
        raise NotUnderstood("That item or person is not in the book.")
    before = work.session.scalars(_of(item_id, person_id)).first()
    if before is not None:
        when = f" You sent it {days_in_words.on(before.sent_on, work.today)}." if before.sent_on else ""
        raise NotUnderstood(f"{person.full_name} has “{item.title}” already.{when}")
    work.session.add(
        Share(
            item_id=item_id,
            person_id=person_id,
            reason=reason.strip(),
            promise_id=promise_id,
            sent_on=sent_on or work.today,
        )
    )
    work.label = f"Sent {person.full_name} “{item.title}”"


def was_shared(work: UnitOfWork, item_id: int, person_id: int) -> bool:
    work.session.flush()
    return work.session.scalars(_of(item_id, person_id)).first() is not None


def _of(item_id: int, person_id: int) -> Select[Share]:
    return select(Share).where(Share.item_id == item_id, Share.person_id == person_id)


def topic_named(work: UnitOfWork, words: str) -> Topic:
    """The topic with these words, accents and case aside; made where there is none."""
    found = work.session.scalars(select(Topic).where(Topic.folded == fold(words))).first()
    if found is None:
        found = Topic(words=words, folded=fold(words))
        work.session.add(found)
        work.session.flush()
    return found
