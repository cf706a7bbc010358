"""One correction of a draft: the parsed value it replaces, the new value, and the text range it applies to.
No Qt here.

It applies as long as the parser still finds the replaced value. A different value was typed later, and takes
precedence.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, Generic, TypeVar

from crm.capture.draft import Draft, DraftAdvice, DraftAsk, DraftPromise, DraftTopic
from crm.capture.names import key_of as name_key
from ui.shell.capture import line_text
from ui.shell.capture.edits import TrackedRange

Item = DraftPromise | DraftTopic | DraftAdvice | DraftAsk
T = TypeVar("T", bound=Item)


def key_of(line: Item) -> str:
    """Identifies a line while the text around it changes."""
    if isinstance(line, DraftPromise):
        return f"promise {line.kind} {line.what}"
    if isinstance(line, DraftTopic):
        return f"topic {line.kind} {line.topic}"
    if isinstance(line, DraftAsk):
        return f"ask {line.words}"
    return f"advice {line.direction} {line.words}"


Value = TypeVar("Value")


@dataclass(slots=True)
class Correction:
    """`apply` changes a parsed draft, and sets `holds` to whether the correction still applies."""

    text_range: TrackedRange
    holds: bool = field(default=True, init=False)

    @property
    def key(self) -> str:
        """A correction replaces an earlier one with the same key."""
        return type(self).__name__

    @property
    def changes(self) -> bool:
        """Whether it differs from what was parsed."""
        return True

    def apply(self, draft: Draft, today: date) -> None:
        raise NotImplementedError

    def words(self, today: date) -> str:
        raise NotImplementedError

    def _applies_to_meeting(self, draft: Draft) -> bool:
        return draft.meeting is not None and self.text_range.is_in(draft.meeting.span)


@dataclass(slots=True)
class _MeetingCorrection(Correction, Generic[Value]):
    """Another value of the field of the meeting that `FIELD` names."""

    was: Value
    now: Value
    FIELD: ClassVar[str]

    @property
    def changes(self) -> bool:
        return self.now != self.was

    def apply(self, draft: Draft, today: date) -> None:
        self.holds = self._applies_to_meeting(draft) and getattr(draft.meeting, self.FIELD) == self.was
        if self.holds:
            setattr(draft.meeting, self.FIELD, self.now)


@dataclass(slots=True)
class KindCorrection(_MeetingCorrection[str]):
    FIELD = "kind"

    def words(self, today: date) -> str:
        return f"{line_text.kind_words(self.now)}, not {_small(line_text.kind_words(self.was))}"


@dataclass(slots=True)
class DayCorrection(_MeetingCorrection[date]):
    FIELD = "on"

    def apply(self, draft: Draft, today: date) -> None:
        _MeetingCorrection.apply(self, draft, today)  # super() fails in a dataclass with slots
        if self.holds and draft.meeting is not None:
            draft.meeting.state = "planned" if self.now > today else "happened"

    def words(self, today: date) -> str:
        return f"{_capital(line_text.day_words(self.now, today))}, not {line_text.day_words(self.was, today)}"


@dataclass(slots=True)
class PlaceCorrection(_MeetingCorrection[str]):
    FIELD = "place"

    def words(self, today: date) -> str:
        if not self.now:
            return f"Not at {self.was}"
        return f"At {self.now}, not {self.was}" if self.was else f"At {self.now}"


@dataclass(slots=True)
class PersonCorrection(Correction):
    """`person_id` is None for a new person. Applied by the parser, which gets the chosen people."""

    typed: str
    person_id: int | None
    name: str

    @property
    def key(self) -> str:
        return f"person {name_key(self.typed)}"

    def apply(self, draft: Draft, today: date) -> None:
        self.holds = any(name_key(one.typed) == name_key(self.typed) for one in draft.people)

    def words(self, today: date) -> str:
        return f"{self.typed} is {self.name if self.person_id is not None else 'someone new'}"


@dataclass(slots=True)
class DueCorrection(Correction):
    of: str  # key of the corrected line
    what: str
    was: date | None
    now: date | None

    @property
    def changes(self) -> bool:
        return self.now != self.was

    @property
    def key(self) -> str:
        return f"due {self.of}"

    def apply(self, draft: Draft, today: date) -> None:
        line = _line(draft.promises, self.of, self.text_range)
        self.holds = line is not None and line.due == self.was
        if self.holds and line is not None:
            line.due, line.due_said = self.now, self.now is not None

    def words(self, today: date) -> str:
        due = "no date" if self.now is None else line_text.day_words(self.now, today)
        return f"“{self.what}”: {due}"


@dataclass(slots=True)
class RemovedLine(Correction):
    """A removed line becomes part of the note, so that nothing typed is lost."""

    of: str
    what: str
    name: str  # "no promise"

    @property
    def key(self) -> str:
        return f"dropped {self.of}"

    def apply(self, draft: Draft, today: date) -> None:
        found = [
            self._take(draft.promises),
            self._take(draft.topics),
            self._take(draft.advice),
            self._take(draft.asks),
        ]
        self.holds = any(found)
        # the note contains the text of asks already
        noted = [] if self.of.startswith("ask ") else [words for words in found if words]
        if noted and draft.meeting is not None:
            draft.meeting.note = "\n".join(filter(None, [draft.meeting.note, *noted]))
        if noted:
            draft.note = "\n".join(filter(None, [draft.note, *noted]))

    def words(self, today: date) -> str:
        return f"“{self.what}” is {self.name}"

    def _take(self, lines: list[T]) -> str:
        same = [one for one in lines if key_of(one).split(" ")[0] == self.of.split(" ")[0]]
        line = _line(same, self.of, self.text_range)
        if line is None:
            return ""
        lines[:] = [one for one in lines if one is not line]
        return text_of(line)


def text_of(line: Item) -> str:
    if isinstance(line, DraftPromise):
        return line.what
    return line.topic if isinstance(line, DraftTopic) else line.words


def _line(lines: Sequence[T], key: str, text_range: TrackedRange) -> T | None:
    """The line with that key in that range, or the only line there: its text may have grown since."""
    here = [one for one in lines if text_range.is_in(one.span)]
    same = [one for one in here if key_of(one) == key]
    return same[0] if same else here[0] if len(here) == 1 else None


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]
