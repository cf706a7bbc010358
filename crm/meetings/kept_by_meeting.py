"""The first meeting that happened makes a parked person kept."""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork

_KEEP = (
    "UPDATE person SET standing = 'kept' WHERE standing = 'parked' AND id IN (SELECT person_id FROM attendance "
    "WHERE counts = 1 AND meeting_id IN (SELECT value FROM json_each(:ids)))"
)


def keep_attendees(work: "UnitOfWork", meeting_ids: Iterable[int]) -> None:
    work.flush()
    work.connection.execute(_KEEP, {"ids": json.dumps(list(meeting_ids))})
