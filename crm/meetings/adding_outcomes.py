"""Adds a promise, a topic or advice to a meeting that is in the book already."""

from crm.capture.draft import Draft, DraftAdvice, DraftMeeting, DraftPromise, DraftTopic, NamedPerson
from crm.capture.names import Names
from crm.capture.understand import understand
from crm.errors import NotUnderstood
from crm.meetings import topics_from_log
from crm.meetings.people_from_log import DraftPeople, all_named
from crm.meetings.promises_from_log import PromiseWriter
from crm.meetings.whole_meeting import WholeMeeting, whole_meeting
from crm.people.topic_kinds import TOPIC_VERBS
from crm.promises import keeping
from crm.promises.kinds import default_due
from crm.promises.promise_titles import within_sentence
from crm.text.typed_text import line
from crm.unit_of_work import UnitOfWork


def add_promise(work: UnitOfWork, meeting_id: int, words: str, by: int | None = None) -> int:
    """A promise of the user, or of person `by`. People, kind and day are understood from the words, as in Log;
    a promise that names nobody is to those who were there. Returns its id."""
    meeting, text = whole_meeting(work.read, meeting_id), _filled(words, "promise")
    promise = _understood(work, meeting, text, by) or _plain(meeting, text, by, work)
    draft = Draft("", promises=[promise])
    people = _people(work, draft)
    writer = PromiseWriter(work, people, meeting_id)
    promise_id = writer.promise(promise)
    writer.write()
    title = keeping.title_of(work, keeping.get_promise(work, promise_id))
    work.label = f"Noted a promise: {within_sentence(title)}"
    return promise_id


def add_topic(work: UnitOfWork, meeting_id: int, person_id: int, kind: str, words: str) -> None:
    """Raises NotUnderstood if it is noted already."""
    meeting, text = whole_meeting(work.read, meeting_id), _filled(words, "topic")
    draft = Draft("", topics=[DraftTopic(_person(meeting, person_id), kind, text)])
    before = work.read.value("SELECT count(*) FROM person_topic")
    topics_from_log.keep(work, _people(work, draft), draft.topics, meeting_id)
    name = draft.topics[0].person.name
    if work.read.value("SELECT count(*) FROM person_topic") == before:
        raise NotUnderstood(f"It is noted already that {name} {TOPIC_VERBS[kind]} that.")
    work.label = f"Noted what {name} {TOPIC_VERBS[kind]}: {text}"


def add_advice(work: UnitOfWork, meeting_id: int, person_id: int, direction: str, words: str) -> None:
    """With the promise to tell, or to ask, what came of it."""
    meeting, text = whole_meeting(work.read, meeting_id), _filled(words, "advice")
    advice = DraftAdvice(direction, _person(meeting, person_id), text)
    draft = Draft("", meeting=DraftMeeting(meeting.kind, meeting.state, meeting.on), advice=[advice])
    writer = PromiseWriter(work, _people(work, draft), meeting_id)
    writer.advice(draft)
    writer.write()
    work.label = f"Noted advice {'from' if direction == 'received' else 'to'} {advice.person.name}"


def _filled(words: str, what: str) -> str:
    text = line(words)
    if not text:
        raise NotUnderstood(f"The {what} needs words.")
    return text


def _people(work: UnitOfWork, draft: Draft) -> DraftPeople:
    draft.people = list(all_named(draft))
    found = DraftPeople(work, draft)
    found.keep(draft.people)
    return found


def _understood(work: UnitOfWork, meeting: WholeMeeting, text: str, by: int | None) -> DraftPromise | None:
    """None unless the words are exactly one promise of this person."""
    there = " and ".join(one.name for one in meeting.people)
    who = "I" if by is None else _person(meeting, by).name
    draft = understand(f"Met {there}. {who} will {text}", work.today, Names.from_reader(work.read))
    if len(draft.promises) != 1 or draft.ambiguous:
        return None
    promise = draft.promises[0]
    promiser = None if promise.by is None else promise.by.person_id
    return promise if promiser == by and (promise.by is None) == (by is None) else None


def _plain(meeting: WholeMeeting, text: str, by: int | None, work: UnitOfWork) -> DraftPromise:
    if by is not None:
        return DraftPromise("favour", _person(meeting, by), [], text, None)
    people = [_named(one.id, one.name) for one in meeting.people]
    return DraftPromise("favour", None, people, text, default_due("favour", work.today))


def _person(meeting: WholeMeeting, person_id: int) -> NamedPerson:
    found = next((one for one in meeting.people if one.id == person_id), None)
    if found is None:
        raise NotUnderstood("This person was not at the meeting.")
    return _named(found.id, found.name)


def _named(person_id: int | None, name: str) -> NamedPerson:
    return NamedPerson(name, name, "known", person_id)
