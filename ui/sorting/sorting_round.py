"""One sorting round through a number of people: current person, decisions, and position after an undo."""

from collections.abc import Mapping, Sequence

from crm.sorting.queries import Decision


class SortingRound:
    """`at` is the index of the current person; after the last one the round is over."""

    def __init__(self, ids: Sequence[int], decided: Mapping[int, Decision]):
        self.ids = list(ids)
        self.at = 0
        self._before = dict(decided)
        self.decided = dict(decided)

    @property
    def person_id(self) -> int | None:
        return self.ids[self.at] if self.at < len(self.ids) else None

    @property
    def is_over(self) -> bool:
        return self.at >= len(self.ids)

    def forward(self) -> None:
        self.at = min(self.at + 1, len(self.ids))

    def back(self) -> None:
        self.at = max(self.at - 1, 0)

    def decision_for(self, person_id: int) -> Decision | None:
        """The decision about someone in this round; None if there was none, or "later"."""
        decision = self.decided.get(person_id)
        changed = decision is not None and decision != self._before.get(person_id)
        return decision if changed and decision is not None and decision.is_made else None

    def update(self, decided: Mapping[int, Decision], origin: str = "") -> None:
        """Updates the decisions after a change. Undo moves to the person concerned, redo behind them; deleted
        people are removed."""
        gone = [one for one in self.ids if one not in decided]
        for one in gone:
            self.at -= self.ids.index(one) < self.at
            self.ids.remove(one)
        moved = [at for at, one in enumerate(self.ids) if decided[one] != self.decided.get(one)]
        self.decided = dict(decided)
        if moved and origin == "undo":
            self.at = moved[0]
        elif moved and origin == "redo":
            self.at = moved[-1] + 1

    def count(self, *, rhythm: bool = False, rest: bool = False) -> int:
        """Number of people who were given a rhythm, were let rest, or (with neither) were decided on at all."""
        made = [one for one in map(self.decision_for, self.ids) if one is not None]
        if rest:
            return sum(1 for one in made if one.standing == "resting")
        if rhythm:
            return sum(1 for one in made if one.standing != "resting" and one.rhythm_days is not None)
        return len(made)
