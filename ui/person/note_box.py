"""A field above the story for a note, or for a meeting with this person."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from crm.capture.names import Names
from crm.capture.on_person_page import has_structure, understand_about
from crm.people.records import PersonDetails
from ui import use_cases
from ui.action_result import ActionResult
from ui.context import Context
from ui.field_draft import FieldDraft
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import column
from ui.widgets.typing_undo import TypingField, clear_typing_undo


class NoteBox(QWidget):
    """Enter saves; a refused text stays with the reason below. Unsaved text is a draft, one per person."""

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(parent)
        self._context = context
        self._person: PersonDetails | None = None
        self.field = TypingField()
        self.field.setProperty("kind", "search")
        self.field.setPlaceholderText("Write a note, or log what happened")
        self.field.setAccessibleName("Write a note, or log what happened")
        self.field.returnPressed.connect(self._keep)
        self.problem = PlainLabel("", "error", wrap=True)
        self.problem.hide()
        self.draft = FieldDraft(self.field, context.drafts, "Enter keeps it, Esc drops it.")
        self.setLayout(column(self.field, self.draft.offer, self.problem, gap=4))
        self.setFocusProxy(self.field)

    def show_person(self, person: PersonDetails) -> None:
        if self._person is None or self._person.id != person.id:
            self.problem.hide()
        self._person = person
        self.draft.show(f"note of {person.uid}")

    def clear(self) -> None:
        self.field.clear()
        self.problem.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.field.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def _keep(self) -> None:
        words, person = self.field.text().strip(), self._person
        if not words or person is None:
            return
        names = Names.from_reader(self._context.read)
        draft = understand_about(words, self._context.today, names, person.full_name)
        if not has_structure(draft) and not draft.ambiguous:
            kept: ActionResult[object] = self._context.attempt(
                use_cases.people.notes.add_note, person.id, words
            )
        elif draft.ambiguous:
            self._context.capture(f"{person.full_name}: {words}")  # the sheet lets the user choose the person
            self.clear()
            return
        else:
            kept = self._context.attempt(use_cases.meetings.logging.log, draft)
        if kept:
            self.clear()
            clear_typing_undo(self.field)
        self.problem.setText("" if kept else str(kept.refused))
        self.problem.setVisible(not kept)
