"""Compares the asks of a meeting with those of its corrected text."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass

from crm.capture.draft import DraftAsk
from crm.meetings.reading_again import wording
from crm.meetings.reading_again.difference import AskAdded, AskChanged, AskGone, Comparison, Difference
from crm.meetings.reading_again.meeting_now import AskFacts, AskNow
from crm.meetings.reading_again.three_sides import paired
from crm.text.folding import fold

_Key = Callable[[AskFacts], Hashable]


@dataclass(frozen=True, slots=True, eq=False)
class _Told:
    facts: AskFacts
    ask: DraftAsk


def _whole(facts: AskFacts) -> Hashable:
    return facts.person, facts.asked, fold(facts.words)


_KEYS: tuple[_Key, ...] = (_whole, lambda facts: facts.person, lambda facts: fold(facts.words))


def compare_asks(now: Sequence[AskNow], before: Sequence[DraftAsk], after: Sequence[DraftAsk]) -> Comparison:
    old, new = list(_told(before)), list(_told(after))
    meant = {_whole(one.facts) for one in old}
    now = [one for one in now if one.is_of_meeting or _whole(one.facts) in meant]
    of_book = paired(old, now, [(_of_told(key), _of_book(key)) for key in _KEYS])
    kept = {pair.left: pair.right for pair in of_book if pair.left is not None}
    by_hand = {_whole(pair.right.facts) for pair in of_book if pair.left is None and pair.right is not None}
    differences: list[Difference] = []
    staying: list[str] = []
    for pair in paired(old, new, [(_of_told(key), _of_told(key)) for key in _KEYS]):
        in_book = kept[pair.left] if pair.left is not None else None
        if pair.left is None or in_book is None:
            is_news = pair.right is not None and (pair.left is None or pair.left.facts != pair.right.facts)
            if is_news and pair.right is not None and _whole(pair.right.facts) not in by_hand:
                differences.append(Difference("New", _words(pair.right.ask), AskAdded(pair.right.ask)))
        elif pair.right is None or pair.right.facts != in_book.facts:
            _settle(in_book, pair.left, pair.right, differences, staying)
    return Comparison(tuple(differences), tuple(staying))


def _settle(
    now: AskNow, old: _Told, new: _Told | None, differences: list[Difference], staying: list[str]
) -> None:
    if now.facts != old.facts or (now.is_touched and (new is None or new.facts != old.facts)):
        staying.append(f"the ask {wording.quoted(now.facts.words)}")
    elif new is None:
        words = "No longer in the text: it would be taken out"
        differences.append(Difference(_words(old.ask), words, AskGone(now.id)))
    elif new.facts != old.facts:
        words = f"Becomes: {_words(new.ask)}"
        differences.append(Difference(_words(old.ask), words, AskChanged(now.id, new.ask)))


def _told(asks: Sequence[DraftAsk]) -> Iterator[_Told]:
    for one in asks:
        yield _Told(AskFacts.of(one), one)


def _of_told(key: _Key) -> Callable[[_Told], Hashable]:
    return lambda one: key(one.facts)


def _of_book(key: _Key) -> Callable[[AskNow], Hashable]:
    return lambda one: key(one.facts)


def _words(one: DraftAsk) -> str:
    return f"{'I asked' if one.asked else 'To ask'} {one.person.name}: {one.words}"
