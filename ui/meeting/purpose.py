"""What a meeting is for, and for messages, e-mails and letters who wrote."""

from PySide6.QtWidgets import QWidget

from crm.meetings.event_purpose import join_purpose, split_purpose
from crm.meetings.whole_meeting import WholeMeeting
from ui.field_draft import FieldDraft
from ui.meeting.meeting_edits import MeetingEdits
from ui.widgets.choice import ChipChoice
from ui.widgets.fields import InlineField
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import column, row

_WRITTEN = ("message", "email", "letter")
_DIRECTIONS = (("both", "both of us"), ("out", "I did"), ("in", "they did"))


class PurposeField(QWidget):
    def __init__(self, edits: MeetingEdits, parent: QWidget | None = None):
        super().__init__(parent)
        self._edits = edits
        self._name: str | None = None  # of an event; it is kept when the purpose is edited
        self.field = InlineField("", "what you meet for")
        self.field.setAccessibleName("Purpose")
        self.field.edited_text.connect(self._save)
        self.draft = FieldDraft(self.field, edits.context.drafts, "Leaving the field keeps it, Esc drops it.")
        self._label = PlainLabel("Purpose", "caption")
        line = row(self._label, self.field, gap=8)
        line.setStretch(1, 1)
        inside = column(gap=2)
        inside.addLayout(line)
        inside.addWidget(self.draft.offer)
        self.setLayout(inside)

    def show_meeting(self, meeting: WholeMeeting) -> None:
        self._label.setText("Title" if meeting.is_imported else "Purpose")
        self._name = split_purpose(meeting.purpose).name if meeting.kind == "event" else None
        shown = meeting.purpose if self._name is None else split_purpose(meeting.purpose).why
        self.draft.show(f"purpose of meeting {meeting.uid}", shown)

    def _save(self, text: str) -> None:
        self.draft.secure()
        purpose = text if self._name is None else join_purpose(self._name, text)
        outcome = self._edits.set("purpose", purpose)
        if outcome:
            self.draft.settle()
        else:
            self.field.refuse()
            self._edits.context.show_message(str(outcome.refused))


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
