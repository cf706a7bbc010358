"""Timeline of a person, newest first: meetings, shares, introductions, advice, asks, kept promises and notes."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from crm.storage.reading import Reader

KINDS = ("meeting", "share", "introduction", "advice", "ask", "promise", "note")


@dataclass(frozen=True, slots=True)
class StoryEntry:
    """`what` is the kind of a meeting, the direction of advice, the owner of a promise ("mine", "theirs") or the state of an
    introduction or ask. `people` are the other participants; `event` is the title of an imported calendar event."""

    kind: str
    id: int
    on: date | None
    at: str | None
    what: str
    title: str
    body: str
    people: tuple[str, ...]
    event: str = ""


_OTHERS = (
    "(SELECT json_group_array(full_name) FROM (SELECT p.full_name FROM attendance w JOIN person p ON p.id = w.person_id "
    "WHERE w.meeting_id = m.id AND p.id != :id ORDER BY w.id))"
)
_SIDES = (
    "(SELECT json_group_array(name) FROM (SELECT coalesce(p.full_name, s.name) AS name FROM introduction_side s "
    "LEFT JOIN person p ON p.id = s.person_id WHERE s.introduction_id = i.id AND s.person_id IS NOT :id ORDER BY s.place))"
)
_HEARD_OR_NOTE = "coalesce(nullif(a.heard, ''), m.note)"
_NAME = "substr(m.purpose, 1, instr(m.purpose || char(10), char(10)) - 1)"  # the first line
_ENTRIES = f"""
SELECT 'meeting' AS kind, m.id AS id, m.held_on AS on_day, m.held_at AS at, m.kind AS what,
  m.place AS title, CASE WHEN m.kind = 'event' THEN {_HEARD_OR_NOTE} WHEN m.source_uid IS NULL THEN coalesce(nullif(m.note, ''), m.purpose)
  ELSE m.note END AS body, {_OTHERS} AS people, CASE WHEN m.kind = 'event' THEN {_NAME} WHEN m.source_uid IS NULL THEN ''
  ELSE m.purpose END AS event
FROM attendance a JOIN meeting m ON m.id = a.meeting_id
WHERE a.person_id = :id AND m.state = 'happened'
UNION ALL
SELECT 'share', s.id, s.sent_on, NULL, s.landed, t.title, s.reason, '[]', ''
FROM share s JOIN item t ON t.id = s.item_id WHERE s.person_id = :id AND s.sent_on IS NOT NULL
UNION ALL
SELECT 'introduction', i.id, coalesce(i.heard_on, i.made_on), NULL, i.state, '', i.came_of, {_SIDES}, ''
FROM introduction i WHERE i.made_on IS NOT NULL
  AND (i.by_person_id = :id OR i.id IN (SELECT introduction_id FROM introduction_side WHERE person_id = :id))
UNION ALL
SELECT 'advice', v.id, v.given_on, NULL, v.direction, v.words, v.came_of, '[]', '' FROM advice v WHERE v.person_id = :id
UNION ALL
SELECT 'ask', k.id, k.asked_on, NULL, k.state, k.words, k.answer_words, '[]', ''
FROM ask k WHERE k.person_id = :id AND k.state <> 'draft'
UNION ALL
SELECT 'promise', pr.id, pr.kept_on, NULL, CASE WHEN pr.by_person_id IS NULL THEN 'mine' ELSE 'theirs' END,
  pr.words, pr.outcome, '[]', ''
FROM promise pr WHERE pr.state = 'kept' AND pr.kind != 'introduction'
  AND NOT EXISTS (SELECT 1 FROM share s WHERE s.promise_id = pr.id AND s.sent_on IS NOT NULL)
  AND (pr.by_person_id = :id OR pr.id IN (SELECT promise_id FROM promise_person WHERE person_id = :id))
UNION ALL
SELECT 'note', n.id, n.on_day, NULL, '', '', n.words, '[]', '' FROM note n WHERE n.person_id = :id
"""


def story(
    read: Reader, person_id: int, kinds: tuple[str, ...] = KINDS, limit: int = 50, offset: int = 0
) -> list[StoryEntry]:
    """A page of the timeline. Undated notes come last."""
    found = read.rows(
        f"SELECT * FROM ({_ENTRIES}) WHERE kind IN (SELECT value FROM json_each(:kinds)) "
        "ORDER BY on_day DESC, at DESC, kind, id DESC LIMIT :limit OFFSET :offset",
        id=person_id,
        kinds=json.dumps(kinds),
        limit=limit,
        offset=offset,
    )
    return [_entry(row) for row in found]


def _entry(row: Any) -> StoryEntry:
    on = date.fromisoformat(row["on_day"]) if row["on_day"] else None
    people = tuple(json.loads(row["people"]))
    return StoryEntry(
        row["kind"], row["id"], on, row["at"], row["what"], row["title"], row["body"], people, row["event"]
    )
