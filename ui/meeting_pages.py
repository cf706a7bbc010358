"""Which page prepares a meeting, and which looks back on it: an event has a page of its own for both."""

from ui.context import Context


def open_brief(context: Context, meeting_id: int) -> None:
    _open_unless_event(context, "brief", meeting_id)


def open_look_back(context: Context, meeting_id: int) -> None:
    """At an event it asks who was met."""
    _open_unless_event(context, "debrief", meeting_id)


def _open_unless_event(context: Context, page: str, meeting_id: int) -> None:
    from crm.events.whole_event import is_event  # late: not before the first paint

    context.open_page("event" if is_event(context.read, meeting_id) else page, meeting_id)
