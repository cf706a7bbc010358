"""The shelf of the sample book: items with topics, and what was shared with whom."""

from typing import Any

from sqlalchemy.orm import Session

from crm.model import Item, ItemTopic, Person, Share
from crm.sample.story import Days, stable_uid
from crm.sample.topics import topics_by_folded
from crm.shelf.links import stored_key
from crm.text.folding import fold


def add_shelf(
    session: Session, entries: list[dict[str, Any]], people: dict[str, Person], days: Days
) -> dict[str, Item]:
    """The items by title."""
    items = {entry["title"]: _item(entry, people, days) for entry in entries}
    session.add_all(items.values())
    topics = topics_by_folded(session, [words for entry in entries for words in entry["topics"]])
    for entry in entries:
        item = items[entry["title"]]
        session.add_all(
            ItemTopic(item_id=item.id, topic_id=topics[fold(words)].id) for words in entry["topics"]
        )
        session.add_all(_share(item, share, people, days) for share in entry.get("shares", []))
    return items


def _item(entry: dict[str, Any], people: dict[str, Person], days: Days) -> Item:
    return Item(
        uid=stable_uid("item", entry["title"]),
        title=entry["title"],
        url=entry["url"],
        url_key=stored_key(entry["url"]),
        why=entry["why"],
        from_person_id=people[entry["from"]].id if "from" in entry else None,
        added_on=days.day(entry["added"]),
    )


def _share(item: Item, share: dict[str, Any], people: dict[str, Person], days: Days) -> Share:
    return Share(
        uid=stable_uid("share", item.title, share["to"]),
        item_id=item.id,
        person_id=people[share["to"]].id,
        reason=share["reason"],
        sent_on=days.day(share["on"]),
        landed=share["landed"],
    )
