"""The *person* JSON with everything: meetings, notes, the whole story, and the keys of all of it."""

from typing import Any

from crm.people import full_records
from crm.people.person_json import document_of
from crm.people.story import story
from crm.people.topic_kinds import TOPIC_KINDS
from crm.promises.queries import as_json as promise_as_json
from crm.storage.reading import Reader
from crm.things.documents import meeting

_MEETINGS = """
SELECT m.id FROM attendance a JOIN meeting m ON m.id = a.meeting_id WHERE a.person_id = :id
ORDER BY m.held_on DESC, m.held_at DESC, m.id DESC
"""


def detailed_document(read: Reader, person_id: int) -> dict[str, Any]:
    """Promises here are all, also kept and released ones. Raises NothingFound."""
    person = full_records.person(read, person_id)
    return {
        **document_of(person),
        "topic_keys": {
            kind: [f"topic-{topic.id}" for topic in person.topics if topic.kind == kind]
            for kind in TOPIC_KINDS
        },
        "promises": [promise_as_json(promise) for promise in person.promises],
        "meetings": meeting.documents(read, read.values(_MEETINGS, id=person_id)),
        "notes": [
            {"key": f"note-{note.id}", "on": note.on.isoformat() if note.on else None, "words": note.words}
            for note in person.notes
        ],
        "story": _story(read, person_id),
    }


def _story(read: Reader, person_id: int) -> list[dict[str, Any]]:
    """The whole timeline, newest first."""
    return [
        {
            "key": f"{entry.kind}-{entry.id}",
            "on": entry.on.isoformat() if entry.on else None,
            "kind": entry.kind,
            "words": entry.body or entry.title,
        }
        for entry in story(read, person_id, limit=-1)
    ]
