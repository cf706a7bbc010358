"""A field to choose a person of the book: typing offers those who fit."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from crm.errors import GoodturnError, NothingFound
from crm.people.lookup import find_person
from ui.context import Context
from ui.widgets.people_completer import PeopleCompleter
from ui.widgets.typing_undo import TypingField


class PersonField(TypingField):
    """Enter takes the highlighted person, or the one whom the text names. `refused` has the sentence for a
    stranger, "" when typing goes on."""

    person_chosen = Signal(int)
    refused = Signal(str)
    stranger_named = Signal(str)  # after `refused`: the name that nobody has

    def __init__(self, context: Context, name: str, placeholder: str, parent: QWidget | None = None):
        super().__init__(parent)
        self._context = context
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)
        self._offered = PeopleCompleter(context, self)
        self._offered.person_chosen.connect(self._choose)
        self.textEdited.connect(lambda _text: self.refused.emit(""))
        self.returnPressed.connect(self._take_text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.refused.emit("")
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()  # a sheet around it must not handle Enter
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason and not self.text().strip():
            self.refused.emit("")

    def _take_text(self) -> None:
        """The only one found, or the person with exactly this name."""
        words = self.text().strip()
        if not words:
            return
        if (only := self._offered.only) is not None:
            self._choose(only)
            return
        try:
            self._choose(find_person(self._context.read, words))
        except GoodturnError as error:
            self.refused.emit(str(error))
            if isinstance(error, NothingFound):
                self.stranger_named.emit(words)

    def _choose(self, person_id: int) -> None:
        self.setText("")  # unlike `clear`, it empties the undo history, too
        self._offered.forget()
        self.person_chosen.emit(person_id)
