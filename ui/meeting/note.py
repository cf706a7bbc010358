"""The note of a meeting: Markdown, saved on leaving as one step; a draft keeps what is being typed."""

from PySide6.QtWidgets import QWidget

from crm.meetings.whole_meeting import WholeMeeting
from ui.field_draft import FieldDraft
from ui.meeting.meeting_edits import MeetingEdits
from ui.widgets.labels import PlainLabel, section
from ui.widgets.layout import column, row
from ui.widgets.links import open_link
from ui.widgets.markdown_edit import MarkdownEdit


class MeetingNote(QWidget):
    def __init__(self, edits: MeetingEdits, parent: QWidget | None = None):
        super().__init__(parent)
        self._edits = edits
        self.field = MarkdownEdit("Note", "What was said")
        self.field.edited_text.connect(self._save)
        self.field.link_opened.connect(self._open_link)
        self.problem = PlainLabel("", "error", wrap=True)
        self.problem.hide()
        self.field.taken_back.connect(self.problem.hide)
        self.draft = FieldDraft(self.field, edits.context.drafts, "Leaving the field keeps it, Esc drops it.")
        heading = row(section("Note"), PlainLabel("Markdown, kept as you type it", "caption"), gap=8)
        heading.addStretch(1)
        inside = column(gap=6)
        inside.addLayout(heading)
        for widget in (self.field, self.draft.offer, self.problem):
            inside.addWidget(widget)
        self.setLayout(inside)

    def show_meeting(self, meeting: WholeMeeting) -> None:
        if self.problem.isHidden():
            self.draft.show(f"note of meeting {meeting.uid}", meeting.note)

    def _save(self, text: str) -> None:
        self.draft.secure()
        outcome = self._edits.set("note", text)
        if outcome:
            self.draft.settle()
        else:
            self.field.refuse()
        self.problem.setText("" if outcome else str(outcome.refused))
        self.problem.setVisible(not outcome)

    def _open_link(self, target: str) -> None:
        if message := open_link(target):
            self._edits.context.show_message(message)
