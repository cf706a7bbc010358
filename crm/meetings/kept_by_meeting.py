"""What a meeting means for those who were there: who counts, and that the first one makes a parked person kept."""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork

_KEEP = (
    "UPDATE person SET standing = 'kept' WHERE standing = 'parked' AND id IN (SELECT person_id FROM attendance "
    "WHERE counts = 1 AND meeting_id IN (SELECT value FROM json_each(:ids)))"
)
_COUNT = (
    "UPDATE attendance SET counts = 1 WHERE counts = 0 "
    "AND meeting_id IN (SELECT id FROM meeting WHERE id = :id AND kind <> 'event')"
)


def keep_attendees(work: "UnitOfWork", meeting_ids: Iterable[int]) -> None:
    work.flush()
    work.connection.execute(_KEEP, {"ids": json.dumps(list(meeting_ids))})


def count_everyone(work: "UnitOfWork", meeting_id: int) -> None:
    """Only at an event can a person be seen without being met."""
    work.flush()
    work.connection.execute(_COUNT, {"id": meeting_id})
