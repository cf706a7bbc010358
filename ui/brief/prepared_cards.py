"""The cards of what is prepared: purpose and questions; the answer to "what can I do for you?" and what one can offer."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from crm import settings
from crm.asks.answers import check_answer
from crm.briefs.brief import Brief, MeetingAhead
from crm.briefs.sections import found_offers, want_heading
from crm.meetings.meeting_lines import OFFER, QUESTION
from crm.text.assignments import Assignment
from crm.things.key import Key
from ui import use_cases
from ui.action_result import ActionResult
from ui.context import Context
from ui.kept_field import KeptField
from ui.theme.look import look
from ui.widgets.buttons import IconLabel
from ui.widgets.chips import Chip
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import Card, clear, column, row
from ui.widgets.wrapped_field import WrappedField
from ui.written_lines import WrittenLines

_ICONS = {"item": "link", "introduction": "spline"}
_PADDING = (6, 12)
INDENT = 10  # of the text inside a field, so that labels stand above it


def caption(label: PlainLabel) -> QHBoxLayout:
    """A label above the text of a field."""
    line = row(label, margins=(INDENT, 0, INDENT, 0))
    line.setStretch(0, 1)
    return line


def set_field(context: Context, meeting_id: int, field: str, value: str) -> ActionResult[object]:
    """One field of the meeting, as one step. A refusal is left to the caller."""
    change = Assignment(field, "=", value)
    return context.attempt(use_cases.things.one.edit, Key("meeting", meeting_id), [change])


class PurposeCard(Card):
    def __init__(self, context: Context):
        super().__init__(padding=_PADDING)
        self._context = context
        self._meeting: MeetingAhead | None = None
        self._heading = PlainLabel("Purpose", "caption")
        asked = "What would make this hour worth it for both of you?"
        self.purpose = KeptField(context, WrappedField("Purpose", asked))
        self.purpose.field.setProperty("weight", "strong")
        self.purpose.changed.connect(self._save)
        self.questions = WrittenLines(context, QUESTION)
        self.body.setSpacing(look.px(2))
        self.body.addLayout(caption(self._heading))
        self.body.addWidget(self.purpose)
        self.body.addSpacing(look.px(10))
        self.body.addLayout(caption(PlainLabel("Questions", "caption")))
        self.body.addWidget(self.questions)
        self.body.addStretch(1)

    def show_brief(self, brief: Brief) -> None:
        assert brief.meeting is not None
        meeting = self._meeting = brief.meeting
        self._heading.setText("Title" if meeting.is_imported else "Purpose")
        self.purpose.show_text(f"purpose of meeting {meeting.uid}", meeting.purpose)
        self.questions.show_lines(meeting.id, meeting.uid, brief.questions)

    def _save(self, text: str) -> None:
        assert self._meeting is not None
        stored = self._meeting.stored_purpose(text)
        self.purpose.settle(set_field(self._context, self._meeting.id, "purpose", stored))


class WantCard(Card):
    """The standing answer is shown until the meeting has one of its own; the same words again are the standing one."""

    def __init__(self, context: Context):
        super().__init__(padding=_PADDING)
        self._context = context
        self._meeting_id = 0
        self._heading = PlainLabel("", "caption", wrap=True)
        field = WrappedField("What they can do for you", "One thing, in a sentence or two")
        self.want = KeptField(context, field)
        self.want.changed.connect(self._save)
        self.want.field.textChanged.connect(self._show_check)
        self.specific = Chip("specific", "good")
        self.vague = PlainLabel("", "caption", wrap=True)
        self.standing = PlainLabel("Your standing answer; it is in the settings.", "caption", wrap=True)
        self.own = WrittenLines(context, OFFER)
        self._found = column(gap=6)
        self._lay_out()

    def _lay_out(self) -> None:
        self.body.setSpacing(look.px(2))
        chip = row(self.specific, margins=(INDENT, 2, 0, 2))
        chip.addStretch(1)
        self.body.addLayout(caption(self._heading))
        self.body.addWidget(self.want)
        self.body.addLayout(chip)
        lines = column(self.vague, self.standing, gap=2, margins=(INDENT, 0, INDENT, 0))
        self.body.addLayout(lines)
        self.body.addSpacing(look.px(10))
        self.body.addLayout(caption(PlainLabel("What you can offer", "caption")))
        holder = column(gap=0, margins=(INDENT, 6, INDENT, 4))
        holder.addLayout(self._found)
        self.body.addLayout(holder)
        self.body.addWidget(self.own)
        self.body.addStretch(1)

    def show_brief(self, brief: Brief) -> None:
        assert brief.meeting is not None
        meeting = brief.meeting
        self._meeting_id = meeting.id
        self._heading.setText(want_heading(brief.attendees))
        self.want.show_text(f"want of meeting {meeting.uid}", brief.want)
        self.standing.setVisible(bool(brief.want) and not meeting.want)
        self.own.show_lines(meeting.id, meeting.uid, brief.own_offers)
        self._show_found(brief)
        self._show_check()

    def _show_found(self, brief: Brief) -> None:
        clear(self._found)
        for found in found_offers(brief):
            mark = IconLabel(_ICONS[found.kind], "text2", 16)
            line = row(mark, PlainLabel(found.words, "body", wrap=True), gap=8)
            line.setStretch(1, 1)
            line.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
            self._found.addLayout(line)

    def _show_check(self) -> None:
        found = check_answer(self.want.field.toPlainText())
        self.specific.setVisible(found.is_specific)
        self.vague.setText(found.vague)
        self.vague.setVisible(bool(found.vague))

    def _save(self, text: str) -> None:
        standing = settings.value(self._context.read, settings.OWNER_WANT)
        own = "" if text.split() == standing.split() else text
        self.want.settle(set_field(self._context, self._meeting_id, "want", own))
