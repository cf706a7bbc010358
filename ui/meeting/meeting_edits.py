"""Changes of one meeting, each saved as one step."""

from crm.errors import NotUnderstood
from crm.meetings.day_of_meeting import parse_meeting_day
from crm.meetings.whole_meeting import WholeMeeting
from crm.text.assignments import Assignment
from crm.things.key import Key
from ui import use_cases
from ui.action_result import ActionResult
from ui.context import Context

_AHEAD = ("planned", "proposed")


class MeetingEdits:
    """`meeting` is the one on the page."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.meeting: WholeMeeting | None = None

    def set(self, field: str, value: str) -> ActionResult[object]:
        """A refusal is left to the caller, who shows it beside the field."""
        assert self.meeting is not None
        if field == "on":
            return self._set_day(value)
        return self._edit(Assignment(field, "=", value))

    def add_person(self, person_id: int) -> ActionResult[object]:
        return self._edit(Assignment("people", "+=", str(person_id)))

    def add_new_person(self, name: str) -> ActionResult[object]:
        assert self.meeting is not None
        return self.context.attempt(use_cases.things.new_attendee.add_new_attendee, self.meeting.id, name)

    def remove_person(self, person_id: int) -> ActionResult[object]:
        return self._edit(Assignment("people", "-=", str(person_id)))

    def _set_day(self, value: str) -> ActionResult[object]:
        assert self.meeting is not None
        today = self.context.today
        try:
            on = parse_meeting_day(value, today, self.meeting.state in _AHEAD)
        except NotUnderstood as refused:
            return ActionResult(refused=refused)
        return self._edit(Assignment("on", "=", on.isoformat()))

    def _edit(self, change: Assignment) -> ActionResult[object]:
        assert self.meeting is not None
        return self.context.attempt(use_cases.things.one.edit, Key("meeting", self.meeting.id), [change])
