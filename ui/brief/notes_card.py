"""The card for writing during the meeting: saved as the meeting's note on leaving, as one step."""

from crm.briefs.brief import Brief
from crm.briefs.sections import notes_hint
from ui.brief.prepared_cards import caption, set_field
from ui.context import Context
from ui.kept_field import KeptField
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import Card
from ui.widgets.long_text import LongText


class NotesCard(Card):
    def __init__(self, context: Context):
        super().__init__(padding=(6, 12))
        self._context = context
        self._meeting_id = 0
        self.kept = KeptField(context, LongText("Notes", "Write here during the coffee", least=6, most=24))
        self.field = self.kept.field
        self.field.setProperty("flat", "true")
        self.kept.changed.connect(self._save)
        self.body.addLayout(caption(PlainLabel("Notes", "caption")))
        self.body.addWidget(self.kept)
        self.body.addStretch(1)

    def show_brief(self, brief: Brief) -> None:
        assert brief.meeting is not None
        self._meeting_id = brief.meeting.id
        self.field.setPlaceholderText(notes_hint(brief.meeting.kind))
        self.kept.show_text(f"note of meeting {brief.meeting.uid}", brief.meeting.note)

    def _save(self, text: str) -> None:
        self.kept.settle(set_field(self._context, self._meeting_id, "note", text))
