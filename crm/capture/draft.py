"""Result of parsing a text: a draft for the user to correct, then logged as one step."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Span:
    """Range of the text in code points, end excluded. `kind` selects the underline."""

    start: int
    end: int
    # meeting | date | place | person | new | assumed | ambiguous | promise | topic | advice | clause
    kind: str


@dataclass(slots=True)
class NamedPerson:
    """A person named in the text. `person_id` is None for new and ambiguous people; candidates are (id, name), best first."""

    name: str  # the book's full name where known, else as typed
    typed: str
    status: str  # known | assumed | new | ambiguous
    person_id: int | None = None
    candidates: list[tuple[int, str]] = field(default_factory=list)


@dataclass(slots=True)
class DraftMeeting:
    kind: str
    state: str  # planned | happened
    on: date
    at: str | None = None
    place: str = ""
    people: list[NamedPerson] = field(default_factory=list)
    note: str = ""
    direction: str = "both"
    span: Span | None = field(default=None, compare=False)  # the clause it was parsed from, as below
    title: str = ""  # of an event: "spring fair"
    day_said: bool = field(default=False, compare=False)  # False: `on` is what goes without saying


@dataclass(slots=True)
class DraftPromise:
    kind: str
    by: NamedPerson | None  # None: the user
    people: list[NamedPerson]  # without the promiser; for an introduction its two sides
    what: str
    due: date | None
    due_said: bool = False
    span: Span | None = field(default=None, compare=False)
    introduced: list[NamedPerson] = field(default_factory=list)  # thanks are due for the introduction to them


@dataclass(slots=True)
class DraftTopic:
    person: NamedPerson
    kind: str  # looking_for | can_help_with | cares_about
    topic: str
    span: Span | None = field(default=None, compare=False)


@dataclass(slots=True)
class DraftAdvice:
    direction: str  # received | given
    person: NamedPerson
    words: str
    applies: str = ""  # what it means for the user, or what they meant to do
    span: Span | None = field(default=None, compare=False)
    try_by: date | None = None


@dataclass(slots=True)
class DraftAsk:
    """A request made by the user or, if not `asked`, one they intend to make."""

    person: NamedPerson
    words: str
    asked: bool
    span: Span | None = field(default=None, compare=False)


@dataclass(slots=True)
class Draft:
    """Everything parsed from a text. `note` is the remaining text: of the meeting or, without one, of the people."""

    text: str
    people: list[NamedPerson] = field(default_factory=list)
    meeting: DraftMeeting | None = None
    promises: list[DraftPromise] = field(default_factory=list)
    topics: list[DraftTopic] = field(default_factory=list)
    advice: list[DraftAdvice] = field(default_factory=list)
    asks: list[DraftAsk] = field(default_factory=list)
    note: str = ""
    spans: list[Span] = field(default_factory=list)

    @property
    def ambiguous(self) -> list[NamedPerson]:
        return [one for one in self.people if one.status == "ambiguous"]
