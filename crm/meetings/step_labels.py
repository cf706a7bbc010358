"""What History and the toast say of a log: "Logged coffee with Ana Ruiz", "Noted a promise to Ben Okafor"."""

from crm.capture.draft import Draft, DraftMeeting, NamedPerson
from crm.meetings.people_from_log import DraftPeople

_KINDS = {"video": "video call", "email": "e-mail", "event": "an event"}
_TOWARDS = {"both": "with", "out": "to", "in": "from"}
_ONE_WAY = ("message", "email", "letter")
_TOPICS = {
    "looking_for": "what {} is looking for",
    "can_help_with": "what {} can help with",
    "cares_about": "what {} cares about",
}


def label(draft: Draft, roster: DraftPeople) -> str:
    if draft.meeting is not None:
        return _meeting(draft.meeting, roster)
    if draft.promises:
        first = draft.promises[0]
        if first.by is not None:
            return f"Noted a promise by {_names(roster, [first.by])}"
        joint = "about" if first.kind in ("introduction", "recommend") else "to"
        return f"Noted a promise {joint} {_names(roster, first.people)}"
    if draft.advice:
        first_advice = draft.advice[0]
        joint = "from" if first_advice.direction == "received" else "to"
        return f"Noted advice {joint} {_names(roster, [first_advice.person])}"
    if draft.topics:
        topic = draft.topics[0]
        return f"Noted {_TOPICS[topic.kind].format(_names(roster, [topic.person]))}"
    if draft.asks:
        return f"Noted an ask to {_names(roster, [draft.asks[0].person])}"
    return f"Noted something about {_names(roster, draft.people)}"


def _meeting(meeting: DraftMeeting, roster: DraftPeople) -> str:
    done = "Planned" if meeting.state == "planned" else "Logged"
    kind = _KINDS.get(meeting.kind, meeting.kind)
    towards = _TOWARDS[meeting.direction] if meeting.kind in _ONE_WAY else "with"
    return f"{done} {kind} {towards} {_names(roster, meeting.people)}" if meeting.people else f"{done} {kind}"


def _names(roster: DraftPeople, people: list[NamedPerson]) -> str:
    """Of more than two people the first alone."""
    once: dict[int, NamedPerson] = {}
    for one in people:
        once.setdefault(roster.id(one), one)
    first, *others = once.values()
    if len(others) > 1:
        return f"{roster.name(first)} and {len(others)} others"
    return " and ".join(roster.name(one) for one in once.values())
