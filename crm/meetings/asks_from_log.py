"""Saves the asks of a draft: one made in a meeting that happened is dated by it; one only meant is a draft."""

from collections.abc import Sequence

from crm.asks import asking
from crm.asks.asking import NewAsk
from crm.capture.draft import DraftAsk, DraftMeeting
from crm.meetings.people_from_log import DraftPeople
from crm.unit_of_work import UnitOfWork


def keep(
    work: UnitOfWork,
    people: DraftPeople,
    asks: Sequence[DraftAsk],
    meeting: DraftMeeting | None,
    meeting_id: int | None,
) -> None:
    asking.add_many(work, [_ask(people, one, meeting, meeting_id) for one in asks])


def _ask(people: DraftPeople, one: DraftAsk, meeting: DraftMeeting | None, meeting_id: int | None) -> NewAsk:
    in_meeting = one.asked and meeting is not None and meeting.state == "happened"
    return NewAsk(
        people.id(one.person),
        one.words,
        one.asked,
        meeting.on if meeting is not None and in_meeting else None,
        meeting_id if in_meeting else None,
    )
