"""Writes the meetings of calendars to the book in bulk."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from crm.importing.calendar.proposed_meetings import FoundMeeting
from crm.meetings.event_sources import format_source, parse_source
from crm.meetings.kept_by_meeting import keep_attendees
from crm.uid import new_uid

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork

_MEETING = [
    "id", "uid", "kind", "state", "held_on", "held_at", "place", "purpose", "note", "said", "direction", "source_uid",
]  # fmt: skip
_ATTENDANCE = ["meeting_id", "person_id", "heard"]
_SLICE = 1000
# A meeting that was settled since keeps its state: the file was read before.
_CHANGE = (
    "UPDATE meeting SET kind = :kind, state = :state, held_on = :on, held_at = :at, place = :place, purpose = :what, "
    "said = :said, source_uid = :source WHERE id = :id AND state IN ('proposed', 'planned')"
)
_REMOVE = "DELETE FROM meeting WHERE id = ? AND state IN ('proposed', 'planned')"


class MeetingRows:
    """Collects meetings; the last statement of a file about a meeting counts."""

    def __init__(self, work: "UnitOfWork") -> None:
        self._work = work
        self._new: dict[str, FoundMeeting] = {}
        self._changed: dict[str, FoundMeeting] = {}
        self._gone: list[FoundMeeting] = []
        self.new = self.updated = self.gone = 0

    def take(self, found: Iterable[FoundMeeting]) -> None:
        for one in found:
            if one.change == "same":
                continue
            if one.change == "gone":
                self._gone.append(one)
            elif one.meeting_id is not None:
                self._changed[one.source] = one
            else:
                self._new[one.source] = one

    def write(
        self,
        accept: bool,
        person_of: Callable[[int], int | None],
        on_progress: Callable[[], None] = lambda: None,
    ) -> None:
        """Call this after the people are written. `person_of` gives their ids in the book; `accept` marks proposals as happened."""
        self._insert(accept, person_of, on_progress)
        for one in self._changed.values():
            if one.change != "overtaken":
                self._change(one, accept, person_of)
            on_progress()
        for one in (one for one in self._gone if one.change == "gone"):
            self.gone += self._work.connection.execute(_REMOVE, (one.meeting_id,)).rowcount

    def _insert(
        self, accept: bool, person_of: Callable[[int], int | None], on_progress: Callable[[], None]
    ) -> None:
        next_id = (self._work.read.value("SELECT seq FROM sqlite_sequence WHERE name = 'meeting'") or 0) + 1
        meetings: list[tuple[Any, ...]] = []
        attendances: list[tuple[Any, ...]] = []
        kept: list[int] = []
        known = self._sources()
        for one in self._new.values():
            people = _ids(one, person_of)
            if not people or one.source in known or one.change == "overtaken":
                continue  # its people were deleted since the preview, or an archive of this call brought the meeting
            state = _state(one, accept)
            meetings.append(
                (
                    next_id, new_uid(), one.kind, state, one.on.isoformat(), one.at, one.place, one.what, "", one.said,
                    "both", format_source(one.source, one.digest(people), one.revision, one.by_title),
                )
            )  # fmt: skip
            attendances += [(next_id, person, "") for person in people]
            if state == "happened":
                kept.append(next_id)
            next_id += 1
        for table, columns, rows in (
            ("meeting", _MEETING, meetings),
            ("attendance", _ATTENDANCE, attendances),
        ):
            for start in range(0, len(rows), _SLICE):
                self._work.insert_many(table, columns, rows[start : start + _SLICE])
                on_progress()
        keep_attendees(self._work, kept)
        self.new = len(meetings)

    def _sources(self) -> set[str]:
        """The sources of the meetings in the book."""
        found = self._work.read.values("SELECT source_uid FROM meeting WHERE source_uid IS NOT NULL")
        return {parse_source(source).source for source in found}

    def _change(self, one: FoundMeeting, accept: bool, person_of: Callable[[int], int | None]) -> None:
        people = _ids(one, person_of)
        values = {
            "id": one.meeting_id, "kind": one.kind, "state": _state(one, accept), "on": one.on.isoformat(),
            "at": one.at, "place": one.place, "what": one.what, "said": one.said,
            "source": format_source(one.source, one.digest(people), one.revision, one.by_title),
        }  # fmt: skip
        if not self._work.connection.execute(_CHANGE, values).rowcount:
            return
        existing = set(
            self._work.read.values(
                "SELECT person_id FROM attendance WHERE meeting_id = :id", id=one.meeting_id
            )
        )
        for person in existing - set(people):
            self._work.connection.execute(
                "DELETE FROM attendance WHERE meeting_id = ? AND person_id = ?", (one.meeting_id, person)
            )
        rows = [(one.meeting_id, person, "") for person in people if person not in existing]
        self._work.insert_many("attendance", _ATTENDANCE, rows)
        if values["state"] == "happened":
            keep_attendees(self._work, [one.meeting_id or 0])
        self.updated += 1


def _state(one: FoundMeeting, accept: bool) -> str:
    return "happened" if accept and one.state == "proposed" else one.state


def _ids(one: FoundMeeting, person_of: Callable[[int], int | None]) -> tuple[int, ...]:
    found = (person_of(person) for person in one.people)
    return tuple(dict.fromkeys(person for person in found if person is not None))
