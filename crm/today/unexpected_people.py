"""Who could be the unexpected one of the day: a few kept people without a rhythm, from a place the day chooses."""

from datetime import date, timedelta

from crm.date_index import DEAD_PEOPLE
from crm.storage.reading import Reader
from crm.today.rules.open_door import LONG_AGO, Unexpected, chance, opens

CROWD = 15  # in a smaller book nobody is unexpected
_ENOUGH = 12

_FIRST = (
    "SELECT min(last_contact_on) FROM person WHERE standing = 'kept' AND next_due_on IS NULL "
    "AND rhythm_days IS NULL AND last_contact_on > ''"
)
_KEPT = "SELECT count(*) FROM (SELECT 1 FROM person WHERE standing = 'kept' LIMIT :crowd)"
# Something to say: a note of a meeting or of one's own, a topic, or how they met.
_THERE = (
    "SELECT p.id, p.last_contact_on, d.on_day FROM person p LEFT JOIN dismissal d ON d.kind = 'open_door' AND d.subject_id = p.id "
    "WHERE p.standing = 'kept' AND p.next_due_on IS NULL AND p.rhythm_days IS NULL "
    f"AND p.last_contact_on BETWEEN :first AND :last AND p.id NOT IN {DEAD_PEOPLE} "
    "AND NOT EXISTS (SELECT 1 FROM snooze s WHERE s.kind = 'open_door' AND s.subject_id = p.id AND s.until_on > :today) "
    "AND NOT EXISTS (SELECT 1 FROM attendance a JOIN meeting m ON m.id = a.meeting_id "
    "WHERE a.person_id = p.id AND m.state = 'planned' AND m.held_on >= :today) "
    "AND (p.how_we_met <> '' OR EXISTS (SELECT 1 FROM person_topic pt WHERE pt.person_id = p.id) "
    "OR EXISTS (SELECT 1 FROM note n WHERE n.person_id = p.id) "
    "OR EXISTS (SELECT 1 FROM attendance a JOIN meeting m ON m.id = a.meeting_id WHERE a.person_id = p.id AND m.note <> '')) "
    "ORDER BY p.last_contact_on LIMIT :enough"
)
_DISMISSED = "SELECT max(on_day) FROM dismissal WHERE kind = 'open_door'"


def unexpected(read: Reader, today: date) -> list[Unexpected]:
    """Empty on most days: the door opens now and then, in a book of some size, and not after "not this"."""
    dismissed = read.value(_DISMISSED)
    if not opens(today, date.fromisoformat(dismissed) if dismissed else None):
        return []
    first = read.value(_FIRST)
    if first is None or read.value(_KEPT, crowd=CROWD) < CROWD:
        return []
    earliest, latest = date.fromisoformat(first), today - LONG_AGO
    if earliest > latest:
        return []
    place = earliest + timedelta(days=chance(today) // 4 % ((latest - earliest).days + 1))
    return _between(read, place, latest, today) or _between(read, earliest, place, today)


def _between(read: Reader, first: date, last: date, today: date) -> list[Unexpected]:
    rows = read.rows(
        _THERE, first=first.isoformat(), last=last.isoformat(), today=today.isoformat(), enough=_ENOUGH
    )
    return [
        Unexpected(row[0], date.fromisoformat(row[1]), date.fromisoformat(row[2]) if row[2] else None)
        for row in rows
    ]
