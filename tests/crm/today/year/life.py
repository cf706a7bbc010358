"""Simulates the days: the list is checked every day and worked on most days."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random

from crm.book import Book
from crm.clock import Clock
from crm.settings import QUIET_DAYS_OFF, change
from crm.storage.derived_columns import stale_people
from crm.today.row import TodayList
from crm.today.today import today_list
from tests.crm.today.year.cast import create_people
from tests.crm.today.year.checks import Checks
from tests.crm.today.year.figures import Figures
from tests.crm.today.year.oracle import Day, expected_day
from tests.crm.today.year.user import User

FIRST = date(2026, 1, 5)  # a Monday
_MINE_KEPT = (
    "SELECT count(*) AS kept, sum(kept_on <= due_on) AS on_time FROM promise "
    "WHERE by_person_id IS NULL AND state = 'kept' AND kept_on IS NOT NULL"
)


class Simulation:
    """Simulates `days` days from FIRST. `away` is the range of day numbers of the absence; `quiet` turns quiet days off on."""

    def __init__(self, book: Book, seed: int, days: int, away: tuple[int, int], quiet: bool = False) -> None:
        self._book = book
        self._rng = Random(seed)
        self._days = [FIRST + timedelta(days=number) for number in range(days)]
        self._away = range(*away)
        self._quiet = quiet
        self._user = User(book, self._rng)
        self._checks = Checks(book)
        self.figures = Figures(back_on=FIRST + timedelta(days=away[1]))

    @property
    def broken(self) -> list[str]:
        """Violated invariants, one sentence each."""
        return self._checks.broken

    def run(self) -> None:
        self._set_day(FIRST)
        with self._book.work() as work:
            create_people(work, self._rng)
            change(work, QUIET_DAYS_OFF, self._quiet)
        for number, today in enumerate(self._days):
            self._set_day(today)
            shown, day = self._checked_list()
            if self._user.works_on(today) and number not in self._away:
                self.figures.opened(shown, day)
                self._work(shown)
                self._user.spend_day(today)
                self._checked_list()
        self._count()

    def _set_day(self, day: date) -> None:
        self._book.clock = Clock(day, lambda: datetime.combine(day, time(9), UTC))

    def _checked_list(self) -> tuple[TodayList, Day]:
        """The current list, after checking it."""
        shown, day = self._list(), expected_day(self._book.read.connection, self._book.clock.today())
        self._checks.check(shown, day)
        return shown, day

    def _list(self) -> TodayList:
        return today_list(self._book.read, self._book.clock.today())

    def _work(self, shown: TodayList) -> None:
        """Handles the rows of the morning's list that are still there when their turn comes."""
        now = shown
        for row in shown.rows:
            if row.key in {one.key for one in now.rows} and (action := self._user.handle(row)):
                self.figures.acted += 1
                now = self._list()
                self._checks.check_action(row, action, now)

    def _count(self) -> None:
        kept = self._book.read.one(_MINE_KEPT)
        assert kept
        self.figures.kept, self.figures.kept_on_time = kept["kept"], kept["on_time"]
        self.figures.steps = self._book.read.value("SELECT count(*) FROM step")
        assert stale_people(self._book.read.connection) == []
