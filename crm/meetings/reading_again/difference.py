"""A difference between a meeting and its corrected text: what it would change, and the words for it."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeAlias

from crm.capture.draft import DraftAdvice, DraftAsk, DraftPromise, DraftTopic, NamedPerson


class FieldChanged(NamedTuple):
    """`field` is a column of the meeting."""

    field: str
    value: str | date | None


class PersonAdded(NamedTuple):
    person: NamedPerson


class PersonLeft(NamedTuple):
    person_id: int


class PromiseAdded(NamedTuple):
    promise: DraftPromise


class PromiseChanged(NamedTuple):
    promise_id: int
    promise: DraftPromise


class PromiseGone(NamedTuple):
    promise_id: int


class TopicAdded(NamedTuple):
    topic: DraftTopic


class TopicChanged(NamedTuple):
    topic_id: int
    topic: DraftTopic


class TopicGone(NamedTuple):
    topic_id: int


class AdviceAdded(NamedTuple):
    advice: DraftAdvice


class AdviceChanged(NamedTuple):
    advice_id: int
    advice: DraftAdvice


class AdviceGone(NamedTuple):
    advice_id: int


class AskAdded(NamedTuple):
    ask: DraftAsk


class AskChanged(NamedTuple):
    ask_id: int
    ask: DraftAsk


class AskGone(NamedTuple):
    ask_id: int


Change: TypeAlias = (
    FieldChanged
    | PersonAdded
    | PersonLeft
    | PromiseAdded
    | PromiseChanged
    | PromiseGone
    | TopicAdded
    | TopicChanged
    | TopicGone
    | AdviceAdded
    | AdviceChanged
    | AdviceGone
    | AskAdded
    | AskChanged
    | AskGone
)


@dataclass(frozen=True, slots=True)
class Difference:
    """`about` is the small line of its card ("Send Ana Ruiz the pricing article"), `words` say what would change."""

    about: str
    words: str
    change: Change


@dataclass(frozen=True, slots=True)
class Comparison:
    """`staying` names what differs from the text and stays: "the note you wrote by hand"."""

    differences: tuple[Difference, ...] = ()
    staying: tuple[str, ...] = ()
