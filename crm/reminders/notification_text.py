"""Text of the morning notification: number of rows and the first row, or the number only."""

from dataclasses import dataclass

from crm.commands.terminal_text import terminal_line
from crm.text.days_in_words import counted
from crm.today.row import TodayList

_MAX_LENGTH = 200  # characters; a notification shows two or three lines


@dataclass(frozen=True, slots=True)
class NotificationText:
    """Plain text; callers escape it for notification servers that interpret markup."""

    title: str
    body: str = ""


def morning_notice(shown: TodayList, hide_names: bool) -> NotificationText | None:
    """None on an empty day. With `hide_names` the body is empty."""
    if shown.rows:
        title, first = f"{counted(len(shown.rows), 'good turn')} today", shown.rows[0].what
    elif shown.meetings:
        at = shown.meetings[0].at
        title = f"{counted(len(shown.meetings), 'meeting')} today"
        first = f"{shown.meetings[0].what}{f' at {at}' if at else ''}"
    else:
        return None
    return NotificationText(title, "" if hide_names else one_line(first))


def one_line(text: str) -> str:
    """One line without control or bidirectional formatting characters, truncated to _MAX_LENGTH."""
    words = " ".join(terminal_line(text).split())
    return words if len(words) <= _MAX_LENGTH else f"{words[: _MAX_LENGTH - 1].rstrip()}…"
