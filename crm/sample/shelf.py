"""The shelf of the sample book: things worth passing on, and to whom some were passed."""

from typing import Any

from sqlalchemy.orm import Session

from crm.model import Item, ItemTopic, Person, Share
from crm.sample.story import Days, stable_uid
from crm.sample.topics import topics_by_folded
from crm.text.folding import fold


def add_shelf(
    session: Session, told: list[dict[str, Any]], people: dict[str, Person], days: Days
) -> dict[str, Item]:
    """All items, by title."""
    items = {one["title"]: _item(one, people, days) for one in told}
    session.add_all(items.values())
    topics = topics_by_folded(session, [words for one in told for words in one["topics"]])
    for one in told:
        item = items[one["title"]]
        session.add_all(
            ItemTopic(item_id=item.id, topic_id=topics[fold(words)].id) for words in one["topics"]
        )
        session.add_all(_share(item, share, people, days) for share in one.get("shares", []))
    return items


def _item(one: dict[str, Any], people: dict[str, Person], days: Days) -> Item:
    return Item(
        uid=stable_uid("item", one["title"]),
        title=one["title"],
        url=one["url"],
        url_key=one["url"].removeprefix("https://"),
        why=one["why"],
        from_person_id=people[one["from"]].id if "from" in one else None,
        added_on=days.day(one["added"]),
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
