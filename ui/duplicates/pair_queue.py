"""The queue of pairs during one visit of the duplicates page; no Qt here."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from crm.people.duplicates import Duplicate

Pair = tuple[int, int]


@dataclass
class PairQueue:
    """`skipped` pairs are left out until the user looks for them again."""

    pairs: list[Duplicate] = field(default_factory=list)
    skipped: set[Pair] = field(default_factory=set)
    at: int = 0

    @property
    def current(self) -> Duplicate | None:
        return self.pairs[self.at] if self.at < len(self.pairs) else None

    def show(self, found: Sequence[Duplicate], first: Pair | None = None) -> None:
        """Sets the pairs found; the current pair stays current, unless `first` is given."""
        wanted = first or (self.current.ids if self.current else None)
        self.pairs = [one for one in found if one.ids not in self.skipped]
        places = {one.ids: at for at, one in enumerate(self.pairs)}
        self.at = places.get(wanted, min(self.at, max(len(self.pairs) - 1, 0))) if wanted else 0

    def drop(self, gone: int | None = None) -> None:
        """Removes the settled pair; with `gone`, also all other pairs of that removed person."""
        settled = self.current
        self.pairs = [one for one in self.pairs if one is not settled and gone not in one.ids]
        self.at = min(self.at, max(len(self.pairs) - 1, 0))

    def skip(self) -> None:
        if self.current is not None:
            self.skipped.add(self.current.ids)
            self.drop()

    def move(self, step: int) -> None:
        if self.pairs:
            self.at = (self.at + step) % len(self.pairs)
