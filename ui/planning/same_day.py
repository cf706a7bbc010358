"""A second plan with the same people on one day: pointed out where a meeting is planned or moved, never in the way."""

from datetime import date

from crm.meetings.coming import planned_beside
from crm.meetings.meeting_rows import MeetingRow
from ui import use_cases
from ui.context import Context


def move_meeting(context: Context, meeting_id: int, day: date) -> bool:
    """As one step. Another plan with one of its people that day is named beside Undo."""
    outcome = context.do_silently(use_cases.meetings.planning.move, meeting_id, day)
    if outcome.changes is not None:
        other = planned_beside(context.read, meeting_id, day)
        also = f". {also_planned(other)}" if other is not None else ""
        context.message_requested.emit(f"{outcome.changes.label}{also}", outcome.changes)
    return bool(outcome)


def also_planned(other: MeetingRow) -> str:
    at = f" at {other.at}" if other.at else ""
    return f"Also planned that day: {other.title}{at}."
