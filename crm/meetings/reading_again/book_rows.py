"""Reads a meeting and what came of it from the book, in the shape in which it is compared with a text."""

import json
from datetime import date
from typing import Any

from crm.meetings.reading_again.meeting_now import (
    AdviceFacts,
    AdviceNow,
    AskFacts,
    AskNow,
    MeetingNow,
    PromiseFacts,
    PromiseNow,
    TopicFacts,
    TopicNow,
)
from crm.meetings.whole_meeting import WholeMeeting
from crm.promises import queries
from crm.storage.reading import Reader
from crm.text.folding import fold

_PROMISES = """
SELECT p.id, p.kind, p.by_person_id, p.words, p.due_on, p.state, p.advice_id,
  (SELECT json_group_array(person_id) FROM (SELECT person_id FROM promise_person pp WHERE pp.promise_id = p.id
    AND pp.part = 'to' AND person_id IS NOT NULL ORDER BY pp.place, pp.id)) AS people,
  p.state <> 'open' OR p.outcome <> '' OR EXISTS (SELECT 1 FROM share s WHERE s.promise_id = p.id)
  OR EXISTS (SELECT 1 FROM introduction i WHERE i.promise_id = p.id AND (i.state NOT IN ('idea', 'offered')
    OR EXISTS (SELECT 1 FROM introduction_side s WHERE s.introduction_id = i.id AND s.answer <> 'not_asked')))
  AS is_touched
FROM promise p WHERE p.meeting_id = :id ORDER BY p.id
"""
_TOPICS = "SELECT pt.id, pt.person_id, pt.kind, t.words, t.folded FROM person_topic pt JOIN topic t ON t.id = pt.topic_id "
_ADVICE = (
    "SELECT id, direction, person_id, words, applies <> '' OR tried <> '' OR came_of <> '' OR told_on IS NOT NULL "
    "AS is_touched FROM advice WHERE meeting_id = :id ORDER BY id"
)
_ASKS = """
SELECT id, person_id, words, state <> 'draft' AS asked, asked_in_id IS NOT NULL AS is_of_meeting,
  state NOT IN ('draft', 'open') OR why_you <> '' OR respect <> '' OR offer <> '' OR size <> '' AS is_touched
FROM ask WHERE asked_in_id = :id UNION ALL
SELECT id, person_id, words, 0, 0, why_you <> '' OR respect <> '' OR offer <> '' OR size <> '' FROM ask
WHERE asked_in_id IS NULL AND state = 'draft' ORDER BY id
"""


def meeting_now(read: Reader, meeting: WholeMeeting) -> MeetingNow:
    promises = read.rows(_PROMISES, id=meeting.id)
    titles = {one.id: one.title for one in queries.by_ids(read, [row["id"] for row in promises])}
    topics = read.rows(f"{_TOPICS} WHERE pt.meeting_id = :id ORDER BY pt.id", id=meeting.id)
    advice = read.rows(_ADVICE, id=meeting.id)
    there = tuple(one.id for one in meeting.people if one.id is not None)
    asks = read.rows(_ASKS, id=meeting.id)
    involved = {*there, *(row["person_id"] for row in (*topics, *advice))}
    for row in promises:
        involved |= {*json.loads(row["people"]), *([row["by_person_id"]] if row["by_person_id"] else [])}
    return MeetingNow(
        kind=meeting.kind,
        on=meeting.on,
        at=meeting.at,
        place=meeting.place,
        direction=meeting.direction,
        note=meeting.note,
        people=there,
        names=_names(read, involved),
        promises=tuple(_promise(row, titles[row["id"]]) for row in promises),
        topics=tuple(TopicNow(row["id"], _topic(row), row["words"]) for row in topics),
        advice=tuple(_advice(row) for row in advice),
        asks=tuple(_ask(row) for row in asks),
        known_topics=_known_topics(read),
    )


def _names(read: Reader, ids: set[int]) -> dict[int, str]:
    rows = read.rows(
        "SELECT id, full_name FROM person WHERE id IN (SELECT value FROM json_each(:ids))",
        ids=json.dumps(sorted(ids)),
    )
    return {row["id"]: row["full_name"] for row in rows}


def _known_topics(read: Reader) -> frozenset[TopicFacts]:
    return frozenset(_topic(row) for row in read.rows(_TOPICS))


def _promise(row: Any, title: str) -> PromiseNow:
    facts = PromiseFacts(
        row["kind"],
        row["by_person_id"],
        tuple(json.loads(row["people"])),
        row["words"].strip(),
        date.fromisoformat(row["due_on"]) if row["due_on"] else None,
    )
    return PromiseNow(
        row["id"], facts, title, row["state"], bool(row["is_touched"]), row["advice_id"] is not None
    )


def _topic(row: Any) -> TopicFacts:
    return TopicFacts(row["person_id"], row["kind"], fold(row["words"]))


def _advice(row: Any) -> AdviceNow:
    facts = AdviceFacts(row["direction"], row["person_id"], row["words"].strip())
    return AdviceNow(row["id"], facts, bool(row["is_touched"]))


def _ask(row: Any) -> AskNow:
    facts = AskFacts(row["person_id"], row["words"].strip(), bool(row["asked"]))
    return AskNow(row["id"], facts, bool(row["is_touched"]), bool(row["is_of_meeting"]))
