"""What was promised in a meeting."""

from crm.promises.queries import PromiseLine, by_ids
from crm.storage.reading import Reader

_PROMISED = "SELECT id FROM promise WHERE meeting_id = :id ORDER BY by_person_id IS NOT NULL, due_on IS NULL, due_on, id LIMIT :most"


def promised_in(read: Reader, meeting_id: int, most: int) -> list[PromiseLine]:
    """The user's own first, soonest first."""
    ids = read.values(_PROMISED, id=meeting_id, most=most)
    found = {line.id: line for line in by_ids(read, ids)}
    return [found[one] for one in ids]
