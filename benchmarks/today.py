"""The daily list of a book of ten years, in one process, warm: the time its queries take, and how little the book's size
matters to it. The raw limit beside it is three plain statements over the same book that fetch as many candidates.

Processor time of the thread is what counts: all is read from memory, so that on a machine with nothing else to do
it is the time that passes, and on a busy one it is still the program's own."""

import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks.full_book import full_book
from benchmarks.timing import Measure
from crm.book import Book
from crm.clock import Clock
from crm.storage.reading import Reader
from crm.text.days_in_words import month_days
from crm.today.facts import MAX_CANDIDATES
from crm.today.today import today_list

TODAY = date(2026, 11, 21)
SMALL, LARGE = 10_000, 100_000
ROUNDS = 200
_RAW = (
    "SELECT id, full_name, next_due_on FROM person WHERE standing = 'kept' AND next_due_on <= :today "
    "ORDER BY next_due_on DESC LIMIT :enough",
    "SELECT r.id, r.words, r.due_on, p.full_name FROM promise r JOIN promise_person t ON t.promise_id = r.id "
    "JOIN person p ON p.id = t.person_id WHERE r.state = 'open' AND r.due_on <= :horizon ORDER BY r.due_on LIMIT :enough",
    "SELECT id, full_name, birthday_md FROM person WHERE birthday_md IN ({days}) LIMIT :enough",
)


def measures(folder: Path) -> list[Measure]:
    small, large = (_Listed(folder / str(people), people) for people in (SMALL, LARGE))
    for _ in range(ROUNDS):
        for book in (small, large):
            book.once()
    print(f"Today, {ROUNDS} rounds in one process, medians: {small}; {large}.", flush=True)
    return [
        Measure("Today’s queries, 100,000 people", [large.queries], "5 ms", [0.005], 1),
        Measure("Today’s queries, 100,000 people", [large.queries], "three raw statements", [large.raw], 3),
        Measure("Today’s queries, 100,000 people", [large.queries], "10,000 people", [small.queries], 1.5),
        Measure("Today whole, words and all", [large.whole], "10,000 people", [small.whole], 1.5),
    ]


class _Listed:
    """One book, its list made again and again."""

    def __init__(self, folder: Path, people: int) -> None:
        full_book(folder, people, TODAY)
        self._people = people
        self._book = Book.open(folder, Clock(TODAY))
        self._plain = self._book.read
        self._timed = _Timed(self._plain.connection)
        days = ", ".join(map(str, month_days(TODAY, 8)))
        self._values = {
            "today": TODAY.isoformat(), "horizon": (TODAY + timedelta(days=30)).isoformat(), "enough": MAX_CANDIDATES,
        }  # fmt: skip
        self._raw_statements = [statement.format(days=days) for statement in _RAW]
        self._took: dict[str, list[float]] = {"queries": [], "whole": [], "raw": []}
        assert today_list(self._plain, TODAY).rows, "this book has nothing for today"

    def once(self) -> None:
        started = time.thread_time()
        today_list(self._plain, TODAY)
        self._took["whole"].append(time.thread_time() - started)
        self._timed.spent = 0.0
        today_list(self._timed, TODAY)
        self._took["queries"].append(self._timed.spent)
        started = time.thread_time()
        for statement in self._raw_statements:
            self._plain.connection.execute(statement, self._values).fetchall()
        self._took["raw"].append(time.thread_time() - started)

    def __str__(self) -> str:
        shown = today_list(self._plain, TODAY)
        return (
            f"{self._people:,} people: {self.queries * 1000:.2f} ms in queries, {self.whole * 1000:.2f} whole, "
            f"{self.raw * 1000:.2f} raw, {len(shown.rows)} rows and {shown.folded} folded"
        )

    @property
    def queries(self) -> float:
        return statistics.median(self._took["queries"])

    @property
    def whole(self) -> float:
        return statistics.median(self._took["whole"])

    @property
    def raw(self) -> float:
        return statistics.median(self._took["raw"])


class _Timed(Reader):
    """Counts the processor time spent in the database, fetching included."""

    spent = 0.0

    def rows(self, sql: str, /, **values: Any) -> Any:
        return self._time(super().rows, sql, values)

    def one(self, sql: str, /, **values: Any) -> Any:
        return self._time(super().one, sql, values)

    def value(self, sql: str, /, **values: Any) -> Any:
        return self._time(super().value, sql, values)

    def values(self, sql: str, /, **values: Any) -> Any:
        return self._time(super().values, sql, values)

    def _time(self, ask: Callable[..., Any], sql: str, values: dict[str, Any]) -> Any:
        started = time.thread_time()
        found = ask(sql, **values)
        self.spent += time.thread_time() - started
        return found
