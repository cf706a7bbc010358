"""What a rescue could not save, or not as it was: gathered row by row, told by name."""

from collections import Counter
from collections.abc import Collection
from typing import Literal, NamedTuple

from crm.storage.rescue.naming import Names, Phrase

Fate = Literal[
    "lost",  # not in the new book
    "doubtful",  # in the new book, though nothing proves that it is as it was written
    "stand-in",  # lost; an entry with what indexes still tell stands in its place and carries what belongs to it
    "loosened",  # in the new book, without naming another row that is lost
]
_SAID = {
    "lost": "",
    "doubtful": " (saved, but it may not be as you wrote it)",
    "stand-in": " (itself lost; what belongs to it was saved)",
    "loosened": " (saved, but something it named is lost)",
}
_SAID_OF_MANY = {
    "lost": "",
    "doubtful": " (saved, but they may not be as you wrote them)",
    "stand-in": " (themselves lost; what belongs to them was saved)",
    "loosened": " (saved, but something they named is lost)",
}
_MOST_NAMED = 200  # rows of one table; the others are counted


class Loss(NamedTuple):
    """One thing or several alike. `sentence` says it all."""

    table: str
    fate: Fate
    number: int
    sentence: str


class Losses:
    def __init__(self) -> None:
        self._counts: dict[tuple[str, Fate], Counter[Phrase]] = {}
        self._others: list[Loss] = []
        self._more: Counter[tuple[str, Fate, Phrase]] = Counter()

    def add(self, table: str, fate: Fate, phrase: Phrase, count: int = 1) -> None:
        self._counts.setdefault((table, fate), Counter())[phrase] += count

    def add_rows(self, table: str, fate: Fate, ids: Collection[int], names: Names) -> None:
        """Each by name; of very many the first ones, and how many more."""
        rising = sorted(ids)
        for row_id in rising[:_MOST_NAMED]:
            self.add(table, fate, names.phrase(table, row_id))
        if len(rising) > _MOST_NAMED:
            self._more[table, fate, names.group(table)] += len(rising) - _MOST_NAMED

    def say(self, table: str, sentence: str, count: int = 1) -> None:
        """A loss that is no row of contents."""
        self._others.append(Loss(table, "lost", count, sentence))

    def listed(self) -> tuple[Loss, ...]:
        """In the order they were found, table by table."""
        rows = [
            Loss(table, fate, count, phrase.counted(count) + _said(fate, count))
            for (table, fate), named in self._counts.items()
            for phrase, count in named.items()
        ]
        more = [
            Loss(table, fate, count, f"{count:,} more {phrase.many}{_said(fate, count)}")
            for (table, fate, phrase), count in self._more.items()
        ]
        return (*rows, *more, *self._others)


def _said(fate: Fate, count: int) -> str:
    return (_SAID if count == 1 else _SAID_OF_MANY)[fate]
