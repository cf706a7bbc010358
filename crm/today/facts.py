"""Queries for the facts that the rules of Today judge. Few columns, index lookups only, bounded row counts."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from crm.asks import queries as asks
from crm.introductions.stages import LEAST_DAYS_TO_FOLLOW_UP, follow_up_on
from crm.promises.kinds import DEFAULT_DAYS
from crm.storage.reading import Reader
from crm.today.rules import new_job
from crm.today.rules.did_it_happen import PlannedMeeting
from crm.today.rules.keep_your_word import MyPromise, qualifies
from crm.today.rules.not_now_over import NotNow
from crm.today.rules.owed_to_me import SHOWN_DAYS, PromiseByOther
from crm.today.rules.stay_close import ANSWER_WAIT, MEETING_SOON, OverdueContact

MAX_CANDIDATES = 200  # per rule; many times what a list shows
MAX_NEW_ROLES = 40  # the latest ones; one import may have recorded thousands

_PEOPLE = (
    "(SELECT group_concat(person_id) FROM promise_person WHERE promise_id = p.id AND person_id IS NOT NULL)"
)
_NOT_SNOOZED = "NOT EXISTS (SELECT 1 FROM snooze s WHERE {key} AND s.until_on > :today)"
_PROMISE_NOT_SNOOZED = _NOT_SNOOZED.format(key="s.kind = 'promise' AND s.subject_id = p.id")
_COLUMNS = f"p.id, p.kind, p.due_on, p.due_said, p.made_on, {_PEOPLE} AS people"
_MINE = "+p.by_person_id IS NULL"  # the plus keeps SQLite on the index of states and days

_DUE_PROMISES = (
    f"SELECT {_COLUMNS} FROM promise p WHERE p.state = 'open' AND p.due_on <= :horizon AND {_MINE} "
    f"AND {_PROMISE_NOT_SNOOZED} ORDER BY p.due_on LIMIT :enough"
)
_NEW_PROMISES = (
    f"SELECT {_COLUMNS} FROM promise p WHERE p.state = 'open' AND p.made_on BETWEEN :yesterday AND :today "
    f"AND {_MINE} AND {_PROMISE_NOT_SNOOZED} LIMIT :enough"
)
_WAITING_PROMISES = (
    f"SELECT p.id, p.kind, p.back_on AS due_on, 1 AS due_said, '0001-01-01' AS made_on, {_PEOPLE} AS people "
    f"FROM promise p WHERE p.state = 'waiting' AND p.back_on <= :today AND {_MINE} AND {_PROMISE_NOT_SNOOZED} LIMIT :enough"
)
_INTRODUCTIONS_TO_FOLLOW_UP = (
    f"SELECT p.id, p.kind, i.made_on AS introduced_on, "
    f"{_PEOPLE} AS people FROM introduction i JOIN promise p ON p.id = i.promise_id "
    f"WHERE i.state = 'made' AND i.made_on <= :made_before AND i.heard_on IS NULL AND i.by_person_id IS NULL AND {_MINE} AND {_PROMISE_NOT_SNOOZED} "
    "ORDER BY i.made_on LIMIT :enough"
)
_PROMISE_COUNTS = (
    "SELECT p.kind, p.due_on, p.made_on BETWEEN :yesterday AND :today AS just_made, count(*) AS how_many "
    f"FROM promise p WHERE p.state = 'open' AND p.due_on <= :horizon AND {_MINE} AND {_PROMISE_NOT_SNOOZED} GROUP BY 1, 2, 3"
)
_PROMISES_BY_OTHERS = (
    "SELECT p.id, p.by_person_id, p.due_on FROM promise p WHERE p.state = 'open' "
    "AND p.due_on BETWEEN :first AND :last AND +p.by_person_id IS NOT NULL AND "
    + _NOT_SNOOZED.format(key="s.kind = 'owed' AND s.subject_id = p.id")
    + " AND NOT EXISTS (SELECT 1 FROM dismissal d WHERE d.kind = 'owed' AND d.subject_id = p.id)"  # was reminded
    + " ORDER BY p.due_on DESC LIMIT :enough"
)
_PASSED_MEETINGS = (
    "SELECT m.id, m.held_on, (SELECT group_concat(person_id) FROM attendance WHERE meeting_id = m.id) AS people "
    "FROM meeting m WHERE m.state = 'planned' AND m.held_on < :today AND "
    + _NOT_SNOOZED.format(key="s.kind = 'meeting' AND s.subject_id = m.id")
    + " ORDER BY m.held_on DESC, m.id LIMIT 20"
)
# People with any snoozed row are not suggested. A single subquery: checking the promises per person takes three times as long.
_PEOPLE_WITH_SNOOZED_ROWS = (
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
_OVERDUE_CONTACTS = (
    "SELECT p.id, p.rhythm_days, p.next_due_on, p.last_contact_on, d.on_day AS dismissed_on "
    "FROM person p LEFT JOIN dismissal d ON d.kind = 'stay_close' AND d.subject_id = p.id "
    f"WHERE p.standing = 'kept' AND p.next_due_on <= :today AND p.id NOT IN ({_PEOPLE_WITH_SNOOZED_ROWS}) "
    "ORDER BY p.next_due_on DESC LIMIT :enough"
)
_WRITTEN_TO = (
    "SELECT a.person_id, max(m.held_on) FROM meeting m JOIN attendance a ON a.meeting_id = m.id "
    "WHERE m.direction = 'out' AND m.held_on BETWEEN :since AND :today AND m.state = 'happened' AND a.counts = 1 GROUP BY a.person_id"
)
_MEETING_SOON = (
    "SELECT a.person_id, min(m.held_on) FROM meeting m JOIN attendance a ON a.meeting_id = m.id "
    "WHERE m.state = 'planned' AND m.held_on BETWEEN :today AND :soon AND a.counts = 1 GROUP BY a.person_id"
)
_NEW_ROLES = (
    "SELECT p.id, n.on_day, d.on_day AS dismissed_on FROM dismissal n "
    "JOIN person p ON p.id = n.subject_id "
    "LEFT JOIN dismissal d ON d.kind = 'moved' AND d.subject_id = p.id "
    f"WHERE n.kind = '{new_job.NOTED_KIND}' AND n.on_day > :since AND p.standing = 'kept' AND "
    + _NOT_SNOOZED.format(key="s.kind = 'moved' AND s.subject_id = p.id")
    + " ORDER BY n.on_day DESC, p.id LIMIT :enough"
)
_NOT_NOW_SNOOZED = "SELECT subject_id, until_on FROM snooze WHERE kind = 'not_now'"
_NOT_NOW_DISMISSED = "SELECT subject_id, on_day FROM dismissal WHERE kind = 'not_now'"
# Selected by id because steps have no index on days; the newest 2000 reach back further than spreading ever does.
_ACTIVE_DAYS = "SELECT DISTINCT substr(at, 1, 10) FROM step WHERE id > (SELECT max(id) FROM step) - 2000"
_DISABLED_RULES = "SELECT value FROM setting WHERE key = 'today.rules_off'"


class QualifyingPromises(NamedTuple):
    """`unfetched` counts the qualifying promises beyond MAX_CANDIDATES."""

    promises: list[MyPromise]
    unfetched: int = 0


def my_promises(read: Reader, today: date) -> QualifyingPromises:
    days = _day_parameters(today)
    due = read.rows(_DUE_PROMISES, **days, enough=MAX_CANDIDATES)
    just_made = read.rows(
        _NEW_PROMISES, today=days["today"], yesterday=days["yesterday"], enough=MAX_CANDIDATES
    )
    back = read.rows(_WAITING_PROMISES, today=days["today"], enough=MAX_CANDIDATES)
    still_open = {row["id"]: _promise(row) for row in [*due, *just_made]}
    facts = [*still_open.values(), *map(_promise, back), *_introductions_to_follow_up(read, today)]
    return QualifyingPromises(
        facts, _count_unfetched(read, still_open.values(), today) if len(due) == MAX_CANDIDATES else 0
    )


def _introductions_to_follow_up(read: Reader, today: date) -> list[MyPromise]:
    """Those made a month ago or longer. The query finds a few younger ones, too: months differ in length."""
    rows = read.rows(
        _INTRODUCTIONS_TO_FOLLOW_UP,
        today=today.isoformat(),
        made_before=(today - LEAST_DAYS_TO_FOLLOW_UP).isoformat(),
        enough=MAX_CANDIDATES,
    )
    due_by_row = [(row, follow_up_on(date.fromisoformat(row["introduced_on"]))) for row in rows]
    return [
        MyPromise(row["id"], row["kind"], due, False, date.min, _ids(row["people"]))
        for row, due in due_by_row
        if due <= today
    ]


def _count_unfetched(read: Reader, fetched: Iterable[MyPromise], today: date) -> int:
    """Number of qualifying promises that were not fetched, counted in SQL."""
    horizon = _horizon(today)
    every: int = sum(
        row["how_many"]
        for row in read.rows(_PROMISE_COUNTS, **_day_parameters(today))
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


def _day_parameters(today: date) -> dict[str, str]:
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


def promises_by_others(read: Reader, today: date) -> list[PromiseByOther]:
    first, last = today - timedelta(days=SHOWN_DAYS), today - timedelta(days=1)
    rows = read.rows(
        _PROMISES_BY_OTHERS,
        first=first.isoformat(),
        last=last.isoformat(),
        today=today.isoformat(),
        enough=MAX_CANDIDATES,
    )
    return [PromiseByOther(row[0], row[1], date.fromisoformat(row[2])) for row in rows]


def passed_meetings(read: Reader, today: date) -> list[PlannedMeeting]:
    rows = read.rows(_PASSED_MEETINGS, today=today.isoformat())
    return [PlannedMeeting(row[0], date.fromisoformat(row[1]), _ids(row[2])) for row in rows]


def overdue_contacts(read: Reader, today: date) -> list[OverdueContact]:
    """People whose rhythm has passed; if there are too many, those where it passed most recently."""
    rows = read.rows(_OVERDUE_CONTACTS, today=today.isoformat(), enough=MAX_CANDIDATES)
    if not rows:
        return []
    last_messages = _day_by_person(
        read.rows(_WRITTEN_TO, since=(today - ANSWER_WAIT).isoformat(), today=today.isoformat())
    )
    next_meetings = _day_by_person(
        read.rows(_MEETING_SOON, today=today.isoformat(), soon=(today + MEETING_SOON).isoformat())
    )
    return [
        OverdueContact(
            row["id"],
            row["rhythm_days"],
            date.fromisoformat(row["next_due_on"]),
            _day(row["last_contact_on"]),
            _day(_unanswered(last_messages.get(row["id"]), row["last_contact_on"])),
            _day(next_meetings.get(row["id"])),
            _day(row["dismissed_on"]),
        )
        for row in rows
    ]


def active_days(read: Reader) -> list[date]:
    """Recent days (local time) on which a step was recorded."""
    return [date.fromisoformat(day) for day in read.values(_ACTIVE_DAYS)]


def _day_by_person(rows: list[Any]) -> dict[int, str]:
    return {row[0]: row[1] for row in rows}


def _day_by_subject(rows: list[Any]) -> dict[int, date]:
    return {row[0]: date.fromisoformat(row[1]) for row in rows}


def _unanswered(wrote_on: str | None, last_contact_on: str | None) -> str | None:
    """The day of the last message, if no contact followed it."""
    return wrote_on if wrote_on and wrote_on > (last_contact_on or "") else None


def new_roles(read: Reader, today: date) -> list[new_job.RoleNoted]:
    """Latest first, at most MAX_NEW_ROLES."""
    since = (today - new_job.SHOWN_FOR).isoformat()
    rows = read.rows(_NEW_ROLES, since=since, today=today.isoformat(), enough=MAX_NEW_ROLES)
    return [new_job.RoleNoted(row[0], date.fromisoformat(row[1]), _day(row[2])) for row in rows]


def not_now_over(read: Reader, today: date) -> list[NotNow]:
    """Expired "not now" answers that are not snoozed. Returns early on the many days without any."""
    over = asks.not_now_over(read, today)
    if not over:
        return []
    snoozed, dismissed = (
        _day_by_subject(read.rows(_NOT_NOW_SNOOZED)),
        _day_by_subject(read.rows(_NOT_NOW_DISMISSED)),
    )
    found = [
        NotNow(
            answer.ask_id,
            answer.person_id,
            answer.over_on,
            snoozed.get(answer.ask_id),
            dismissed.get(answer.ask_id),
        )
        for answer in over
    ]
    return [answer for answer in found if answer.back_on is None or answer.back_on <= today]


def disabled_rules(read: Reader) -> frozenset[str]:
    """Names of the rules the user turned off (setting "today.rules_off", a JSON list)."""
    value = read.value(_DISABLED_RULES)
    if not value:
        return frozenset()
    import json  # rarely needed, and this runs before the first paint

    return frozenset(json.loads(value))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _ids(joined: str | None) -> frozenset[int]:
    return frozenset(int(part) for part in joined.split(",")) if joined else frozenset()
