"""Several people of the book, or someone new: chips, a field, and below it who is meant by what is typed."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from crm.search.people import find
from crm.text.typed_text import line
from ui.context import Context
from ui.lazy_qt import Qt
from ui.planning.plan_fields import PlanPerson
from ui.theme.look import look
from ui.widgets.chips import ChipButton, RemovableChip
from ui.widgets.layout import Flow, clear, column
from ui.widgets.typing_undo import TypingField

_MOST_OFFERED = 4


class NameField(TypingField):
    """Enter takes what is offered first; on an empty field it means the whole sheet."""

    name_entered = Signal()
    last_removed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.text().strip():
            self.name_entered.emit()
        elif event.key() == Qt.Key.Key_Backspace and not self.text():
            self.last_removed.emit()
        else:
            super().keyPressEvent(event)


class PeopleField(QWidget):
    """`into` is what they are added to, for a screen reader."""

    changed = Signal()

    def __init__(self, context: Context, into: str = "the meeting", parent: QWidget | None = None):
        super().__init__(parent)
        self._into = into
        self._context = context
        self.people: tuple[PlanPerson, ...] = ()
        self.offers: list[ChipButton] = []
        self.field = NameField()
        self.field.setPlaceholderText("Ana, or someone new")
        self.field.setAccessibleName(f"Add someone to {into}")
        self.field.setFixedWidth(look.px(180))
        self.field.textChanged.connect(self._offer_found)
        self.field.name_entered.connect(self.take_first)
        self.field.last_removed.connect(lambda: self.set_people(self.people[:-1]))
        self._chips = Flow()
        self._offered = Flow()
        self._chips.flow.addWidget(self.field)
        self.setLayout(column(self._chips, self._offered, gap=6, margins=(0, 4, 0, 4)))
        self._offered.hide()

    def set_people(self, people: Sequence[PlanPerson]) -> None:
        if tuple(people) == self.people:
            return
        self.people = tuple(people)
        self._chips.flow.takeAt(self._chips.flow.count() - 1)
        clear(self._chips.flow)
        for one in self.people:
            words = one.name if one.id is not None else f"{one.name}, new"
            chip = RemovableChip(words, partial(self._open, one), partial(self._remove, one), "Open")
            self._chips.flow.addWidget(chip)
            chip.show()
        self._chips.flow.addWidget(self.field)
        self._chips.updateGeometry()
        self.changed.emit()

    def offer(self, candidates: Sequence[tuple[int, str]]) -> None:
        """Who may be meant by a name of the line that fits several people."""
        if not self.field.text():
            self._show_offers([PlanPerson(one, name) for one, name in candidates[:_MOST_OFFERED]])

    def take_first(self) -> None:
        if self.offers:
            self.offers[0].click()

    def _offer_found(self, text: str) -> None:
        name = line(text)
        found = [PlanPerson(hit.person_id, hit.name) for hit in find(self._context.read, name, _MOST_OFFERED)]
        there = {one.id for one in self.people}
        new = [PlanPerson(None, name)] if name else []
        self._show_offers([*(one for one in found if one.id not in there), *new])

    def _show_offers(self, people: Sequence[PlanPerson]) -> None:
        clear(self._offered.flow)
        self.offers = []
        for one in people:
            words = one.name if one.id is not None else f"{one.name} is new"
            button = ChipButton(words, partial(self._add, one))
            button.setAccessibleDescription(f"Add to {self._into}")
            self.offers.append(button)
            self._offered.flow.addWidget(button)
            button.show()
        self._offered.setVisible(bool(people))
        self._offered.updateGeometry()

    def _add(self, one: PlanPerson) -> None:
        self.field.clear()
        self._show_offers(())
        self.field.setFocus()
        self.set_people(tuple(dict.fromkeys((*self.people, one))))

    def _remove(self, one: PlanPerson) -> None:
        self.field.setFocus()
        self.set_people([other for other in self.people if other != one])

    def _open(self, one: PlanPerson) -> None:
        """A chip is a button: pressed, it puts the name back into the field, to be corrected."""
        self._remove(one)
        self.field.setText(one.name)
