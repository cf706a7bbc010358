"""Candidates for the "open door" row: a few people without a rhythm, from a position chosen by the date."""

from datetime import date, timedelta

from crm.date_index import DEAD_PEOPLE
from crm.storage.reading import Reader
from crm.today.rules.open_door import MIN_SINCE_CONTACT, UnexpectedPerson, daily_random, is_shown_on

MIN_PEOPLE = 15  # the rule is silent in smaller books
_MAX_CANDIDATES = 12

_EARLIEST_CONTACT = (
    "SELECT min(last_contact_on) FROM person WHERE standing = 'kept' AND next_due_on IS NULL "
    "AND rhythm_days IS NULL AND last_contact_on > ''"
)
_KEPT_COUNT = "SELECT count(*) FROM (SELECT 1 FROM person WHERE standing = 'kept' LIMIT :crowd)"
# Requires something to say: a meeting note, a note, a topic, or how they met.
_CANDIDATES = (
    "SELECT p.id, p.last_contact_on, d.on_day FROM person p LEFT JOIN dismissal d ON d.kind = 'open_door' AND d.subject_id = p.id "
    "WHERE p.standing = 'kept' AND p.next_due_on IS NULL AND p.rhythm_days IS NULL "
    f"AND p.last_contact_on BETWEEN :first AND :last AND p.id NOT IN {DEAD_PEOPLE} "
    "AND NOT EXISTS (SELECT 1 FROM snooze s WHERE s.kind = 'open_door' AND s.subject_id = p.id AND s.until_on > :today) "
    "AND NOT EXISTS (SELECT 1 FROM attendance a JOIN meeting m ON m.id = a.meeting_id "
    "WHERE a.person_id = p.id AND a.counts = 1 AND m.state = 'planned' AND m.held_on >= :today) "
    "AND (p.how_we_met <> '' OR EXISTS (SELECT 1 FROM person_topic pt WHERE pt.person_id = p.id) "
    "OR EXISTS (SELECT 1 FROM note n WHERE n.person_id = p.id) "
    "OR EXISTS (SELECT 1 FROM attendance a JOIN meeting m ON m.id = a.meeting_id WHERE a.person_id = p.id "
    "AND a.counts = 1 AND m.note <> '')) "
    "ORDER BY p.last_contact_on LIMIT :enough"
)
_LAST_DISMISSED = "SELECT max(on_day) FROM dismissal WHERE kind = 'open_door'"


def unexpected_people(read: Reader, today: date) -> list[UnexpectedPerson]:
    """Empty on most days, in small books, and for a while after "not this"."""
    dismissed = read.value(_LAST_DISMISSED)
    if not is_shown_on(today, date.fromisoformat(dismissed) if dismissed else None):
        return []
    first = read.value(_EARLIEST_CONTACT)
    if first is None or read.value(_KEPT_COUNT, crowd=MIN_PEOPLE) < MIN_PEOPLE:
        return []
    earliest, latest = date.fromisoformat(first), today - MIN_SINCE_CONTACT
    if earliest > latest:
        return []
    start = earliest + timedelta(days=daily_random(today) // 4 % ((latest - earliest).days + 1))
    return _between(read, start, latest, today) or _between(read, earliest, start, today)


def _between(read: Reader, first: date, last: date, today: date) -> list[UnexpectedPerson]:
    rows = read.rows(
        _CANDIDATES,
        first=first.isoformat(),
        last=last.isoformat(),
        today=today.isoformat(),
        enough=_MAX_CANDIDATES,
    )
    return [
        UnexpectedPerson(row[0], date.fromisoformat(row[1]), date.fromisoformat(row[2]) if row[2] else None)
        for row in rows
    ]
