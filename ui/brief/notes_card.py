"""The card for writing during the meeting: saved as the meeting's note on leaving, as one step."""

from crm.briefs.brief import Brief
from crm.briefs.sections import notes_hint
from ui.brief.prepared_cards import caption, set_field
from ui.context import Context
from ui.field_draft import FieldDraft
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import Card
from ui.widgets.long_text import LongText


class NotesCard(Card):
    def __init__(self, context: Context):
        super().__init__(padding=(6, 12))
        self._context = context
        self._meeting_id = 0
        self.field = LongText("Notes", "Write here during the coffee", least=6, most=24)
        self.field.setProperty("flat", "true")
        self.field.edited_text.connect(self._save)
        self.draft = FieldDraft(self.field, context.drafts, "Leaving the field keeps it, Esc drops it.")
        self.problem = PlainLabel("", "error", wrap=True)
        self.problem.hide()
        self.field.taken_back.connect(self.problem.hide)
        self.body.addLayout(caption(PlainLabel("Notes", "caption")))
        for widget in (self.field, self.draft.offer, self.problem):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def show_brief(self, brief: Brief) -> None:
        assert brief.meeting is not None
        self._meeting_id = brief.meeting.id
        self.field.setPlaceholderText(notes_hint(brief.meeting.kind))
        if self.problem.isHidden():
            self.draft.show(f"note of meeting {brief.meeting.uid}", brief.meeting.note)

    def _save(self, text: str) -> None:
        self.draft.secure()
        outcome = set_field(self._context, self._meeting_id, "note", text)
        if outcome:
            self.draft.settle()
        else:
            self.field.refuse()
        self.problem.setText("" if outcome else str(outcome.refused))
        self.problem.setVisible(not outcome)
