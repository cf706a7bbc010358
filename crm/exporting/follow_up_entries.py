"""Calendar entries for days that no open promise names: to ask what came of an introduction that was made, and from
which somebody who said "not now" may be asked again."""

from collections.abc import Iterator
from datetime import date

from crm.asks import queries as asks
from crm.formats.calendar.entry import Entry
from crm.introductions.stages import follow_up_on
from crm.people.short_names import person_refs
from crm.storage.reading import Reader
from crm.today import row_details
from crm.today.people_who_died import DeceasedPeople
from crm.today.row_text import not_now, promises

_SNOOZED_UNTIL = "(SELECT until_on FROM snooze s WHERE s.kind = 'promise' AND s.subject_id = i.promise_id) AS snoozed_until"
# The plus keeps SQLite on the index of states.
_MADE = (
    f"SELECT i.uid, i.promise_id, i.made_on, {_SNOOZED_UNTIL} FROM introduction i WHERE i.state = 'made' "
    "AND i.heard_on IS NULL AND +i.by_person_id IS NULL AND i.promise_id IS NOT NULL "
    "ORDER BY i.made_on DESC, i.id DESC LIMIT :most"
)


def introductions_made(read: Reader, on: date, dead: DeceasedPeople, most: int) -> Iterator[Entry]:
    """The latest ones, each a month after it was made, or when it comes back; never before `on`."""
    for row in read.rows(_MADE, most=most):
        found = None if row["promise_id"] in dead.promises else row_details.promise(read, row["promise_id"])
        if found is None:
            continue
        days = [follow_up_on(date.fromisoformat(row["made_on"])), on]
        days += [date.fromisoformat(row["snoozed_until"])] if row["snoozed_until"] else []
        people = frozenset(one.id for one in (*found.people, *found.about) if one.id is not None)
        yield Entry(
            f"{row['uid']}@goodturn", max(days), promises.what(found), promises.why(found, on), people=people
        )


def not_now_ahead(read: Reader, on: date, most: int) -> Iterator[Entry]:
    """From today on; those whose day is past are rows of Today, under the same uid."""
    coming = asks.not_now_ahead(read, on, most)
    people = person_refs(read, [one.person_id for one in coming])
    for one in coming:
        yield Entry(
            f"not_now-{one.ask_id}-{one.uid}@goodturn",
            one.over_on,
            not_now.what(one, one.over_on),
            not_now.why(one, people[one.person_id], on),
            people=frozenset({one.person_id}),
        )
