"""`today`: the daily list, each row with the key that `done` and `snooze` take."""

from collections.abc import Iterator

from crm import settings
from crm.commands.command_call import Call
from crm.today.row import TodayList
from crm.today.today import today_list, today_report


def run(call: Call) -> int:
    shown = today_list(call.read, call.today, settings.value(call.read, settings.MOST_ROWS))
    return call.answer(today_report(shown), _lines(shown))


def _lines(shown: TodayList) -> Iterator[str]:
    yield shown.heading
    yield shown.subtitle
    for meeting in shown.meetings:
        place = f" at {meeting.place}" if meeting.place else ""
        yield f"  {meeting.at or 'today'}  {meeting.what}{place}  [{meeting.row}]"
    for heading, rows in shown.groups:
        yield ""
        yield heading
        for row in rows:
            yield f"  {row.what}  ({row.chip})  [{row.key}]" if row.chip else f"  {row.what}  [{row.key}]"
            yield f"      {row.why}"
    if shown.folded:
        yield ""
        yield shown.folded_text
    if shown.upcoming:
        yield shown.upcoming
