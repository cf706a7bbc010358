"""What a notification says: how much there is and the first of it, or how much only."""

from dataclasses import dataclass

from crm.commands.terminal_text import plain
from crm.text.days_in_words import counted
from crm.today.row import TodayList

_MAX_LENGTH = 200  # letters: a notification shows two or three lines


@dataclass(frozen=True, slots=True)
class NotificationText:
    """Two plain lines, without markup: whoever shows them to something that reads markup escapes them."""

    title: str
    body: str = ""


def morning_notice(shown: TodayList, hide_names: bool) -> NotificationText | None:
    """None on a day with nothing to do: there is nothing to disturb anyone for."""
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
    """No control characters and no direction tricks; cut where it would never be read to its end."""
    words = " ".join(plain(text).split())
    return words if len(words) <= _MAX_LENGTH else f"{words[: _MAX_LENGTH - 1].rstrip()}…"
