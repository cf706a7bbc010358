"""The *brief* JSON of the command line."""

from typing import Any

from crm.briefs.brief import Brief
from crm.briefs.sections import lead, offers
from crm.promises import queries as promises


def as_json(brief: Brief) -> dict[str, Any]:
    """`key` is None where no meeting is planned. A promise between two of the people is listed once."""
    owed = {line.id: line for one in brief.people for line in one.promises}
    return {
        "key": f"meeting-{brief.meeting.id}" if brief.meeting else None,
        "people": [one.name for one in brief.attendees],
        "purpose": brief.purpose,
        "questions": [one.words for one in brief.questions],
        "want": brief.want,
        "promises": [promises.as_json(line) for line in owed.values()],
        "loops": [f"{lead(brief, one)}{line}" for one in brief.people for line in one.loops],
        "notes": list(_notes(brief).values()),
        "offer": offers(brief),
        "in_common": list(dict.fromkeys(line for one in brief.people for line in one.in_common)),
    }


def _notes(brief: Brief) -> dict[str, dict[str, str]]:
    """By key: the note of a meeting with two of the people is listed once."""
    return {
        note.key: {"key": note.key, "on": note.on.isoformat(), "words": note.words}
        for one in brief.people
        for note in one.notes
    }
