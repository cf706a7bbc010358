"""What people of a text look for, can help with and care about: one topic for one wording, kept once a person."""

import json
from collections.abc import Sequence

from crm.capture.draft import DraftTopic
from crm.meetings.people_from_log import DraftPeople
from crm.model import PersonTopic, Topic
from crm.new_rows import NewRows
from crm.text.folding import fold
from crm.unit_of_work import UnitOfWork

_KNOWN = "SELECT folded, id FROM topic WHERE folded IN (SELECT value FROM json_each(:folded))"
_KEPT = (
    "SELECT person_id, topic_id, kind FROM person_topic WHERE person_id IN (SELECT value FROM json_each(:people)) "
    "AND topic_id IN (SELECT value FROM json_each(:topics))"
)


def keep(work: UnitOfWork, roster: DraftPeople, told: Sequence[DraftTopic], meeting_id: int | None) -> None:
    """Said again about the same person it changes nothing."""
    if not told:
        return
    ids = _topics(work, told)
    people = json.dumps(roster.ids(one.person for one in told))
    kept = {tuple(row) for row in work.read.rows(_KEPT, people=people, topics=json.dumps(list(ids.values())))}
    rows = NewRows(work, PersonTopic)
    for one in told:
        said = roster.id(one.person), ids[fold(one.topic)], one.kind
        if said not in kept:
            person_id, topic_id, kind = said
            rows.add(
                person_id=person_id, topic_id=topic_id, kind=kind, meeting_id=meeting_id, added_on=work.today
            )
            kept.add(said)
    rows.write()


def _topics(work: UnitOfWork, told: Sequence[DraftTopic]) -> dict[str, int]:
    """Their ids by folded words, those that are new added."""
    words = {fold(one.topic): one.topic for one in reversed(told)}
    known = dict(tuple(row) for row in work.read.rows(_KNOWN, folded=json.dumps(list(words))))
    rows = NewRows(work, Topic)
    for one in told:
        key = fold(one.topic)
        if key not in known:
            known[key] = rows.add(words=words[key], folded=key)
    rows.write()
    return known
