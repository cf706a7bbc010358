"""Saves a debrief as one step: advice, topics and promises of the meeting, and that the user has looked back on it."""

from crm.capture.draft import Draft, DraftMeeting
from crm.capture.names import Names
from crm.errors import NothingFound, NotUnderstood
from crm.meetings import topics_from_log
from crm.meetings.debriefing.answers import Answers
from crm.meetings.debriefing.reading import AnswerReader, Understood
from crm.meetings.kept_by_meeting import keep_attendees
from crm.meetings.people_from_log import DraftPeople
from crm.meetings.planning import describe
from crm.meetings.promises_from_log import PromiseWriter
from crm.meetings.whole_meeting import whole_meeting
from crm.model import Meeting
from crm.model.meeting import ENERGIES
from crm.text.typed_text import lines
from crm.unit_of_work import UnitOfWork


def look_back(work: UnitOfWork, meeting_id: int, answers: Answers) -> None:
    """A planned meeting has then happened. Raises NotUnderstood for a meeting ahead and where nothing is answered,
    ChoiceNeeded where a name in the answers fits several people."""
    meeting = _passed_meeting(work, meeting_id)
    if answers.is_empty:
        raise NotUnderstood("Nothing is answered yet.")
    if answers.energy and answers.energy not in ENERGIES:
        raise NotUnderstood(f"Energy is one of {', '.join(ENERGIES)}.")
    people = whole_meeting(work.read, meeting_id).people
    reader = AnswerReader(Names.from_reader(work.read), people, work.today)
    _settle(work, meeting)
    _keep(work, meeting, reader.read(answers))
    work.label = f"Looked back on {describe(work, meeting)}"


def not_this_time(work: UnitOfWork, meeting_id: int) -> None:
    """The debrief is not offered again; nothing else changes, so that a planned meeting is still asked about."""
    meeting = _passed_meeting(work, meeting_id)
    meeting.debriefed_on = work.today
    work.label = f"Left looking back on {describe(work, meeting)}"


def _passed_meeting(work: UnitOfWork, meeting_id: int) -> Meeting:
    meeting = work.session.get(Meeting, meeting_id)
    if meeting is None:
        raise NothingFound("This meeting is no longer in the book.")
    if meeting.held_on > work.today:
        raise NotUnderstood("This meeting is still ahead: look back on it when it has been.")
    return meeting


def _settle(work: UnitOfWork, meeting: Meeting) -> None:
    meeting.debriefed_on = work.today
    if meeting.state != "happened":
        meeting.state = "happened"
        keep_attendees(work, [meeting.id])


def _keep(work: UnitOfWork, meeting: Meeting, understood: Understood) -> None:
    draft = Draft(
        "",
        people=understood.people,
        meeting=DraftMeeting(meeting.kind, meeting.state, meeting.held_on),
        promises=understood.next.promises,
        topics=understood.topics,
        advice=understood.advice,
    )
    people = DraftPeople(work, draft)
    people.keep(draft.people)
    writer = PromiseWriter(work, people, meeting.id)
    for promise in draft.promises:
        writer.promise(promise)
    writer.advice(draft)
    writer.write()
    topics_from_log.keep(work, people, draft.topics, meeting.id)
    if understood.energy:
        meeting.energy = understood.energy
    if understood.next.note:
        meeting.note = "\n\n".join(filter(None, (meeting.note, lines(understood.next.note))))
