"""Rules for the shelf: items, shares and topics."""

from crm.table_rules.promises import PROMISES
from crm.table_rules.record import (
    IN_SELECTED_IDS,
    OF_SELECTED_PEOPLE,
    Archived,
    Deleted,
    NotAffected,
    SearchText,
    TableRules,
)

_ITEMS = f"""
SELECT id FROM item WHERE (from_person_id IS NULL OR from_person_id {IN_SELECTED_IDS}) AND (from_person_id {IN_SELECTED_IDS}
OR id IN (SELECT item_id FROM share WHERE {OF_SELECTED_PEOPLE}) OR id IN (SELECT item_id FROM promise WHERE id IN ({PROMISES})))
"""
_HAS_NO_DAY = NotAffected("it has no day of its own")
_USERS_OWN = Deleted(False, "the shelf is the user's own")
_NOT_BROUGHT_BACK = NotAffected("what it names and was deleted since stays deleted")

ITEM = TableRules(
    "item",
    merge={"from_person_id": ("UPDATE item SET from_person_id = :keep WHERE from_person_id = :absorb",)},
    take_apart={},
    archive=Archived(f"id IN ({_ITEMS})"),
    delete=_USERS_OWN,
    search=SearchText(9, "{r}.title", "{r}.url || ' ' || {r}.why"),
    story=NotAffected("sending it is what stands there"),
    markdown="Story",
    due=_HAS_NO_DAY,
)

SHARE = TableRules(
    "share",
    merge={
        "person_id": (
            *(
                f"UPDATE share SET {text} = (SELECT trim(share.{text} || char(10) || s.{text}, char(10)) FROM share s "
                "WHERE s.item_id = share.item_id AND s.person_id = :absorb) WHERE person_id = :keep AND item_id IN "
                f"(SELECT item_id FROM share s WHERE s.person_id = :absorb AND s.{text} NOT IN ('', share.{text}))"
                for text in ("reason", "landed")
            ),
            "UPDATE share SET person_id = :keep WHERE person_id = :absorb AND item_id NOT IN "
            "(SELECT item_id FROM share WHERE person_id = :keep)",
        )
    },
    take_apart={"item_id": _NOT_BROUGHT_BACK, "promise_id": _NOT_BROUGHT_BACK},
    archive=Archived(f"{OF_SELECTED_PEOPLE} AND item_id IN ({_ITEMS})"),
    delete=Deleted(True, "it was sent to the person"),
    search=NotAffected("the thing that was sent is found"),
    story="share",
    markdown="Story",
    due=NotAffected("the promise to send it stands there"),
)

TOPIC = TableRules(
    "topic",
    merge={},
    take_apart={},
    archive=Archived(
        f"""id IN (SELECT topic_id FROM person_topic WHERE {OF_SELECTED_PEOPLE})
      OR id IN (SELECT topic_id FROM item_topic WHERE item_id IN ({_ITEMS}))""",
        whole="id IN (SELECT topic_id FROM person_topic) OR id IN (SELECT topic_id FROM item_topic)",
    ),
    delete=Deleted(False, "items of the shelf and people added later may have it"),
    search=SearchText(5, "{r}.words", "''"),
    story=NotAffected("it is what a person cares about, not a moment with them"),
    markdown="Topics",
    due=_HAS_NO_DAY,
)

PERSON_TOPIC = TableRules(
    "person_topic",
    merge={
        "person_id": (
            "UPDATE person_topic SET person_id = :keep WHERE person_id = :absorb AND NOT EXISTS (SELECT 1 FROM person_topic k "
            "WHERE k.person_id = :keep AND k.topic_id = person_topic.topic_id AND k.kind = person_topic.kind)",
        )
    },
    take_apart={"topic_id": "topic", "meeting_id": _NOT_BROUGHT_BACK},
    archive=Archived(OF_SELECTED_PEOPLE),
    delete=Deleted(True, "it says what the person cares about"),
    search=NotAffected("it holds no words: the topic is found, and the people who have it"),
    story=NotAffected("it is what a person cares about, not a moment with them"),
    markdown=NotAffected("it holds no words: the topic stands there"),
    due=NotAffected("an open door is told on Today, about the person"),
)

ITEM_TOPIC = TableRules(
    "item_topic",
    merge={},
    take_apart=dict.fromkeys(("item_id", "topic_id"), NotAffected("a merge takes none out")),
    archive=Archived(f"item_id IN ({_ITEMS})", comes_with="item_id"),
    delete=_USERS_OWN,
    search=NotAffected("it holds no words"),
    story=NotAffected("it names no person"),
    markdown=NotAffected("it names no person"),
    due=_HAS_NO_DAY,
)
