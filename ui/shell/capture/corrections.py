"""What the user corrected in a draft; applied again to each new draft while the text goes on growing. No Qt here."""

from dataclasses import dataclass, field
from datetime import date

from crm.capture.draft import Draft, DraftAdvice, DraftAsk, DraftPromise, DraftTopic


@dataclass(slots=True)
class Corrections:
    """`people`: a name as typed -> its person's id, or None for someone new; `understand` takes them as they are.

    `due` and `dropped` go by the keys of lines.
    """

    kind: str = ""
    on: date | None = None
    place: str | None = None
    people: dict[str, int | None] = field(default_factory=dict)
    due: dict[str, date | None] = field(default_factory=dict)
    dropped: set[str] = field(default_factory=set)

    def apply(self, draft: Draft, today: date) -> Draft:
        self._correct_meeting(draft, today)
        for promise in draft.promises:
            key = key_of(promise)
            if key in self.due:
                promise.due, promise.due_said = self.due[key], self.due[key] is not None
        self._drop(draft)
        return draft

    def _correct_meeting(self, draft: Draft, today: date) -> None:
        meeting = draft.meeting
        if meeting is None:
            return
        meeting.kind = self.kind or meeting.kind
        if self.on is not None:
            meeting.on = self.on
            meeting.state = "planned" if self.on > today else "happened"
        if self.place is not None:
            meeting.place = self.place

    def _drop(self, draft: Draft) -> None:
        """What is taken out stays as note: nothing that was typed is lost."""
        taken = [one.what for one in draft.promises if key_of(one) in self.dropped]
        taken += [one.topic for one in draft.topics if key_of(one) in self.dropped]
        taken += [one.words for one in draft.advice if key_of(one) in self.dropped]
        draft.promises = [one for one in draft.promises if key_of(one) not in self.dropped]
        draft.topics = [one for one in draft.topics if key_of(one) not in self.dropped]
        draft.advice = [one for one in draft.advice if key_of(one) not in self.dropped]
        draft.asks = [
            one for one in draft.asks if key_of(one) not in self.dropped
        ]  # their words are in the note
        if taken and draft.meeting is not None:
            draft.meeting.note = "\n".join(filter(None, [draft.meeting.note, *taken]))
        if taken:
            draft.note = "\n".join(filter(None, [draft.note, *taken]))


def key_of(line: DraftPromise | DraftTopic | DraftAdvice | DraftAsk) -> str:
    """What makes a line the same while the text around it changes."""
    if isinstance(line, DraftPromise):
        return f"promise {line.kind} {line.what}"
    if isinstance(line, DraftTopic):
        return f"topic {line.kind} {line.topic}"
    if isinstance(line, DraftAsk):
        return f"ask {line.words}"
    return f"advice {line.direction} {line.words}"
