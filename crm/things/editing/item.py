"""An item of the shelf put right, and deleted with its shares."""

from collections.abc import Sequence

from sqlalchemy import select

from crm.errors import NotUnderstood
from crm.model import Item, ItemTopic
from crm.people.lookup import find_person
from crm.shelf.keeping import set_link, topic_named
from crm.text.assignments import Assignment
from crm.text.typed_text import line, lines
from crm.things.editing.rows import get_row
from crm.things.field_values import check_fields, filled
from crm.unit_of_work import UnitOfWork


def edit(work: UnitOfWork, item_id: int, assignments: Sequence[Assignment]) -> None:
    """All of them or none. Raises NothingFound, or NotUnderstood for a field or value that does not fit."""
    check_fields(assignments, ("title", "url", "why", "from"), ("topics", "topic"))
    item = get_row(work, Item, "item", item_id)
    for one in assignments:
        if one.field == "title":
            item.title = line(filled(one.value, "title"))
        elif one.field == "url":
            set_link(work, item, one.value)
        elif one.field == "why":
            item.why = lines(one.value)
        elif one.field in ("topics", "topic"):  # `keep` says topic+=
            _set_topics(work, item, one)
        else:
            item.from_person_id = find_person(work.read, one.value) if one.value.strip() else None
    work.label = f"Changed “{item.title}” on the shelf"


def _set_topics(work: UnitOfWork, item: Item, one: Assignment) -> None:
    """With "=" exactly these, separated by commas."""
    if one.operator == "=":
        wanted = {topic_named(work, line(name)).id for name in one.value.split(",") if name.strip()}
    else:
        wanted = {topic_named(work, line(filled(one.value, "topics"))).id}
    links = {link.topic_id: link for link in work.session.scalars(select(ItemTopic).where(ItemTopic.item_id == item.id))}  # fmt: skip
    if one.operator == "-=" and not links.keys() & wanted:
        raise NotUnderstood(f"“{item.title}” has no topic “{line(one.value)}”.")
    gone = {"=": links.keys() - wanted, "+=": set(), "-=": links.keys() & wanted}[one.operator]
    for topic_id in gone:
        work.session.delete(links[topic_id])
    for topic_id in sorted(wanted - links.keys() if one.operator != "-=" else ()):
        work.session.add(ItemTopic(item_id=item.id, topic_id=topic_id))
    work.flush()


def delete(work: UnitOfWork, item_id: int) -> None:
    item = get_row(work, Item, "item", item_id)
    work.label = f"Deleted “{item.title}” from the shelf"
    work.session.delete(item)
