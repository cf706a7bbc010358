"""Expected facts of a day, computed in plain Python from the bare tables, without the product's queries."""

import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

_DEFAULT_DAYS = {
    "introduction": 2, "share": 2, "thank": 1, "favour": 7, "recommend": 7, "report_back": 14, "ask_after": 14,
    "meet_again": 30, "inform": 2,
}  # fmt: skip
_HEARD_AFTER = relativedelta(months=1)
_ANSWER_WAIT = timedelta(days=14)  # after an unanswered message of the user
_SOON = timedelta(days=7)  # no suggestion before a planned meeting

Rows = list[dict[str, object]]


@dataclass(frozen=True)
class LateContact:
    """A kept person whose rhythm has passed."""

    id: int
    rhythm: int
    due: date
    last_contact: date | None


@dataclass(frozen=True)
class Day:
    """`my_promises`: due day by row key of each promise that must be listed; `nudgeable`: ids allowed as "stay close" rows."""

    on: date
    quiet: bool  # a day off on which the user wants no suggestions
    my_promises: dict[str, date | None]
    just_made: frozenset[str]  # promises of today and yesterday
    late: dict[int, LateContact]
    nudgeable: frozenset[int]
    hidden_keys: frozenset[str]  # keys of snoozed and dismissed rows
    standing: dict[int, str]
    rhythm: dict[int, int]
    last_contact: dict[int, date]
    due_by_others: dict[int, date]
    planned: dict[int, date]
    expired_not_nows: dict[int, date]  # asks whose "not now" is over, with the named day


class Tables:
    """The book's tables as lists of dicts."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __getitem__(self, table: str) -> Rows:
        return [dict(row) for row in self._connection.execute(f'SELECT * FROM "{table}"')]


def expected_day(connection: sqlite3.Connection, today: date) -> Day:
    tables = Tables(connection)
    people = {_int(row["id"]): row for row in tables["person"]}
    meetings = {_int(row["id"]): row for row in tables["meeting"]}
    meetings_by_person: dict[int, list[dict[str, object]]] = defaultdict(list)
    for row in tables["attendance"]:
        meetings_by_person[_int(row["person_id"])].append(meetings[_int(row["meeting_id"])])
    contact = {who: last for who, held in meetings_by_person.items() if (last := _last_contact(held))}
    rhythm = {who: _int(row["rhythm_days"]) for who, row in people.items() if row["rhythm_days"]}
    standing = {who: str(row["standing"]) for who, row in people.items()}
    late = {
        who: LateContact(who, days, due, contact.get(who))
        for who, days in rhythm.items()
        if standing[who] == "kept"
        if (since := contact.get(who) or _day(people[who]["rhythm_since"]))
        if (due := since + timedelta(days=days)) <= today
    }
    hidden_keys = _hidden_keys(tables, today, contact)
    promises, asks = tables["promise"], tables["ask"]
    with_hidden_rows = _people_with_hidden_rows(promises, tables["promise_person"], asks, hidden_keys)
    nudgeable = frozenset(
        who
        for who in late
        if who not in with_hidden_rows
        and not _is_in_contact(meetings_by_person[who], contact.get(who), today)
    )
    return Day(
        on=today,
        quiet=today.weekday() >= 5 and {"key": "today.quiet_days_off", "value": "true"} in _settings(tables),
        just_made=frozenset(f"promise-{row['id']}" for row in promises if _just_made(row, today)),
        my_promises=_my_promises(promises, tables["introduction"], hidden_keys, today),
        late=late,
        nudgeable=nudgeable,
        hidden_keys=hidden_keys,
        standing=standing,
        rhythm=rhythm,
        last_contact=contact,
        due_by_others={_int(row["id"]): due for row in promises if row["by_person_id"] and (due := _day(row["due_on"]))},
        planned={key: on for key, row in meetings.items() if row["state"] == "planned" and (on := _day(row["held_on"]))},
        expired_not_nows={_int(row["id"]): on for row in asks if row["state"] == "not_now" and (on := _day(row["not_before_on"])) and on <= today},
    )  # fmt: skip


def _settings(tables: Tables) -> Rows:
    return [{"key": row["key"], "value": row["value"]} for row in tables["setting"]]


def _last_contact(held: Rows) -> date | None:
    """The last meeting that happened, without outgoing messages."""
    days = [_day(row["held_on"]) for row in held if row["state"] == "happened" and row["direction"] != "out"]
    return max((day for day in days if day), default=None)


def _is_in_contact(held: Rows, contact: date | None, today: date) -> bool:
    """Contact today, a recent unanswered message, or a meeting within the week."""
    wrote = [
        day for row in held
        if row["state"] == "happened" and row["direction"] == "out"
        if (day := _day(row["held_on"])) and (contact is None or day > contact)
    ]  # fmt: skip
    meets = [
        day for row in held if row["state"] == "planned" and (day := _day(row["held_on"])) and day >= today
    ]
    return (
        contact == today
        or any(today - _ANSWER_WAIT < day <= today for day in wrote)
        or any(day <= today + _SOON for day in meets)
    )


def _hidden_keys(tables: Tables, today: date, contact: dict[int, date]) -> frozenset[str]:
    snoozed = {
        str(row["row"]) for row in tables["snooze"] if (until := _day(row["until_on"])) and until > today
    }
    dismissed = set()
    for row in tables["dismissal"]:
        rule, _, subject = str(row["row"]).partition("-")
        on = _day(row["on_day"])
        assert on
        if rule == "stay_close":
            last = contact.get(int(subject))
            holds = last is None or last <= on  # until a new contact
        else:
            holds = today - on < timedelta(days=300)  # dates recur
        dismissed |= {str(row["row"])} if holds else set()
    return frozenset(snoozed | dismissed)


def _people_with_hidden_rows(
    promises: Rows, named: Rows, asks: Rows, hidden_keys: frozenset[str]
) -> set[int]:
    """Ids of people with any snoozed or dismissed row, including promises, asks and birthdays."""
    pending = {row["id"] for row in promises if row["state"] in ("open", "waiting")}
    theirs = {
        _int(row["person_id"])
        for row in named
        if row["person_id"] and row["promise_id"] in pending and f"promise-{row['promise_id']}" in hidden_keys
    }
    rows = (key.partition("-") for key in hidden_keys)
    theirs |= {_int(row["person_id"]) for row in asks if f"not_now-{row['id']}" in hidden_keys}
    return theirs | {int(who) for rule, _, who in rows if rule in ("stay_close", "birthday", "anniversary")}


def _my_promises(
    promises: Rows, introductions: Rows, hidden_keys: frozenset[str], today: date
) -> dict[str, date | None]:
    introduction = {row["promise_id"]: row for row in introductions}
    found: dict[str, date | None] = {}
    for row in promises:
        key = f"promise-{row['id']}"
        if row["by_person_id"] is None and key not in hidden_keys:
            due, seen = _next_action(row, introduction.get(row["id"]), today)
            found |= {key: due} if seen else {}
    return found


def _next_action(
    row: dict[str, object], introduction: dict[str, object] | None, today: date
) -> tuple[date | None, bool]:
    """The day of the user's next action, and whether the promise must be listed today."""
    if (
        introduction
        and introduction["state"] == "made"
        and not introduction["heard_on"]
        and (made := _day(introduction["made_on"]))
    ):
        return made + _HEARD_AFTER, made + _HEARD_AFTER <= today
    if row["state"] == "waiting":
        back = _day(row["back_on"])
        return back, back is not None and back <= today
    due = _day(row["due_on"])
    near = due is not None and (due - today).days <= _DEFAULT_DAYS[str(row["kind"])]
    return due, row["state"] == "open" and (_just_made(row, today) or near)


def _just_made(row: dict[str, object], today: date) -> bool:
    made_on = _day(row["made_on"])
    return made_on is not None and today - timedelta(days=1) <= made_on <= today


def _day(text: object) -> date | None:
    return date.fromisoformat(str(text)) if text else None


def _int(value: object) -> int:
    assert isinstance(value, int)
    return value
