"""A book of ten years, made by the million rows: most people without a rhythm, most promises kept, few things due.

Rows go in with the triggers taken out and put back after, then last contact and next touch are derived anew. What
such a book lacks is a journal of how it came to be, and the index of its words: it is for reading by the day.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from crm.book import Book
from crm.clock import Clock
from crm.promises.kinds import DEFAULT_DAYS
from crm.storage.checks.repairing import accept_all_rows
from crm.storage.connection import connect
from crm.storage.derived_columns import recompute
from crm.storage.digests.hashing import tables
from crm.storage.opening import FILE_NAME

MEETINGS_A_PERSON = 10
PEOPLE_A_PROMISE = 2
OPEN_PROMISES = 400  # what one person can carry, however long the history
YEARS = 3650  # days
_ACTIVE = 5  # one in so many is met again and again
_RHYTHMS = (21, 60, 60, 182, 182, 365)
_LAID_ASIDE = "SELECT type, name, sql FROM sqlite_master WHERE type IN ('trigger', 'index') AND sql IS NOT NULL ORDER BY type"
_KINDS = ("coffee", "call", "video", "meal", "message", "email", "meeting")
_NOTES = (
    "Talked about the move to a smaller place. Should she take the lead on it?",
    "Hiring a designer in spring, has not found one yet. Wants to hear how others did it.",
    "Redoing labels for Christmas.",
    "",
    "",
)
_TOPICS = (
    "packaging",
    "export",
    "hiring",
    "pricing",
    "mentoring",
    "printing",
    "boats",
    "schools",
    "wood",
    "tea",
)


def full_book(folder: Path, people: int, today: date) -> None:
    """Makes the book in `folder`: ten meetings a person, a promise for every second one."""
    Book.open(folder, Clock(today)).close()
    with closing(connect(folder / FILE_NAME)) as connection:
        for name, value in (("synchronous", 0), ("foreign_keys", 0), ("cache_size", -200_000)):
            connection.execute(f"PRAGMA {name}={value}")  # a book for once, in a temporary folder
        laid_aside = connection.execute(_LAID_ASIDE).fetchall()
        connection.execute("BEGIN IMMEDIATE")
        for one in laid_aside:
            connection.execute(f'DROP {one["type"]} "{one["name"]}"')
        _Years(people, today).into(connection)
        for one in laid_aside:  # indexes before triggers
            connection.execute(one["sql"])
        recompute(connection)
        for table in tables(connection):  # without a digest, no row could be edited
            accept_all_rows(connection, table)
        connection.execute("COMMIT")
        connection.execute("ANALYZE")


class _Years:
    """The rows, table by table; the same people and the same day give the same rows."""

    def __init__(self, people: int, today: date) -> None:
        self._people = people
        self._meetings = people * MEETINGS_A_PERSON
        self._promises = people // PEOPLE_A_PROMISE
        self._today = today
        self._chance = Random(people)

    def into(self, connection: sqlite3.Connection) -> None:
        for table, columns, rows in (
            ("person", "id uid full_name name_key given family birthday_md standing rhythm_days rhythm_since", self._person()),
            ("meeting", "id uid kind state held_on direction note", self._meeting()),
            ("attendance", "meeting_id person_id", self._attendance()),
            ("promise", "id uid kind by_person_id words meeting_id made_on due_on state kept_on", self._promise()),
            ("promise_person", "promise_id person_id part place", self._promise_person()),
            ("introduction", "id uid promise_id state made_on", self._introduction()),
            ("introduction_side", "introduction_id place person_id answer", self._side()),
            ("topic", "id words folded", ((place, words, words) for place, words in enumerate(_TOPICS, 1))),
            ("person_topic", "person_id topic_id kind", self._person_topic()),
            ("item", "id uid title", ((one, f"i{one}", f"A piece about {_TOPICS[one % 10]}, {one}") for one in range(1, 301))),
            ("item_topic", "item_id topic_id", ((one, one % 10 + 1) for one in range(1, 301))),
            ("note", "uid person_id on_day words", self._note()),
            ("snooze", "row until_on", self._snooze()),
            ("dismissal", "row on_day", self._dismissal()),
        ):  # fmt: skip
            _insert(connection, table, columns.split(), rows)

    def _person(self) -> Iterator[tuple[Any, ...]]:
        chance = self._chance
        for one in range(1, self._people + 1):
            kept = one <= self._people // _ACTIVE or chance.random() < 0.1
            rhythm = chance.choice(_RHYTHMS) if kept and chance.random() < 0.3 else None
            standing = "kept" if kept else "resting" if chance.random() < 0.02 else "parked"
            birthday = (
                chance.randrange(1, 13) * 100 + chance.randrange(1, 29) if chance.random() < 0.4 else None
            )
            given, family = f"Given{one * 7919 % self._people}", f"Family{one}"
            yield (
                one, f"p{one:08}", f"{given} {family}", f"{given} {family}".lower(), given, family, birthday, standing,
                rhythm, self._day(365) if rhythm else None,
            )  # fmt: skip

    def _meeting(self) -> Iterator[tuple[Any, ...]]:
        """Evenly over the years up to yesterday, then some planned ones from last week to next month."""
        chance = self._chance
        for one in range(1, self._meetings + 1):
            on = self._today - timedelta(days=1 + YEARS * (self._meetings - one) // self._meetings)
            direction = "out" if chance.random() < 0.01 else "both"
            note = chance.choice(_NOTES)
            yield one, f"m{one:08}", chance.choice(_KINDS), "happened", on.isoformat(), direction, note
        for step in range(40):
            day = self._today + timedelta(days=step - 3)
            yield self._meetings + step + 1, f"m+{step}", "coffee", "planned", day.isoformat(), "both", ""

    def _attendance(self) -> Iterator[tuple[int, int]]:
        for meeting in range(1, self._meetings + 41):
            for person in {self._somebody() for _ in range(self._chance.choice((1, 1, 2, 3)))}:
                yield meeting, person

    def _promise(self) -> Iterator[tuple[Any, ...]]:
        """The last few hundred are open, due from a month ago to half a year ahead; all before are done with."""
        chance = self._chance
        for one in range(1, self._promises + 1):
            kind = chance.choice(tuple(DEFAULT_DAYS))
            state = "kept" if chance.random() < 0.95 else "released"
            due = self._day(3500)
            if one > self._promises - OPEN_PROMISES:
                state, due = "open", self._day(210, since=self._today + timedelta(days=180))
            made = date.fromisoformat(due) - timedelta(days=DEFAULT_DAYS[kind])
            by = self._somebody() if chance.random() < 0.25 else None
            yield (
                one, f"w{one:08}", kind, by, f"the figures of number {one}", chance.randrange(1, self._meetings),
                made.isoformat(), due, state, due if state == "kept" else None,
            )  # fmt: skip

    def _promise_person(self) -> Iterator[tuple[Any, ...]]:
        for one in range(1, self._promises + 1):
            yield one, self._somebody(), "to", 1

    def _introduction(self) -> Iterator[tuple[Any, ...]]:
        """Every twentieth promise; of the last ones nobody has heard yet how it went."""
        last = self._promises // 20
        for one in range(1, last):
            state = "made" if one > last - OPEN_PROMISES // 20 else "heard"
            yield one, f"n{one}", one * 20, state, self._day(90 if state == "made" else 3000)

    def _side(self) -> Iterator[tuple[Any, ...]]:
        for one in range(1, self._promises // 20):
            for place in (1, 2):
                yield one, place, self._somebody(), "yes"

    def _person_topic(self) -> Iterator[tuple[Any, ...]]:
        for one in range(1, self._people // 2):
            yield (
                one,
                self._chance.randrange(1, 11),
                self._chance.choice(("cares_about", "looking_for", "can_help_with")),
            )

    def _note(self) -> Iterator[tuple[Any, ...]]:
        for one in range(1, self._people // 4):
            yield f"o{one}", self._somebody(), self._day(1500), self._chance.choice(_NOTES[:3])

    def _snooze(self) -> Iterator[tuple[str, str]]:
        for one in range(1, 200):
            yield f"stay_close-{one * 3}", self._day(60, since=self._today + timedelta(days=30))

    def _dismissal(self) -> Iterator[tuple[str, str]]:
        for one in range(1, 200):
            yield f"stay_close-{one * 3 + 1}", self._day(300)

    def _somebody(self) -> int:
        """Four in five times one of the active fifth."""
        most = self._people // _ACTIVE if self._chance.random() < 0.8 else self._people
        return self._chance.randrange(1, most + 1)

    def _day(self, within: int, since: date | None = None) -> str:
        return ((since or self._today) - timedelta(days=self._chance.randrange(within))).isoformat()


def _insert(
    connection: sqlite3.Connection, table: str, columns: list[str], rows: Iterable[tuple[Any, ...]]
) -> None:
    """Columns that must hold something and are not named are left as empty as their type allows."""
    blank = {
        f'"{column["name"]}"': "''" if column["type"] == "TEXT" else "0"
        for column in connection.execute(f'PRAGMA table_info("{table}")')
        if column["notnull"]
        and not column["pk"]
        and column["name"] not in columns
        and column["dflt_value"] is None
    }
    names = ", ".join([*(f'"{name}"' for name in columns), *blank])
    values = ", ".join(["?"] * len(columns) + list(blank.values()))
    connection.executemany(f'INSERT INTO "{table}"({names}) VALUES ({values})', rows)
