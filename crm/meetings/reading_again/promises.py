"""Compares the promises made in a meeting with those of its corrected text."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from crm.capture.draft import DraftPromise
from crm.meetings.reading_again import wording
from crm.meetings.reading_again.difference import (
    Comparison,
    Difference,
    PromiseAdded,
    PromiseChanged,
    PromiseGone,
)
from crm.meetings.reading_again.meeting_now import PromiseFacts, PromiseNow
from crm.meetings.reading_again.three_sides import Pair, paired
from crm.text.folding import fold

_STATES = {"kept": " (kept)", "released": " (let go)", "waiting": " (waiting)"}


@dataclass(frozen=True, slots=True, eq=False)
class _Told:
    """A promise of a text."""

    facts: PromiseFacts
    promise: DraftPromise


def _whole(facts: PromiseFacts) -> Hashable:
    return facts.kind, facts.by, facts.people, fold(facts.what)


def _words(facts: PromiseFacts) -> Hashable | None:
    """An introduction has two sides: with others, it is another one."""
    return None if facts.kind == "introduction" else (facts.kind, fold(facts.what))


def _people(facts: PromiseFacts) -> Hashable | None:
    return None if facts.kind == "introduction" else (facts.kind, facts.by, facts.people)


_KEYS: tuple[Callable[[PromiseFacts], Hashable | None], ...] = (_whole, _words, _people)


class _Promises:
    """Collects the differences, and what stays."""

    def __init__(self, now: Sequence[PromiseNow], today: date) -> None:
        self.differences: list[Difference] = []
        self.staying: list[str] = []
        self._now, self._today = [one for one in now if not one.opened_by_advice], today

    def compare(self, before: list[_Told], after: list[_Told]) -> None:
        of_book = self._paired_with_book(before)
        kept = {pair.left: pair.right for pair in of_book if pair.left is not None}
        self._by_hand = [pair.right for pair in of_book if pair.left is None and pair.right is not None]
        for pair in paired(before, after, _text_keys()):
            if pair.left is None:
                assert pair.right is not None
                self._add(pair.right)
            else:
                self._settle(pair.left, kept[pair.left], pair.right)

    def _paired_with_book(self, before: list[_Told]) -> list[Pair[_Told, PromiseNow]]:
        keys = [(_of_told(key), _of_book(key)) for key in _KEYS]
        return paired(before, self._now, keys)

    def _add(self, new: _Told) -> None:
        """Unless it was added by hand already."""
        same = next((one for one in self._by_hand if _whole(one.facts) == _whole(new.facts)), None)
        if same is not None:
            self._by_hand.remove(same)
            return
        about = f"New, for {wording.day(new.promise.due, self._today)}" if new.promise.due else "New, no date"
        self._offer(about, wording.promised(new.promise), PromiseAdded(new.promise))

    def _settle(self, old: _Told, now: PromiseNow | None, new: _Told | None) -> None:
        if now is None:  # taken out by hand
            if new is not None and new.facts != old.facts:
                self._add(new)
            return
        if new is not None and now.facts == new.facts:
            return
        by_hand = now.facts != old.facts
        if by_hand or (now.is_touched and (new is None or new.facts != old.facts)):
            self.staying.append(f"“{now.title}”{_STATES.get(now.state, '')}")
        elif new is None:
            self._offer(now.title, "No longer in the text: it would be taken out", PromiseGone(now.id))
        else:
            words = wording.changed_promise(old.promise, new.promise, self._today)
            self._offer(now.title, words, PromiseChanged(now.id, new.promise))

    def _offer(self, about: str, words: str, change: PromiseAdded | PromiseChanged | PromiseGone) -> None:
        self.differences.append(Difference(about, words, change))


def compare_promises(
    now: Sequence[PromiseNow], before: Sequence[DraftPromise], after: Sequence[DraftPromise], today: date
) -> Comparison:
    found = _Promises(now, today)
    found.compare(list(_told(before)), list(_told(after)))
    return Comparison(tuple(found.differences), tuple(found.staying))


def _told(promises: Sequence[DraftPromise]) -> Iterator[_Told]:
    for one in promises:
        yield _Told(PromiseFacts.of(one), one)


def _text_keys() -> list[tuple[Callable[[_Told], Hashable], Callable[[_Told], Hashable]]]:
    return [(_of_told(key), _of_told(key)) for key in _KEYS]


def _of_told(key: Callable[[PromiseFacts], Hashable | None]) -> Callable[[_Told], Hashable | None]:
    return lambda one: key(one.facts)


def _of_book(key: Callable[[PromiseFacts], Hashable | None]) -> Callable[[PromiseNow], Hashable | None]:
    return lambda one: key(one.facts)
