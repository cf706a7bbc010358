"""Losses of a rescue: collected by row, described by name."""

from collections import Counter
from collections.abc import Collection
from typing import Literal, NamedTuple

from crm.storage.rescue.naming import Phrase, RowDescriber

Fate = Literal[
    "lost",  # not in the new book
    "doubtful",  # in the new book, but not proved to be unchanged
    "stand-in",  # lost, with a placeholder that carries what belongs to it
    "loosened",  # in the new book, but without its reference to a lost row
]
_SUFFIXES = {
    "lost": "",
    "doubtful": " (saved, but it may not be as you wrote it)",
    "stand-in": " (itself lost; what belongs to it was saved)",
    "loosened": " (saved, but something it named is lost)",
}
_SUFFIXES_OF_MANY = {
    "lost": "",
    "doubtful": " (saved, but they may not be as you wrote them)",
    "stand-in": " (themselves lost; what belongs to them was saved)",
    "loosened": " (saved, but something they named is lost)",
}
_MOST_NAMED = 200  # rows of one table; more are only counted


class Loss(NamedTuple):
    """One row or several alike. `sentence` describes it completely."""

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

    def add_rows(self, table: str, fate: Fate, ids: Collection[int], names: RowDescriber) -> None:
        """Each row by name; of very many the first ones and the number of the others."""
        rising = sorted(ids)
        for row_id in rising[:_MOST_NAMED]:
            self.add(table, fate, names.phrase(table, row_id))
        if len(rising) > _MOST_NAMED:
            self._more[table, fate, names.group(table)] += len(rising) - _MOST_NAMED

    def add_other(self, table: str, sentence: str, count: int = 1) -> None:
        """Add a loss that is no content row."""
        self._others.append(Loss(table, "lost", count, sentence))

    def listed(self) -> tuple[Loss, ...]:
        """In the order they were added, by table."""
        rows = [
            Loss(table, fate, count, phrase.counted(count) + _suffix(fate, count))
            for (table, fate), named in self._counts.items()
            for phrase, count in named.items()
        ]
        more = [
            Loss(table, fate, count, f"{count:,} more {phrase.many}{_suffix(fate, count)}")
            for (table, fate, phrase), count in self._more.items()
        ]
        return (*rows, *more, *self._others)


def _suffix(fate: Fate, count: int) -> str:
    return (_SUFFIXES if count == 1 else _SUFFIXES_OF_MANY)[fate]
