"""The brief of a meeting: purpose, questions, what the user wants and can offer, and what to know of each person."""

from dataclasses import dataclass
from datetime import date

from crm import settings
from crm.briefs.person_brief import PersonBrief, person_brief
from crm.meetings.coming import next_planned
from crm.meetings.event_purpose import EventPurpose, join_purpose, split_purpose
from crm.meetings.meeting_lines import OFFER, QUESTION, WrittenLine, lines_of
from crm.people.short_names import PersonRef, person_refs
from crm.storage.reading import Reader
from crm.text import days_in_words
from crm.today import row_details
from crm.today.row_text import meetings

_PREPARED = "SELECT uid, want, note, source_uid FROM meeting WHERE id = :id"
_NEXT_WITH = (
    "SELECT m.id FROM attendance a JOIN meeting m ON m.id = a.meeting_id WHERE a.person_id = :id "
    "AND a.counts = 1 AND m.state = 'planned' AND m.held_on >= :today ORDER BY m.held_on, m.held_at IS NULL, m.held_at, m.id LIMIT 1"
)


_HOPES = (
    "SELECT coalesce(p.full_name, h.name) AS name, h.why FROM meeting_hope h LEFT JOIN person p ON p.id = h.person_id "
    "WHERE h.meeting_id = :id ORDER BY h.place, h.id"
)


@dataclass(frozen=True, slots=True)
class MeetingAhead:
    """`want` is the meeting's own answer, "" where the standing answer holds. `purpose` is without the `name` of an event."""

    id: int
    uid: str
    kind: str
    state: str
    on: date
    name: str
    purpose: str
    want: str
    note: str
    is_imported: bool

    def stored_purpose(self, purpose: str) -> str:
        """As the book has it: with the name of an event in the first line."""
        return join_purpose(self.name, purpose) if self.kind == "event" else purpose


@dataclass(frozen=True, slots=True)
class Brief:
    """`meeting` is None where none is planned with the person. `want` is the meeting's answer, else the standing
    one. `hopes` are whom the user hopes to meet at an event, with the reason: "Isla Brodie: runs the fair"."""

    meeting: MeetingAhead | None
    title: str
    when: str
    attendees: tuple[PersonRef, ...]
    questions: tuple[WrittenLine, ...]
    own_offers: tuple[WrittenLine, ...]
    want: str
    people: tuple[PersonBrief, ...]
    hopes: tuple[str, ...] = ()

    @property
    def purpose(self) -> str:
        return self.meeting.purpose if self.meeting else ""

    @property
    def is_first_meeting(self) -> bool:
        return bool(self.people) and all(one.is_first for one in self.people)


def of_meeting(read: Reader, meeting_id: int, today: date) -> Brief | None:
    """None if there is no such meeting."""
    found, more = row_details.meeting(read, meeting_id), read.one(_PREPARED, id=meeting_id)
    if found is None or more is None:
        return None
    place = f", {found.place}" if found.place else ""
    at = f" {found.at}" if found.at else ""
    named = days_in_words.named(found.on, today)
    written = lines_of(read, [meeting_id])[meeting_id]
    parted = split_purpose(found.purpose) if found.kind == "event" else EventPurpose("", found.purpose)
    there = tuple(who.id for who in found.people if who.id is not None)
    ahead = MeetingAhead(
        found.id,
        more["uid"],
        found.kind,
        found.state,
        found.on,
        parted.name,
        parted.why,
        more["want"],
        more["note"],
        bool(more["source_uid"]),
    )
    return Brief(
        meeting=ahead,
        title=meetings.title(found),
        when=f"{named[:1].upper()}{named[1:]}{at}{place}",
        attendees=found.people,
        questions=tuple(one for one in written if one.part == QUESTION),
        own_offers=tuple(one for one in written if one.part == OFFER),
        want=ahead.want or settings.value(read, settings.OWNER_WANT),
        people=tuple(person_brief(read, one, today, meeting_id, there) for one in there),
        hopes=tuple(
            ": ".join(part for part in (row["name"], row["why"]) if part)
            for row in read.rows(_HOPES, id=meeting_id)
        ),
    )


def of_person(read: Reader, person_id: int, today: date) -> Brief:
    """Of the next meeting with the person, else what is known of them."""
    meeting_id = next_meeting_with(read, person_id, today)
    found = of_meeting(read, meeting_id, today) if meeting_id is not None else None
    if found is not None:
        return found
    who = person_refs(read, [person_id])[person_id]
    return Brief(
        meeting=None,
        title=who.name,
        when="No meeting is planned",
        attendees=(who,),
        questions=(),
        own_offers=(),
        want=settings.value(read, settings.OWNER_WANT),
        people=(person_brief(read, person_id, today),),
    )


def next_meeting_with(read: Reader, person_id: int, today: date) -> int | None:
    """Id of the next planned meeting with the person, including today's."""
    found: int | None = read.value(_NEXT_WITH, id=person_id, today=today.isoformat())
    return found


def next_meeting(read: Reader, today: date) -> int | None:
    """Id of the next planned meeting with anyone, including today's."""
    found = next_planned(read, today)
    return found.id if found else None
