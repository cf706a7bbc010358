"""The meeting as one sentence, each part edited where it stands: "Coffee on Friday 20 November at 10:30, Blue Bottle"."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QWidget

from crm.meetings.meeting_names import KIND_NAMES
from crm.meetings.whole_meeting import WholeMeeting
from crm.text.days_in_words import heading
from ui.field_draft import FieldDraft
from ui.meeting.meeting_edits import MeetingEdits
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import Flow, column
from ui.widgets.phrase_field import PhraseField

KINDS = (
    "coffee",
    "call",
    "video call",
    "meal",
    "walk",
    "visit",
    "event",
    "message",
    "e-mail",
    "letter",
    "meeting",
)
_KIND_WORDS = {words: kind for kind, words in KIND_NAMES.items()}
_PARTS = (
    ("kind", "Kind of meeting", "kind"),
    ("on", "Day", "day"),
    ("at", "Time", "time"),
    ("place", "Place", "place"),
)
_BEFORE = {"on": " on ", "at": " at ", "place": ", "}


class MeetingSentence(QWidget):
    """A refused text stays in its part, with the reason below."""

    def __init__(self, edits: MeetingEdits, parent: QWidget | None = None):
        super().__init__(parent)
        self._edits = edits
        self.fields: dict[str, PhraseField] = {}
        self._drafts: dict[str, FieldDraft] = {}
        self.problem = PlainLabel("", "error", wrap=True)
        self.problem.hide()
        line = Flow(gap=0)
        for name, spoken, hint in _PARTS:
            if name in _BEFORE:
                line.flow.addWidget(PlainLabel(_BEFORE[name], "input"))
            line.flow.addWidget(self._field(name, spoken, hint))
        self._offer_kinds()
        offers = [draft.offer for draft in self._drafts.values()]
        self.setLayout(column(line, *offers, self.problem, gap=4))

    def show_meeting(self, meeting: WholeMeeting, today: date) -> None:
        texts = {
            "kind": _capital(KIND_NAMES.get(meeting.kind, meeting.kind)),
            "on": day_text(meeting.on, today),
            "at": meeting.at or "",
            "place": meeting.place,
        }
        for name, text in texts.items():
            self._drafts[name].show(f"{name} of meeting {meeting.uid}", text)

    def show_problem(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    def _field(self, name: str, spoken: str, hint: str) -> PhraseField:
        field = self.fields[name] = PhraseField(spoken, hint)
        self._drafts[name] = FieldDraft(
            field, self._edits.context.drafts, "Leaving the field keeps it, Esc drops it."
        )
        field.edited_text.connect(partial(self._save, name))
        field.taken_back.connect(lambda: self.show_problem(""))
        return field

    def _offer_kinds(self) -> None:
        completer = QCompleter([_capital(one) for one in KINDS], self.fields["kind"])
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        self.fields["kind"].setCompleter(completer)

    def _save(self, name: str, text: str) -> None:
        draft = self._drafts[name]
        draft.secure()
        value = _KIND_WORDS.get(text.strip().lower(), text) if name == "kind" else text
        outcome = self._edits.set(name, value)
        if outcome:
            draft.settle()
        else:
            self.fields[name].refuse()
        self.show_problem("" if outcome else str(outcome.refused))


def day_text(on: date, today: date) -> str:
    """ "Friday 20 November", with the year unless it is this year."""
    return heading(on) if on.year == today.year else f"{heading(on)} {on.year}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
