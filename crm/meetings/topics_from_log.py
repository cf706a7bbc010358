"""Saves the topics of a draft: one topic per wording, linked once per person and kind."""

import json
from collections.abc import Sequence

from crm.capture.draft import DraftTopic
from crm.meetings.people_from_log import DraftPeople
from crm.model import PersonTopic, Topic
from crm.new_rows import NewRows
from crm.text.folding import fold
from crm.unit_of_work import UnitOfWork

_EXISTING_TOPICS = "SELECT folded, id FROM topic WHERE folded IN (SELECT value FROM json_each(:folded))"
_EXISTING_LINKS = (
    "SELECT person_id, topic_id, kind FROM person_topic WHERE person_id IN (SELECT value FROM json_each(:people)) "
    "AND topic_id IN (SELECT value FROM json_each(:topics))"
)


def keep(
    work: UnitOfWork, draft_people: DraftPeople, draft_topics: Sequence[DraftTopic], meeting_id: int | None
) -> None:
    """Adds the topics that the people do not have yet."""
    if not draft_topics:
        return
    ids = _topic_ids(work, draft_topics)
    people = json.dumps(draft_people.ids(one.person for one in draft_topics))
    existing = {
        tuple(row)
        for row in work.read.rows(_EXISTING_LINKS, people=people, topics=json.dumps(list(ids.values())))
    }
    rows = NewRows(work, PersonTopic)
    for one in draft_topics:
        link = draft_people.id(one.person), ids[fold(one.topic)], one.kind
        if link not in existing:
            person_id, topic_id, kind = link
            rows.add(
                person_id=person_id, topic_id=topic_id, kind=kind, meeting_id=meeting_id, added_on=work.today
            )
            existing.add(link)
    rows.write()


def _topic_ids(work: UnitOfWork, draft_topics: Sequence[DraftTopic]) -> dict[str, int]:
    """Topic ids by folded words, adding missing topics."""
    words = {fold(one.topic): one.topic for one in reversed(draft_topics)}
    ids_by_key = dict(tuple(row) for row in work.read.rows(_EXISTING_TOPICS, folded=json.dumps(list(words))))
    rows = NewRows(work, Topic)
    for one in draft_topics:
        key = fold(one.topic)
        if key not in ids_by_key:
            ids_by_key[key] = rows.add(words=words[key], folded=key)
    rows.write()
    return ids_by_key
