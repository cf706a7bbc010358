"""Compares things of one kind, such as advice or asks, in the text once typed, in the book, and in the corrected text."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from crm.meetings.reading_again import wording
from crm.meetings.reading_again.difference import Change, Comparison, Difference
from crm.meetings.reading_again.three_sides import paired


class HasWords(Protocol):
    @property
    def words(self) -> str: ...


Facts = TypeVar("Facts", bound=HasWords)
FactsOfBook = TypeVar("FactsOfBook", covariant=True)
Drafted = TypeVar("Drafted")


class InBook(Protocol[FactsOfBook]):
    """`is_touched`: something was noted about it since, so that it is not changed unasked."""

    @property
    def id(self) -> int: ...
    @property
    def facts(self) -> FactsOfBook: ...
    @property
    def is_touched(self) -> bool: ...


@dataclass(frozen=True, slots=True, eq=False)
class Said(Generic[Facts, Drafted]):
    """What a text says of one thing."""

    facts: Facts
    drafted: Drafted


@dataclass(frozen=True, slots=True)
class SaidKind(Generic[Facts, Drafted]):
    """How things of this kind are recognised and named. The first of `keys` is what they are as a whole."""

    noun: str
    keys: tuple[Callable[[Facts], Hashable], ...]
    facts_of: Callable[[Drafted], Facts]
    words: Callable[[Drafted], str]
    added: Callable[[Drafted], Change]
    changed: Callable[[int, Drafted], Change]
    gone: Callable[[int], Change]

    def said(self, drafts: Sequence[Drafted]) -> list[Said[Facts, Drafted]]:
        return [Said(self.facts_of(one), one) for one in drafts]


def compare_said(
    kind: SaidKind[Facts, Drafted],
    now: Sequence[InBook[Facts]],
    before: Sequence[Drafted],
    after: Sequence[Drafted],
) -> Comparison:
    """What the corrected text would change, and what stays as it was put right by hand."""
    old, new = kind.said(before), kind.said(after)
    whole = kind.keys[0]
    of_book = paired(old, now, [(_of_said(key), _of_book(key)) for key in kind.keys])
    kept = {pair.left: pair.right for pair in of_book if pair.left is not None}
    by_hand = {whole(pair.right.facts) for pair in of_book if pair.left is None and pair.right is not None}
    differences: list[Difference] = []
    staying: list[str] = []
    for pair in paired(old, new, [(_of_said(key), _of_said(key)) for key in kind.keys]):
        in_book = kept[pair.left] if pair.left is not None else None
        if pair.left is None or in_book is None:
            is_news = pair.right is not None and (pair.left is None or pair.left.facts != pair.right.facts)
            if is_news and pair.right is not None and whole(pair.right.facts) not in by_hand:
                drafted = pair.right.drafted
                differences.append(Difference("New", kind.words(drafted), kind.added(drafted)))
        elif pair.right is None or pair.right.facts != in_book.facts:
            _settle(kind, in_book, pair.left, pair.right, differences, staying)
    return Comparison(tuple(differences), tuple(staying))


def _settle(
    kind: SaidKind[Facts, Drafted],
    now: InBook[Facts],
    old: Said[Facts, Drafted],
    new: Said[Facts, Drafted] | None,
    differences: list[Difference],
    staying: list[str],
) -> None:
    title = kind.words(old.drafted)
    if now.facts != old.facts or (now.is_touched and (new is None or new.facts != old.facts)):
        staying.append(f"the {kind.noun} {wording.quoted(now.facts.words)}")
    elif new is None:
        words = "No longer in the text: it would be taken out"
        differences.append(Difference(title, words, kind.gone(now.id)))
    elif new.facts != old.facts:
        words = f"Becomes: {kind.words(new.drafted)}"
        differences.append(Difference(title, words, kind.changed(now.id, new.drafted)))


def _of_said(key: Callable[[Facts], Hashable]) -> Callable[[Said[Facts, Drafted]], Hashable]:
    return lambda one: key(one.facts)


def _of_book(key: Callable[[Facts], Hashable]) -> Callable[[InBook[Facts]], Hashable]:
    return lambda one: key(one.facts)
