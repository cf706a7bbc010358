"""The lines of what would be noted from a text: "Walk with Rosa Weiss, today"."""

from collections.abc import Iterator, Mapping
from datetime import date

from crm.capture.draft import Draft, DraftMeeting, DraftPromise, NamedPerson
from crm.inbox.proposal import Detail
from crm.people.short_names import PersonRef
from crm.people.topic_kinds import TOPIC_VERBS
from crm.promises.promise_titles import join_names, title, title_of_promise_by_other
from crm.text import days_in_words
from crm.text.shared_phrases import meeting_title

_MOST = 8
_MOST_NAMED = 4
_TOWARDS = {"both": "with", "out": "to", "in": "from"}
_ONE_WAY = ("message", "email", "letter")

People = Mapping[int, PersonRef]


def details(draft: Draft, people: People, today: date) -> tuple[Detail, ...]:
    found = list(_all(draft, people, today))
    if not found and draft.people:
        names = join_names([one.name for one in draft.people[:_MOST_NAMED]])
        found = [Detail(f"A note about {names}", _ref(draft.people[0], people))]
    more = len(found) - _MOST
    return (*found[:_MOST], Detail(f"and {more} more")) if more > 0 else tuple(found)


def _all(draft: Draft, people: People, today: date) -> Iterator[Detail]:
    if draft.meeting is not None:
        yield _meeting(draft.meeting, people, today)
    for one in draft.people:
        if one.status == "new":
            yield Detail(f"{one.name} is new", _ref(one, people))
    for promise in draft.promises:
        yield _promise(promise, people, today)
    for topic in draft.topics:
        words = f"{topic.person.name} {TOPIC_VERBS[topic.kind]} {topic.topic}"
        yield Detail(words, _ref(topic.person, people))
    for advice in draft.advice:
        who = f"{advice.person.name} advised" if advice.direction == "received" else "I advised"
        by = f", to try by {days_in_words.plain(advice.try_by, today)}" if advice.try_by else ""
        yield Detail(f"{who}: {advice.words}{by}", icon="message-circle")
    for ask in draft.asks:
        asked = "I asked" if ask.asked else "To ask"
        yield Detail(f"{asked} {ask.person.name}: {ask.words}", icon="message-circle")


def _meeting(meeting: DraftMeeting, people: People, today: date) -> Detail:
    names = [one.name for one in meeting.people]
    if len(names) > _MOST_NAMED:
        names[_MOST_NAMED - 1 :] = [f"{len(names) - _MOST_NAMED + 1} more"]
    towards = _TOWARDS[meeting.direction] if meeting.kind in _ONE_WAY else "with"
    whom = f" {towards} {join_names(names)}" if names else ""
    at = f" at {meeting.at}" if meeting.at else ""
    place = f", {meeting.place}" if meeting.place else ""
    when = days_in_words.named(meeting.on, today)
    words = f"{meeting_title(meeting.kind)}{whom}, {when}{at}{place}"
    return Detail(words, _ref(meeting.people[0], people) if meeting.people else None, icon="coffee")


def _promise(promise: DraftPromise, people: People, today: date) -> Detail:
    names = [one.name for one in promise.people]
    words = (
        title(promise.kind, promise.what, names)
        if promise.by is None
        else title_of_promise_by_other(promise.what, promise.by.name)
    )
    icon = "spline" if promise.kind == "introduction" else "link" if promise.kind == "share" else "check"
    return Detail(words, icon=icon, chip=days_in_words.due_chip(promise.due, today) if promise.due else "")


def _ref(one: NamedPerson, people: People) -> PersonRef:
    known = people.get(one.person_id) if one.person_id is not None else None
    return known or PersonRef(None, one.name)
