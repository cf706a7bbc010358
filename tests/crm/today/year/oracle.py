"""What Today must know of a day, worked out from the bare tables in plain Python: nothing of the product's own queries."""

import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

_DEFAULT_DAYS = {
    "introduction": 2, "share": 2, "thank": 1, "favour": 7, "recommend": 7, "report_back": 14, "ask_after": 14,
    "meet_again": 30,
}  # fmt: skip
_HEARD_AFTER = timedelta(days=21)
_PATIENCE = timedelta(days=14)  # after a message of mine without an answer
_SOON = timedelta(days=7)  # whoever is met within it needs no nudge

Rows = list[dict[str, object]]


@dataclass(frozen=True)
class Late:
    """A kept person whose rhythm has run out."""

    id: int
    rhythm: int
    due: date
    last_contact: date | None


@dataclass(frozen=True)
class Day:
    """`word` holds the due day of each promise of mine that has to be seen; `nudgeable` who may be a row to stay close."""

    on: date
    quiet: bool  # a day off on which the user wants no suggestions
    word: dict[str, date | None]
    just_made: frozenset[str]  # promises of today and yesterday
    late: dict[int, Late]
    nudgeable: frozenset[int]
    away: frozenset[str]  # keys of rows put off or put away
    standing: dict[int, str]
    rhythm: dict[int, int]
    last_contact: dict[int, date]
    due_of_theirs: dict[int, date]
    planned: dict[int, date]
    may_ask: dict[int, date]  # asks whose "not now" is over, with the day that was named


class Tables:
    """The book's tables as lists of dicts."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __getitem__(self, table: str) -> Rows:
        return [dict(row) for row in self._connection.execute(f'SELECT * FROM "{table}"')]


def look(connection: sqlite3.Connection, today: date) -> Day:
    tables = Tables(connection)
    people = {_int(row["id"]): row for row in tables["person"]}
    meetings = {_int(row["id"]): row for row in tables["meeting"]}
    there: dict[int, list[dict[str, object]]] = defaultdict(list)
    for row in tables["attendance"]:
        there[_int(row["person_id"])].append(meetings[_int(row["meeting_id"])])
    contact = {who: last for who, held in there.items() if (last := _last_contact(held))}
    rhythm = {who: _int(row["rhythm_days"]) for who, row in people.items() if row["rhythm_days"]}
    standing = {who: str(row["standing"]) for who, row in people.items()}
    late = {
        who: Late(who, days, due, contact.get(who))
        for who, days in rhythm.items()
        if standing[who] == "kept"
        if (since := contact.get(who) or _day(people[who]["rhythm_since"]))
        if (due := since + timedelta(days=days)) <= today
    }
    away = _away(tables, today, contact)
    promises, asks = tables["promise"], tables["ask"]
    left_alone = _left_alone(promises, tables["promise_person"], asks, away)
    nudgeable = frozenset(
        who for who in late if who not in left_alone and not _spared(there[who], contact.get(who), today)
    )
    return Day(
        on=today,
        quiet=today.weekday() >= 5 and {"key": "today.quiet_days_off", "value": "true"} in _settings(tables),
        just_made=frozenset(f"promise-{row['id']}" for row in promises if _just_made(row, today)),
        word=_my_word(promises, tables["introduction"], away, today),
        late=late,
        nudgeable=nudgeable,
        away=away,
        standing=standing,
        rhythm=rhythm,
        last_contact=contact,
        due_of_theirs={_int(row["id"]): due for row in promises if row["by_person_id"] and (due := _day(row["due_on"]))},
        planned={key: on for key, row in meetings.items() if row["state"] == "planned" and (on := _day(row["held_on"]))},
        may_ask={_int(row["id"]): on for row in asks if row["state"] == "not_now" and (on := _day(row["not_before_on"])) and on <= today},
    )  # fmt: skip


def _settings(tables: Tables) -> Rows:
    return [{"key": row["key"], "value": row["value"]} for row in tables["setting"]]


def _last_contact(held: Rows) -> date | None:
    """Only what happened, and not a message of mine that got no answer."""
    days = [_day(row["held_on"]) for row in held if row["state"] == "happened" and row["direction"] != "out"]
    return max((day for day in days if day), default=None)


def _spared(held: Rows, contact: date | None, today: date) -> bool:
    """In touch today, written to lately without an answer yet, or met within the week."""
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
        or any(today - _PATIENCE < day <= today for day in wrote)
        or any(day <= today + _SOON for day in meets)
    )


def _away(tables: Tables, today: date, contact: dict[int, date]) -> frozenset[str]:
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
            holds = today - on < timedelta(days=300)  # a date comes round again
        dismissed |= {str(row["row"])} if holds else set()
    return frozenset(snoozed | dismissed)


def _left_alone(promises: Rows, named: Rows, asks: Rows, away: frozenset[str]) -> set[int]:
    """Whoever has a row that was put off or away, be it only a promise, an ask or a birthday."""
    pending = {row["id"] for row in promises if row["state"] in ("open", "waiting")}
    theirs = {
        _int(row["person_id"])
        for row in named
        if row["person_id"] and row["promise_id"] in pending and f"promise-{row['promise_id']}" in away
    }
    rows = (key.partition("-") for key in away)
    theirs |= {_int(row["person_id"]) for row in asks if f"not_now-{row['id']}" in away}
    return theirs | {int(who) for rule, _, who in rows if rule in ("stay_close", "birthday", "anniversary")}


def _my_word(
    promises: Rows, introductions: Rows, away: frozenset[str], today: date
) -> dict[str, date | None]:
    between = {row["promise_id"]: row for row in introductions}
    found: dict[str, date | None] = {}
    for row in promises:
        key = f"promise-{row['id']}"
        if row["by_person_id"] is None and key not in away:
            due, seen = _my_step(row, between.get(row["id"]), today)
            found |= {key: due} if seen else {}
    return found


def _my_step(
    row: dict[str, object], between: dict[str, object] | None, today: date
) -> tuple[date | None, bool]:
    """When my next step is due, and whether it has to be seen by now."""
    if (
        between
        and between["state"] == "made"
        and not between["heard_on"]
        and (made := _day(between["made_on"]))
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
