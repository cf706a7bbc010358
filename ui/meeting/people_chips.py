"""The people of a meeting as chips with a cross, and a field for who else was there."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from crm.people.photos import photo
from crm.people.short_names import PersonRef
from ui.meeting.meeting_edits import MeetingEdits
from ui.theme.look import look
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import Flow, clear, column, row
from ui.widgets.person_field import PersonField
from ui.widgets.read_only_controls import mark_reading


class PersonChip(QFrame):
    """Its name opens the person; × or Del takes them out of the meeting."""

    def __init__(self, edits: MeetingEdits, person: PersonRef, parent: QWidget | None = None):
        super().__init__(parent)
        self.setProperty("card", "person")
        self._edits, self._person = edits, person
        context = edits.context
        avatar = Avatar(person.name, person.uid, 24, photo(context.read, person.photo))
        self.name = mark_reading(Button(person.name, "text", clicked=self._open))
        self.name.setProperty("part", "chip")
        self.name.setAccessibleDescription(f"Del: {person.name} was not there")
        self.cross = IconButton(
            "x", f"{person.name} was not there", clicked=self.remove, role="text3", size=24
        )
        self.cross.setIconSize(QSize(look.px(14), look.px(14)))
        self.cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setLayout(row(avatar, self.name, self.cross, gap=6, margins=(4, 3, 4, 3)))

    def remove(self) -> None:
        assert self._person.id is not None
        if not (outcome := self._edits.remove_person(self._person.id)):
            self._edits.context.show_message(str(outcome.refused))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Gets the keys that the button ignores."""
        if event.key() == Qt.Key.Key_Delete and self.cross.isEnabled():
            self.remove()
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        assert self._person.id is not None
        self._edits.context.open_person(self._person.id)


class MeetingPeople(QWidget):
    def __init__(self, edits: MeetingEdits, parent: QWidget | None = None):
        super().__init__(parent)
        self._edits = edits
        self._shown: tuple[PersonRef, ...] = ()
        self.chips: list[PersonChip] = []
        self.field = PersonField(edits.context, "Who else was there", "+ who else?")
        self.field.setProperty("kind", "who")
        self.field.setFixedSize(look.px(150), look.px(32))
        self.field.person_chosen.connect(self._add)
        self.field.refused.connect(self._show_problem)
        self.problem = PlainLabel("", "error", wrap=True)
        self.problem.hide()
        self._stranger = ""
        self.add_new = Button("", "quiet", clicked=self._add_new)
        self.add_new.hide()
        self.field.stranger_named.connect(self._offer_new)
        self._line = Flow(gap=8)
        self._line.flow.addWidget(self.field)
        self.setLayout(column(self._line, self.problem, Flow(self.add_new), gap=4))

    def show_people(self, people: tuple[PersonRef, ...]) -> None:
        if people == self._shown:
            return
        self._shown = people
        focused = next((at for at, chip in enumerate(self.chips) if chip.name.hasFocus()), None)
        self._line.flow.takeAt(self._line.flow.count() - 1)
        clear(self._line.flow)
        self.chips = [PersonChip(self._edits, one) for one in people]
        for chip in self.chips:
            self._line.flow.addWidget(chip)
            chip.show()
        self._line.flow.addWidget(self.field)
        if focused is not None and self.chips:
            self.chips[min(focused, len(self.chips) - 1)].name.setFocus()
        self._line.updateGeometry()

    def _add(self, person_id: int) -> None:
        outcome = self._edits.add_person(person_id)
        self._show_problem("" if outcome else str(outcome.refused))

    def _offer_new(self, name: str) -> None:
        self._stranger = name
        self.add_new.set_text(f"Add {name} as someone new")
        self.add_new.show()

    def _add_new(self) -> None:
        outcome = self._edits.add_new_person(self._stranger)
        self._show_problem("" if outcome else str(outcome.refused))
        if outcome:
            self.field.setText("")
            self.field.setFocus()

    def _show_problem(self, words: str) -> None:
        self.add_new.hide()
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
