"""The note of a meeting: Markdown, saved on leaving as one step; a draft keeps what is being typed."""

from PySide6.QtWidgets import QWidget

from crm.meetings.whole_meeting import WholeMeeting
from ui import use_cases
from ui.kept_field import KeptField
from ui.meeting.meeting_edits import MeetingEdits
from ui.widgets.labels import PlainLabel, section
from ui.widgets.layout import column, row
from ui.widgets.links import open_link
from ui.widgets.markdown_edit import MarkdownEdit


class MeetingNote(QWidget):
    def __init__(self, edits: MeetingEdits, parent: QWidget | None = None):
        super().__init__(parent)
        self._edits = edits
        self.kept = KeptField(edits.context, MarkdownEdit("Note", "What was said"))
        self.field, self.draft = self.kept.field, self.kept.draft
        self.kept.changed.connect(self._save)
        self.field.link_opened.connect(self._open_link)
        self.field.link_kept.connect(self._keep_link)
        heading = row(section("Note"), PlainLabel("Markdown, kept as you type it", "caption"), gap=8)
        heading.addStretch(1)
        inside = column(gap=6)
        inside.addLayout(heading)
        inside.addWidget(self.kept)
        self.setLayout(inside)

    def show_meeting(self, meeting: WholeMeeting) -> None:
        self.kept.show_text(f"note of meeting {meeting.uid}", meeting.note)

    def _save(self, text: str) -> None:
        self.kept.settle(self._edits.set("note", text))

    def _keep_link(self, target: str) -> None:
        context = self._edits.context
        outcome = context.do(use_cases.shelf.keeping.keep, target)
        if outcome and outcome.changes is None:
            context.show_message("That link is on the shelf already.")

    def _open_link(self, target: str) -> None:
        if message := open_link(target):
            self._edits.context.show_message(message)
