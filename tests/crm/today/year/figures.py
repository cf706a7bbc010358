"""Statistics of a simulated year."""

import statistics
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from crm.today.row import TodayList
from tests.crm.today.year.oracle import Day

_AFTER = timedelta(days=21)  # period after a return that most_nudges covers


@dataclass
class Figures:
    """`waits`: for each late person, the number of opened lists until one suggested them."""

    back_on: date  # the first day after the absence
    rows: list[int] = field(default_factory=list)
    by_rule: Counter[str] = field(default_factory=Counter)
    folded: list[int] = field(default_factory=list)
    nudges: dict[date, int] = field(default_factory=dict)
    late: dict[date, int] = field(default_factory=dict)
    waits: list[int] = field(default_factory=list)
    acted: int = 0
    steps: int = 0
    kept: int = 0
    kept_on_time: int = 0
    reached_after: int | None = None  # days from the return until everyone late at the return was suggested
    _waiting: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    _to_reach: set[int] = field(default_factory=set)

    def opened(self, shown: TodayList, day: Day) -> None:
        """Records a list that the user opened."""
        self.rows.append(len(shown.rows))
        self.folded.append(shown.folded)
        self.by_rule.update(row.rule for row in shown.rows)
        nudged = {row.subject_id for row in shown.rows if row.rule == "stay_close"}
        if not day.quiet:
            self.nudges[day.on], self.late[day.on] = len(nudged), len(day.nudgeable)
            self._wait(nudged, day)
        self._reach(nudged, day)

    def _wait(self, nudged: set[int], day: Day) -> None:
        for who in [who for who in self._waiting if who not in day.nudgeable]:
            del self._waiting[who]
        for who in day.nudgeable:
            self._waiting[who] += 1
        for who in nudged & set(self._waiting):
            self.waits.append(self._waiting.pop(who))

    def _reach(self, nudged: set[int], day: Day) -> None:
        if day.on < self.back_on:
            return
        if self.reached_after is None and not self._to_reach:
            self._to_reach = set(day.nudgeable)
        self._to_reach &= day.nudgeable - nudged
        if self.reached_after is None and not self._to_reach:
            self.reached_after = (day.on - self.back_on).days

    @property
    def longest_wait(self) -> int:
        """Includes people still waiting."""
        return max([*self.waits, *self._waiting.values()], default=0)

    def most_nudges(self, after_the_absence: bool) -> int:
        back = self.back_on
        return max(
            many for on, many in self.nudges.items()
            if (back <= on < back + _AFTER) is after_the_absence
        )  # fmt: skip

    def lines(self) -> list[str]:
        days = len(self.rows)
        spread = ", ".join(f"{rows} on {share}" for rows, share in sorted(Counter(self.rows).items()))
        rules = ", ".join(f"{rule} {count}" for rule, count in self.by_rule.most_common())
        return [
            f"{days} lists opened, {sum(self.rows) / days:.1f} rows a day ({spread}), empty {self.rows.count(0) / days:.1%}",
            f"rows by rule: {rules}",
            f"promises folded: {statistics.median(self.folded):g} as a rule, {max(self.folded)} at most",
            f"{self.kept} promises kept, {self.kept_on_time / max(1, self.kept):.0%} on time; {self.acted} rows acted on, {self.steps} steps",
            f"late rhythms: {statistics.median(self.late.values()):g} as a rule, {max(self.late.values())} at most; "
            f"a late person waited for {statistics.median(self.waits):g} lists as a rule, {self.longest_wait} at most",
            f"after the absence: {self.most_nudges(True)} nudges a day at most ({self.most_nudges(False)} otherwise), "
            f"everybody late reached after {self.reached_after} days",
        ]
