"""Compares the advice of a meeting with that of its corrected text."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass

from crm.capture.draft import DraftAdvice
from crm.meetings.reading_again import wording
from crm.meetings.reading_again.difference import (
    AdviceAdded,
    AdviceChanged,
    AdviceGone,
    Comparison,
    Difference,
)
from crm.meetings.reading_again.meeting_now import AdviceFacts, AdviceNow
from crm.meetings.reading_again.three_sides import paired
from crm.text.folding import fold

_Key = Callable[[AdviceFacts], Hashable]


@dataclass(frozen=True, slots=True, eq=False)
class _Told:
    facts: AdviceFacts
    advice: DraftAdvice


_KEYS: tuple[_Key, ...] = (
    lambda facts: (facts.direction, facts.person, fold(facts.words)),
    lambda facts: (facts.direction, facts.person),
    lambda facts: (facts.direction, fold(facts.words)),
)


def compare_advice(
    now: Sequence[AdviceNow], before: Sequence[DraftAdvice], after: Sequence[DraftAdvice]
) -> Comparison:
    old, new = list(_told(before)), list(_told(after))
    of_book = paired(old, now, [(_of_told(key), _of_book(key)) for key in _KEYS])
    kept = {pair.left: pair.right for pair in of_book if pair.left is not None}
    by_hand = {pair.right.facts for pair in of_book if pair.left is None and pair.right is not None}
    differences: list[Difference] = []
    staying: list[str] = []
    for pair in paired(old, new, [(_of_told(key), _of_told(key)) for key in _KEYS]):
        in_book = kept[pair.left] if pair.left is not None else None
        if pair.left is None or in_book is None:
            is_news = pair.right is not None and (pair.left is None or pair.left.facts != pair.right.facts)
            if is_news and pair.right is not None and pair.right.facts not in by_hand:
                differences.append(
                    Difference("New", _words(pair.right.advice), AdviceAdded(pair.right.advice))
                )
        elif pair.right is None or pair.right.facts != in_book.facts:
            _settle(in_book, pair.left, pair.right, differences, staying)
    return Comparison(tuple(differences), tuple(staying))


def _settle(
    now: AdviceNow, old: _Told, new: _Told | None, differences: list[Difference], staying: list[str]
) -> None:
    if now.facts != old.facts or (now.is_touched and (new is None or new.facts != old.facts)):
        staying.append(f"the advice {wording.quoted(now.facts.words)}")
    elif new is None:
        words = "No longer in the text: it would be taken out"
        differences.append(Difference(_words(old.advice), words, AdviceGone(now.id)))
    elif new.facts != old.facts:
        words = f"Becomes: {_words(new.advice)}"
        differences.append(Difference(_words(old.advice), words, AdviceChanged(now.id, new.advice)))


def _told(advice: Sequence[DraftAdvice]) -> Iterator[_Told]:
    for one in advice:
        yield _Told(AdviceFacts.of(one), one)


def _of_told(key: _Key) -> Callable[[_Told], Hashable]:
    return lambda one: key(one.facts)


def _of_book(key: _Key) -> Callable[[AdviceNow], Hashable]:
    return lambda one: key(one.facts)


def _words(one: DraftAdvice) -> str:
    verb = f"{one.person.name} advised" if one.direction == "received" else f"I advised {one.person.name}"
    return f"{verb}: {one.words}"
