"""The meetings a step was about, as far as they are in the book: History leads to them."""

from typing import NamedTuple

from crm.meetings.whole_meeting import whole_meeting
from crm.storage.journal.row_changes import bounds
from crm.storage.reading import Reader

_MOST = 3
_TOUCHED = (
    "SELECT DISTINCT row_id FROM row_change WHERE seq >= :low AND seq < :high AND table_name = 'meeting' "
    "AND row_id IN (SELECT id FROM meeting) ORDER BY row_id LIMIT :most"
)


class NamedMeeting(NamedTuple):
    id: int
    title: str


def meetings_of_step(read: Reader, step_id: int) -> list[NamedMeeting]:
    """The first of them. An import may have added thousands."""
    low, high = bounds(read.connection, step_id)
    ids = read.values(_TOUCHED, low=low, high=high, most=_MOST)
    return [NamedMeeting(one, whole_meeting(read, one).title) for one in ids]
