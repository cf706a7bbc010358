"""The lines of Today's list: headings, meetings, rows, and the line that unfolds the rest."""

from typing import NamedTuple

from crm.today.row import MeetingToday, Row, RowGroup, TodayList

MY_WORD = "Keep your word"


class Heading(NamedTuple):
    text: str


class Folded(NamedTuple):
    words: str
    is_open: bool

    @property
    def offer(self) -> str:
        return "fold" if self.is_open else "show"


Item = Heading | MeetingToday | Row | Folded


def items(shown: TodayList, unfolded: list[Row] | None) -> list[Item]:
    """`unfolded` are the rows behind the folded line, or None while it is closed."""
    found: list[Item] = []
    if shown.meetings:
        found += [Heading("Today’s meetings"), *shown.meetings]
    groups = list(shown.groups)
    if shown.folded and not any(heading == MY_WORD for heading, _ in groups):
        groups.insert(0, RowGroup(MY_WORD, []))
    for heading, rows in groups:
        found += [Heading(heading), *rows]
        if heading == MY_WORD and shown.folded:
            found += [*(unfolded or []), Folded(shown.folded_text, unfolded is not None)]
    return found


def key(item: Item) -> str:
    match item:
        case Heading():
            return f"heading {item.text}"
        case Folded():
            return "folded"
        case MeetingToday():
            return item.row
    return item.key


def meeting_title(meeting: MeetingToday) -> str:
    """ "14:00 Coffee with Lena Petrov, Blue Bottle"."""
    place = f", {meeting.place}" if meeting.place else ""
    return f"{meeting.at} {meeting.what}{place}" if meeting.at else f"{meeting.what}{place}"


def accessible_text(item: Item | None) -> str:
    match item:
        case None:
            return ""
        case Heading():
            return item.text
        case Folded():
            return f"{item.words}, {item.offer}"
        case MeetingToday():
            return ". ".join(part for part in (meeting_title(item), item.why) if part)
    return ", ".join(part for part in (item.what, item.chip, item.why) if part)


def subjects(item: Item | None) -> list[int]:
    """The ids of the people a line is about."""
    people = item.people if isinstance(item, Row | MeetingToday) else ()
    return [person.id for person in people if person.id is not None]
