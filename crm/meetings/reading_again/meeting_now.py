"""A meeting and what came of it, in the shape in which it is compared with a text. Plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from crm.capture.draft import DraftAdvice, DraftAsk, DraftPromise, DraftTopic, NamedPerson
from crm.text.folding import fold

PersonKey: TypeAlias = int | str
"""The id of a person of the book; of a name that nobody there has, the folded name."""


def person_key(person: NamedPerson) -> PersonKey:
    return person.person_id if person.person_id is not None else fold(person.name)


@dataclass(frozen=True, slots=True)
class PromiseFacts:
    """`by` is None for the user."""

    kind: str
    by: PersonKey | None
    people: tuple[PersonKey, ...]
    what: str
    due: date | None

    @classmethod
    def of(cls, one: DraftPromise) -> "PromiseFacts":
        people = dict.fromkeys(map(person_key, one.people))
        by = None if one.by is None else person_key(one.by)
        return cls(one.kind, by, tuple(people), one.what.strip(), one.due)


@dataclass(frozen=True, slots=True)
class TopicFacts:
    person: PersonKey
    kind: str
    topic: str

    @classmethod
    def of(cls, one: DraftTopic) -> "TopicFacts":
        return cls(person_key(one.person), one.kind, fold(one.topic))


@dataclass(frozen=True, slots=True)
class AdviceFacts:
    direction: str
    person: PersonKey
    words: str

    @classmethod
    def of(cls, one: DraftAdvice) -> "AdviceFacts":
        return cls(one.direction, person_key(one.person), one.words.strip())


@dataclass(frozen=True, slots=True)
class PromiseNow:
    """`is_touched`: kept, released, waiting, or with anything that came of it."""

    id: int
    facts: PromiseFacts
    title: str
    state: str = "open"
    is_touched: bool = False
    opened_by_advice: bool = False


@dataclass(frozen=True, slots=True)
class TopicNow:
    id: int
    facts: TopicFacts
    words: str


@dataclass(frozen=True, slots=True)
class AdviceNow:
    """`is_touched`: what of it applies, whether it was tried, or what came of it is noted."""

    id: int
    facts: AdviceFacts
    is_touched: bool = False


@dataclass(frozen=True, slots=True)
class AskFacts:
    """`asked`: made, not only meant."""

    person: PersonKey
    words: str
    asked: bool

    @classmethod
    def of(cls, one: DraftAsk) -> "AskFacts":
        return cls(person_key(one.person), one.words.strip(), one.asked)


@dataclass(frozen=True, slots=True)
class AskNow:
    """`is_touched`: answered, or prepared further. A draft is not `is_of_meeting`."""

    id: int
    facts: AskFacts
    is_touched: bool
    is_of_meeting: bool


@dataclass(frozen=True, slots=True)
class MeetingNow:
    """`names` are full names by person id; `known_topics` all topics of these people, of whatever meeting."""

    kind: str
    on: date
    at: str | None
    place: str
    direction: str
    note: str
    people: tuple[int, ...]
    names: Mapping[int, str]
    promises: tuple[PromiseNow, ...] = ()
    topics: tuple[TopicNow, ...] = ()
    advice: tuple[AdviceNow, ...] = ()
    asks: tuple[AskNow, ...] = ()
    known_topics: frozenset[TopicFacts] = field(default_factory=frozenset)
