"""Step labels of logged drafts: "Logged coffee with Ana Ruiz", "Noted a promise to Ben Okafor"."""

from crm.capture.draft import Draft, DraftMeeting, NamedPerson
from crm.meetings.hopes import has_hopes
from crm.meetings.meeting_names import KIND_NAMES, describe_meeting
from crm.meetings.people_from_log import DraftPeople

_KINDS = {**KIND_NAMES, "event": "an event"}
_TOWARDS = {"both": "with", "out": "to", "in": "from"}
_ONE_WAY = ("message", "email", "letter")
_TOPICS = {
    "looking_for": "what {} is looking for",
    "can_help_with": "what {} can help with",
    "cares_about": "what {} cares about",
}


def label(draft: Draft, draft_people: DraftPeople) -> str:
    if draft.meeting is not None:
        return _meeting(draft.meeting, draft_people)
    if draft.promises:
        first = draft.promises[0]
        if first.by is not None:
            return f"Noted a promise by {_names(draft_people, [first.by])}"
        preposition = "about" if first.kind in ("introduction", "recommend") else "to"
        return f"Noted a promise {preposition} {_names(draft_people, first.people)}"
    if draft.advice:
        first_advice = draft.advice[0]
        preposition = "from" if first_advice.direction == "received" else "to"
        return f"Noted advice {preposition} {_names(draft_people, [first_advice.person])}"
    if draft.topics:
        topic = draft.topics[0]
        return f"Noted {_TOPICS[topic.kind].format(_names(draft_people, [topic.person]))}"
    if draft.asks:
        return f"Noted an ask to {_names(draft_people, [draft.asks[0].person])}"
    return f"Noted something about {_names(draft_people, draft.people)}"


def _meeting(meeting: DraftMeeting, draft_people: DraftPeople) -> str:
    verb = "Planned" if meeting.state == "planned" else "Logged"
    kind = _KINDS.get(meeting.kind, meeting.kind)
    if meeting.title:
        names = [] if has_hopes(meeting.kind, meeting.state) else _all_names(draft_people, meeting)
        return f"{verb} {describe_meeting(meeting.kind, meeting.title, names)}"
    towards = _TOWARDS[meeting.direction] if meeting.kind in _ONE_WAY else "with"
    return (
        f"{verb} {kind} {towards} {_names(draft_people, meeting.people)}"
        if meeting.people
        else f"{verb} {kind}"
    )


def _all_names(draft_people: DraftPeople, meeting: DraftMeeting) -> list[str]:
    return list(dict.fromkeys(draft_people.name(one) for one in meeting.people))


def _names(draft_people: DraftPeople, people: list[NamedPerson]) -> str:
    """Names of up to two people, else the first and a count."""
    unique: dict[int, NamedPerson] = {}
    for one in people:
        unique.setdefault(draft_people.id(one), one)
    first, *others = unique.values()
    if len(others) > 1:
        return f"{draft_people.name(first)} and {len(others)} others"
    return " and ".join(draft_people.name(one) for one in unique.values())
