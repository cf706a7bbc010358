"""The lines of the list: headings, meetings, and how many more proposals there are."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from crm.meetings.meeting_rows import MeetingRow
from crm.text.days_in_words import MONTHS

COMING, PROPOSED = "Coming", "Proposed by your calendar"


class Heading(NamedTuple):
    text: str


class MoreProposals(NamedTuple):
    many: int

    @property
    def text(self) -> str:
        return f"{self.many:,} more wait for your yes"


Item = Heading | MeetingRow | MoreProposals


def month_name(day: date) -> str:
    """ "November 2026"."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def heading_of(row: MeetingRow, today: date) -> str:
    match row.part(today):
        case "coming":
            return COMING
        case "proposed":
            return PROPOSED
    return month_name(row.on)


def headed(rows: Iterable[MeetingRow], before: str, today: date, more_proposals: int) -> Iterator[Item]:
    """The rows with a heading wherever it changes. `before` is the heading they follow, "" at the beginning.

    `more_proposals` are those behind the last one that is shown.
    """
    for row in rows:
        heading = heading_of(row, today)
        if heading != before:
            if before == PROPOSED and more_proposals > 0:
                yield MoreProposals(more_proposals)
            yield Heading(heading)
            before = heading
        yield row


def key(item: Item) -> object:
    return item.id if isinstance(item, MeetingRow) else item.text
