"""What the rules of Today look at: few columns, found by indexes, never more rows than a list could need."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from crm.asks import queries as asks
from crm.introductions.stages import FOLLOW_UP_AFTER
from crm.promises.kinds import DEFAULT_DAYS
from crm.storage.reading import Reader
from crm.today.rules import new_job
from crm.today.rules.did_it_happen import PlannedMeeting
from crm.today.rules.keep_your_word import MyPromise, qualifies
from crm.today.rules.not_now_over import NotNow
from crm.today.rules.owed_to_me import SHOWN_DAYS, TheirPromise
from crm.today.rules.stay_close import PAUSE, SOON, Drifting

ENOUGH = 200  # candidates of a rule: many times what a list shows
ENOUGH_NEW_ROLES = 40  # the latest: an import may have noted very many

_PEOPLE = (
    "(SELECT group_concat(person_id) FROM promise_person WHERE promise_id = p.id AND person_id IS NOT NULL)"
)
_NOT_SNOOZED = "NOT EXISTS (SELECT 1 FROM snooze s WHERE {key} AND s.until_on > :today)"
_PROMISE_AWAKE = _NOT_SNOOZED.format(key="s.kind = 'promise' AND s.subject_id = p.id")
_COLUMNS = f"p.id, p.kind, p.due_on, p.due_said, p.made_on, {_PEOPLE} AS people"
_MINE = "+p.by_person_id IS NULL"  # the plus keeps SQLite on the index of states and days

_DUE = (
    f"SELECT {_COLUMNS} FROM promise p WHERE p.state = 'open' AND p.due_on <= :horizon AND {_MINE} "
    f"AND {_PROMISE_AWAKE} ORDER BY p.due_on LIMIT :enough"
)
_JUST_MADE = (
    f"SELECT {_COLUMNS} FROM promise p WHERE p.state = 'open' AND p.made_on BETWEEN :yesterday AND :today "
    f"AND {_MINE} AND {_PROMISE_AWAKE} LIMIT :enough"
)
_BACK = (
    f"SELECT p.id, p.kind, p.back_on AS due_on, 1 AS due_said, '0001-01-01' AS made_on, {_PEOPLE} AS people "
    f"FROM promise p WHERE p.state = 'waiting' AND p.back_on <= :today AND {_MINE} AND {_PROMISE_AWAKE} LIMIT :enough"
)
_TO_ASK_AFTER = (
    f"SELECT p.id, p.kind, date(i.made_on, :heard_after) AS due_on, 0 AS due_said, '0001-01-01' AS made_on, "
    f"{_PEOPLE} AS people FROM introduction i JOIN promise p ON p.id = i.promise_id "
    f"WHERE i.state = 'made' AND i.made_on <= :made_before AND i.heard_on IS NULL AND {_MINE} AND {_PROMISE_AWAKE} "
    "ORDER BY i.made_on LIMIT :enough"
)
_TALLY = (
    "SELECT p.kind, p.due_on, p.made_on BETWEEN :yesterday AND :today AS just_made, count(*) AS how_many "
    f"FROM promise p WHERE p.state = 'open' AND p.due_on <= :horizon AND {_MINE} AND {_PROMISE_AWAKE} GROUP BY 1, 2, 3"
)
_OWED = (
    "SELECT p.id, p.by_person_id, p.due_on FROM promise p WHERE p.state = 'open' "
    "AND p.due_on BETWEEN :first AND :last AND +p.by_person_id IS NOT NULL AND "
    + _NOT_SNOOZED.format(key="s.kind = 'owed' AND s.subject_id = p.id")
    + " ORDER BY p.due_on DESC LIMIT :enough"
)
_PLANNED = (
    "SELECT m.id, m.held_on, (SELECT group_concat(person_id) FROM attendance WHERE meeting_id = m.id) AS people "
    "FROM meeting m WHERE m.state = 'planned' AND m.held_on < :today AND "
    + _NOT_SNOOZED.format(key="s.kind = 'meeting' AND s.subject_id = m.id")
    + " ORDER BY m.held_on DESC, m.id LIMIT 20"
)
# Whoever has any row put off is left in peace; asked for once, as walking the promises of each takes three times as long.
_LEFT_ALONE = (
    "SELECT s.subject_id FROM snooze s WHERE s.kind IN ('birthday', 'anniversary', 'moved', 'stay_close') AND s.until_on > :today "
    "UNION ALL SELECT o.person_id FROM snooze s JOIN other_property o ON o.id = s.subject_id "
    "WHERE s.kind = 'date' AND s.until_on > :today "
    "UNION ALL SELECT a.person_id FROM snooze s JOIN ask a ON a.id = s.subject_id "
    "WHERE s.kind = 'not_now' AND s.until_on > :today "
    "UNION ALL SELECT pp.person_id FROM snooze s "
    "JOIN promise q ON q.id = s.subject_id AND q.state IN ('open', 'waiting') "
    "JOIN promise_person pp ON pp.promise_id = q.id AND pp.person_id IS NOT NULL "
    "WHERE s.kind = 'promise' AND s.until_on > :today"
)
_DRIFTING = (
    "SELECT p.id, p.rhythm_days, p.next_due_on, p.last_contact_on, d.on_day AS dismissed_on "
    "FROM person p LEFT JOIN dismissal d ON d.kind = 'stay_close' AND d.subject_id = p.id "
    f"WHERE p.standing = 'kept' AND p.next_due_on <= :today AND p.id NOT IN ({_LEFT_ALONE}) "
    "ORDER BY p.next_due_on DESC LIMIT :enough"
)
_WRITTEN_TO = (
    "SELECT a.person_id, max(m.held_on) FROM meeting m JOIN attendance a ON a.meeting_id = m.id "
    "WHERE m.direction = 'out' AND m.held_on BETWEEN :since AND :today AND m.state = 'happened' GROUP BY a.person_id"
)
_MEETING_SOON = (
    "SELECT a.person_id, min(m.held_on) FROM meeting m JOIN attendance a ON a.meeting_id = m.id "
    "WHERE m.state = 'planned' AND m.held_on BETWEEN :today AND :soon GROUP BY a.person_id"
)
_NEW_ROLES = (
    "SELECT p.id, n.on_day, d.on_day AS dismissed_on FROM dismissal n "
    "JOIN person p ON p.id = n.subject_id "
    "LEFT JOIN dismissal d ON d.kind = 'moved' AND d.subject_id = p.id "
    f"WHERE n.kind = '{new_job.NOTED}' AND n.on_day > :since AND p.standing = 'kept' AND "
    + _NOT_SNOOZED.format(key="s.kind = 'moved' AND s.subject_id = p.id")
    + " ORDER BY n.on_day DESC, p.id LIMIT :enough"
)
_NOT_NOW_SNOOZED = "SELECT subject_id, until_on FROM snooze WHERE kind = 'not_now'"
_NOT_NOW_DISMISSED = "SELECT subject_id, on_day FROM dismissal WHERE kind = 'not_now'"
# By id, as steps have no index of days; the newest ones reach back further than any spreading lasts.
_ACTIVE = "SELECT DISTINCT substr(at, 1, 10) FROM step WHERE id > (SELECT max(id) FROM step) - 2000"
_OFF = "SELECT value FROM setting WHERE key = 'today.rules_off'"


class Promises(NamedTuple):
    """`beyond` counts the qualifying ones that were too many to fetch."""

    facts: list[MyPromise]
    beyond: int = 0


def my_promises(read: Reader, today: date) -> Promises:
    days = _days(today)
    due = read.rows(_DUE, **days, enough=ENOUGH)
    just_made = read.rows(_JUST_MADE, today=days["today"], yesterday=days["yesterday"], enough=ENOUGH)
    back = read.rows(_BACK, today=days["today"], enough=ENOUGH)
    to_ask_after = read.rows(
        _TO_ASK_AFTER,
        today=days["today"],
        made_before=(today - FOLLOW_UP_AFTER).isoformat(),
        heard_after=f"+{FOLLOW_UP_AFTER.days} days",
        enough=ENOUGH,
    )
    still_open = {row["id"]: _promise(row) for row in [*due, *just_made]}
    facts = [*still_open.values(), *map(_promise, back), *map(_promise, to_ask_after)]
    return Promises(facts, _beyond(read, still_open.values(), today) if len(due) == ENOUGH else 0)


def _beyond(read: Reader, fetched: Iterable[MyPromise], today: date) -> int:
    """How many more qualify than were fetched, counted by the database so that none is lost."""
    horizon = _horizon(today)
    every: int = sum(
        row["how_many"]
        for row in read.rows(_TALLY, **_days(today))
        if qualifies(row["kind"], _day(row["due_on"]), today if row["just_made"] else date.min, today)
    )
    return every - sum(
        1
        for fact in fetched
        if fact.due is not None
        and fact.due <= horizon
        and qualifies(fact.kind, fact.due, fact.made_on, today)
    )


def _horizon(today: date) -> date:
    return today + timedelta(days=max(DEFAULT_DAYS.values()))


def _days(today: date) -> dict[str, str]:
    return {
        "today": today.isoformat(),
        "yesterday": (today - timedelta(days=1)).isoformat(),
        "horizon": _horizon(today).isoformat(),
    }


def _promise(row: Any) -> MyPromise:
    made_on = date.fromisoformat(row["made_on"])
    return MyPromise(
        row["id"], row["kind"], _day(row["due_on"]), bool(row["due_said"]), made_on, _ids(row["people"])
    )


def their_promises(read: Reader, today: date) -> list[TheirPromise]:
    first, last = today - timedelta(days=SHOWN_DAYS), today - timedelta(days=1)
    rows = read.rows(
        _OWED, first=first.isoformat(), last=last.isoformat(), today=today.isoformat(), enough=ENOUGH
    )
    return [TheirPromise(row[0], row[1], date.fromisoformat(row[2])) for row in rows]


def passed_meetings(read: Reader, today: date) -> list[PlannedMeeting]:
    rows = read.rows(_PLANNED, today=today.isoformat())
    return [PlannedMeeting(row[0], date.fromisoformat(row[1]), _ids(row[2])) for row in rows]


def drifting(read: Reader, today: date) -> list[Drifting]:
    """Those whose rhythm ran out most recently, should they be too many."""
    rows = read.rows(_DRIFTING, today=today.isoformat(), enough=ENOUGH)
    if not rows:
        return []
    wrote = _day_by_person(read.rows(_WRITTEN_TO, since=(today - PAUSE).isoformat(), today=today.isoformat()))
    meets = _day_by_person(read.rows(_MEETING_SOON, today=today.isoformat(), soon=(today + SOON).isoformat()))
    return [
        Drifting(
            row["id"],
            row["rhythm_days"],
            date.fromisoformat(row["next_due_on"]),
            _day(row["last_contact_on"]),
            _day(_after(wrote.get(row["id"]), row["last_contact_on"])),
            _day(meets.get(row["id"])),
            _day(row["dismissed_on"]),
        )
        for row in rows
    ]


def active_days(read: Reader) -> list[date]:
    """The days on which something was done in this book lately, by the clock of the machine."""
    return [date.fromisoformat(day) for day in read.values(_ACTIVE)]


def _day_by_person(rows: list[Any]) -> dict[int, str]:
    return {row[0]: row[1] for row in rows}


def _day_by_subject(rows: list[Any]) -> dict[int, date]:
    return {row[0]: date.fromisoformat(row[1]) for row in rows}


def _after(wrote_on: str | None, last_contact_on: str | None) -> str | None:
    """A message counts as unanswered only if nothing came after it."""
    return wrote_on if wrote_on and wrote_on > (last_contact_on or "") else None


def new_roles(read: Reader, today: date) -> list[new_job.NewRole]:
    """The latest first, should an import have noted very many."""
    since = (today - new_job.SHOWN).isoformat()
    rows = read.rows(_NEW_ROLES, since=since, today=today.isoformat(), enough=ENOUGH_NEW_ROLES)
    return [new_job.NewRole(row[0], date.fromisoformat(row[1]), _day(row[2])) for row in rows]


def not_now_over(read: Reader, today: date) -> list[NotNow]:
    """Those not put off; on most days nobody's day has come, and nothing more is read."""
    over = asks.not_now_over(read, today)
    if not over:
        return []
    until, away = _day_by_subject(read.rows(_NOT_NOW_SNOOZED)), _day_by_subject(read.rows(_NOT_NOW_DISMISSED))
    found = [
        NotNow(one.ask_id, one.person_id, one.over_on, until.get(one.ask_id), away.get(one.ask_id))
        for one in over
    ]
    return [one for one in found if one.back_on is None or one.back_on <= today]


def rules_off(read: Reader) -> frozenset[str]:
    """Names of the rules the user turned off: the setting "today.rules_off", a JSON list."""
    value = read.value(_OFF)
    if not value:
        return frozenset()
    import json  # most books never turned a rule off, and this is read before the first paint

    return frozenset(json.loads(value))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _ids(joined: str | None) -> frozenset[int]:
    return frozenset(int(part) for part in joined.split(",")) if joined else frozenset()
