"""The panel of a line of Today: of a row, or the brief of a meeting; and which meeting a brief is for."""

from typing import TYPE_CHECKING

from crm.today.row import MeetingToday, Row, TodayList
from ui.context import Context
from ui.today.list_lines import Item, subjects
from ui.today.row_commands import RowCommands

if TYPE_CHECKING:
    from ui.today.panel import RowPanel


def panel_of(context: Context, commands: RowCommands, item: Item | None) -> "RowPanel | None":
    """None for a heading."""
    if isinstance(item, Row):
        from ui.today.panel import panel_for  # late: brings the drafts; not before the first rows are painted

        return panel_for(context, commands, item)
    if isinstance(item, MeetingToday):
        from ui.today.brief_panel import brief_panel  # late, as above

        return brief_panel(context, item.id)
    return None


def meeting_to_brief(context: Context, item: Item | None, shown: TodayList | None) -> int | None:
    """The selected meeting, or the next one with the row's people; on an empty day the next meeting."""
    from crm.briefs import brief  # late: seldom needed

    if isinstance(item, MeetingToday):
        return item.id
    planned = (brief.next_meeting_with(context.read, one, context.today) for one in subjects(item))
    upcoming = shown.upcoming_meeting_id if shown is not None else None
    return next((one for one in planned if one is not None), upcoming)
