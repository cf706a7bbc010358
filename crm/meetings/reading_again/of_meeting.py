"""Reads a meeting's text anew, as on the day it was logged, and compares it with the book."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from crm.capture.draft import Draft
from crm.capture.names import Names
from crm.capture.on_person_page import understand_about
from crm.capture.understand import understand
from crm.errors import NotUnderstood
from crm.meetings.plan_from_text import understand_plan
from crm.meetings.reading_again.book_rows import meeting_now
from crm.meetings.reading_again.compare import compare
from crm.meetings.reading_again.difference import Comparison
from crm.meetings.reading_again.meeting_now import MeetingNow, PromiseFacts, person_key
from crm.meetings.whole_meeting import WholeMeeting, whole_meeting
from crm.storage.journal.row_origin import added_at
from crm.storage.reading import Reader

_PLAIN, _PLAN = "", "plan"


@dataclass(frozen=True, slots=True)
class _Way:
    """How a text is read: on which day, and as Log does (""), as a plan ("plan"), or on this person's page."""

    day: date
    how: str


class Rereading:
    """Reads texts of one meeting as its own text was read. `compare` raises NotUnderstood for an unclear name."""

    def __init__(self, read: Reader, meeting_id: int, today: date) -> None:
        self.meeting: WholeMeeting = whole_meeting(read, meeting_id)
        self._now: MeetingNow = meeting_now(read, self.meeting)
        self._today = today
        self._names = Names.from_reader(read)
        self._chosen: dict[str, int | None] = {}
        self._way = self._find_way(read)
        self._chosen = _renamed(self._read(self.meeting.said, self._way), self._now)
        self._choose_among_several()

    def compare(self, text: str) -> Comparison:
        after = self._read(text, self._way)
        if after.ambiguous:
            unclear = ", ".join(f"“{one.typed}”" for one in after.ambiguous)
            raise NotUnderstood(f"{unclear} could be several people. Write the full name.")
        return compare(self._now, self._read(self.meeting.said, self._way), after, self._today)

    def _find_way(self, read: Reader) -> _Way:
        """The way by which the text gives what the book has; where several do, the first."""
        ways = list(self._ways(read))
        best, points = ways[0], -1
        for way in ways:
            draft = self._read(self.meeting.said, way)
            agreed = _agreement(draft, self._now)
            if agreed > points:
                best, points = way, agreed
            if draft.meeting is not None and draft.meeting.on == self._now.on and way is ways[0]:
                break
        return best

    def _choose_among_several(self) -> None:
        """A name that fits several who were there means the one with whom the text gives most of what the book has."""
        for one in self._read(self.meeting.said, self._way).ambiguous:
            best, points = None, -1
            for person_id, _ in one.candidates:
                if person_id not in self._now.names:
                    continue
                chosen = self._chosen | {one.typed: person_id}
                draft = understand(self.meeting.said, self._way.day, self._names, chosen)
                if (agreed := _agreement(draft, self._now)) > points:
                    best, points = person_id, agreed
            if best is not None:
                self._chosen[one.typed] = best

    def _ways(self, read: Reader) -> Iterator[_Way]:
        for how in (_PLAIN, _PLAN, *(one.name for one in self.meeting.people)):
            for day in _days(read, self.meeting):
                yield _Way(day, how)

    def _read(self, text: str, way: _Way) -> Draft:
        if way.how == _PLAN:
            try:
                return understand_plan(text, way.day, self._names)
            except NotUnderstood:
                return understand(text, way.day, self._names)
        if way.how != _PLAIN:
            return understand_about(text, way.day, self._names, way.how)
        first = understand(text, way.day, self._names, self._chosen)
        chosen = _meant(first, self._now)
        return understand(text, way.day, self._names, self._chosen | chosen) if chosen else first


def _days(read: Reader, meeting: WholeMeeting) -> Sequence[date]:
    """The day on which it was logged, as the journal has it, else as what came of it or the meeting itself tells."""
    at = added_at(read, "meeting", meeting.id)
    noted = read.values(
        "SELECT made_on FROM promise WHERE meeting_id = :id UNION "
        "SELECT added_on FROM person_topic WHERE meeting_id = :id ORDER BY 1",
        id=meeting.id,
    )
    days = [at.astimezone().date()] if at else []
    days += [date.fromisoformat(one) for one in noted if one]
    return list(dict.fromkeys([*days, meeting.on]))


def _agreement(draft: Draft, now: MeetingNow) -> int:
    """How much of the meeting the text gives."""
    told = {PromiseFacts.of(one) for one in draft.promises}
    points = sum(one.facts in told for one in now.promises)
    if draft.meeting is not None:
        there = {person_key(one) for one in draft.meeting.people}
        points += 1 + 2 * (draft.meeting.on == now.on) + (there == set(now.people))
    return points


def _meant(draft: Draft, now: MeetingNow) -> dict[str, int | None]:
    """A name that fits several people means the one of this meeting, as it did when it was logged."""
    there = {*now.people, *now.names}
    chosen: dict[str, int | None] = {}
    for one in draft.people:
        if one.person_id in there or one.status not in ("ambiguous", "assumed"):
            continue
        fitting = [each for each, _ in one.candidates if each in there]
        if len(fitting) == 1:
            chosen[one.typed] = fitting[0]
    return chosen


def _renamed(draft: Draft, now: MeetingNow) -> dict[str, int | None]:
    """The one name of the text that the book does not know is the one person whom the text does not name: the
    person was renamed, or became one with another."""
    if draft.meeting is None:
        return {}
    unknown = [one.typed for one in draft.meeting.people if one.person_id is None]
    named = {one.person_id for one in draft.meeting.people}
    others = [one for one in now.people if one not in named]
    return {unknown[0]: others[0]} if len(unknown) == len(others) == 1 else {}
