"""What a meeting is for, what an event is called, and for messages, e-mails and letters who wrote."""

from PySide6.QtWidgets import QWidget

from crm.meetings.event_purpose import join_purpose, split_purpose
from crm.meetings.whole_meeting import WholeMeeting
from ui import use_cases
from ui.action_result import ActionResult
from ui.kept_field import KeptField
from ui.meeting.meeting_edits import MeetingEdits
from ui.widgets.choice import ChipChoice
from ui.widgets.fields import InlineField
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import row

_WRITTEN = ("message", "email", "letter")
_DIRECTIONS = (("both", "both of us"), ("out", "I did"), ("in", "they did"))


class _OneLine(QWidget):
    """A field of one line with its label in front."""

    def __init__(self, edits: MeetingEdits, label: str, placeholder: str, parent: QWidget | None = None):
        super().__init__(parent)
        self._edits = edits
        self.kept = KeptField(edits.context, InlineField("", placeholder))
        self.field = self.kept.field
        self.field.setAccessibleName(label)
        self.kept.changed.connect(lambda text: self.kept.settle(self._save(text)))
        self._label = PlainLabel(label, "caption")
        line = row(self._label, self.kept, gap=8)
        line.setStretch(1, 1)
        self.setLayout(line)

    def _save(self, text: str) -> ActionResult[object]:
        raise NotImplementedError


class EventName(_OneLine):
    """Hidden for other kinds of meetings."""

    def __init__(self, edits: MeetingEdits, parent: QWidget | None = None):
        super().__init__(edits, "Name of the event", "Leith winter fair", parent)

    def show_meeting(self, meeting: WholeMeeting) -> None:
        self.setVisible(meeting.kind == "event")
        name = split_purpose(meeting.purpose).name if meeting.kind == "event" else ""
        self.kept.show_text(f"name of meeting {meeting.uid}", name)

    def _save(self, text: str) -> ActionResult[object]:
        assert self._edits.meeting is not None
        return self._edits.context.attempt(use_cases.events.preparing.rename, self._edits.meeting.id, text)


class PurposeField(_OneLine):
    def __init__(self, edits: MeetingEdits, parent: QWidget | None = None):
        super().__init__(edits, "Purpose", "what you meet for", parent)
        self._name: str | None = None  # of an event; it is kept when the purpose is edited

    def show_meeting(self, meeting: WholeMeeting) -> None:
        is_event = meeting.kind == "event"
        label = "Title" if meeting.is_imported and not is_event else "Purpose"
        self._label.setText(label)
        self.field.setAccessibleName(label)
        self._name = split_purpose(meeting.purpose).name if is_event else None
        shown = meeting.purpose if self._name is None else split_purpose(meeting.purpose).why
        self.kept.show_text(f"purpose of meeting {meeting.uid}", shown)

    def _save(self, text: str) -> ActionResult[object]:
        return self._edits.set("purpose", text if self._name is None else join_purpose(self._name, text))


class DirectionChoice(QWidget):
    """Hidden for kinds in which nobody writes."""

    def __init__(self, edits: MeetingEdits, parent: QWidget | None = None):
        super().__init__(parent)
        self._edits = edits
        self.choice = ChipChoice("Who wrote", _DIRECTIONS, "both", self._choose)
        line = row(PlainLabel("Who wrote", "caption"), self.choice, gap=10)
        line.setStretch(1, 1)
        self.setLayout(line)

    def show_meeting(self, meeting: WholeMeeting) -> None:
        self.setVisible(meeting.kind in _WRITTEN)
        self.choice.show_value(meeting.direction)

    def _choose(self, value: str) -> None:
        if not (outcome := self._edits.set("direction", value)):
            self._edits.context.show_message(str(outcome.refused))
