"""Keeps links and other things on the shelf; the same link is the same item."""

from collections.abc import Sequence

from sqlalchemy import select

from crm.errors import NotUnderstood
from crm.model import Item, ItemTopic, Topic
from crm.shelf.links import short_link, stored_key, whole_link
from crm.shelf.same_link import items_with_link
from crm.text.folding import fold
from crm.text.typed_text import line, lines
from crm.unit_of_work import UnitOfWork


def keep(
    work: UnitOfWork,
    link_or_title: str,
    *,
    title: str = "",
    why: str = "",
    topics: Sequence[str] = (),
    from_person_id: int | None = None,
) -> int:
    """Puts it on the shelf and returns its id. A link without title is called by its host and path.

    If the link is there already, what is given is added to its item. Raises NotUnderstood where nothing is named.
    """
    words = line(link_or_title)
    url = whole_link(words)
    name = line(title) or (short_link(url) if url else words)
    if not name:
        raise NotUnderstood("Give a link, or the title of what you keep.")
    same = items_with_link(work.read, url)
    item = work.session.get_one(Item, same[0].id) if same else _new_item(work, name, url)
    if title.strip():
        item.title = name
    _add_why(item, lines(why))
    if from_person_id is not None:
        item.from_person_id = from_person_id
    add_topics(work, item, topics)
    work.label = f"Added to “{item.title}” on the shelf" if same else f"Put “{item.title}” on the shelf"
    return item.id


def _new_item(work: UnitOfWork, title: str, url: str) -> Item:
    item = Item(title=title, url=url, url_key=stored_key(url), added_on=work.today)
    work.session.add(item)
    work.flush()
    return item


def _add_why(item: Item, why: str) -> None:
    if why and fold(why) not in fold(item.why):
        item.why = f"{item.why}\n{why}".strip()


def set_link(work: UnitOfWork, item: Item, url: str) -> None:
    """Raises NotUnderstood for a link that another item has."""
    url = whole_link(url) or line(url)
    other = next((one for one in items_with_link(work.read, url) if one.id != item.id), None)
    if other is not None:
        raise NotUnderstood(f"That link is on the shelf already, as “{other.title}”.")
    item.url, item.url_key = url, stored_key(url)


def add_topics(work: UnitOfWork, item: Item, topics: Sequence[str]) -> None:
    """Adds those it does not have."""
    wanted = {topic_named(work, line(words)).id: None for words in topics if line(words)}
    there = set(work.session.scalars(select(ItemTopic.topic_id).where(ItemTopic.item_id == item.id)))
    new = [topic_id for topic_id in wanted if topic_id not in there]
    work.session.add_all([ItemTopic(item_id=item.id, topic_id=topic_id) for topic_id in new])
    work.flush()


def topic_named(work: UnitOfWork, words: str) -> Topic:
    """The topic with these words, accents and case aside; made where there is none."""
    found = work.session.scalars(select(Topic).where(Topic.folded == fold(words))).first()
    if found is None:
        found = Topic(words=words, folded=fold(words))
        work.session.add(found)
        work.session.flush()
    return found
