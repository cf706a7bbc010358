"""A field to choose a person of the book: typing offers those who fit."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QWidget

from crm.errors import GoodturnError, NothingFound
from crm.people.lookup import find_person
from crm.search import people
from crm.text.outside_text import shown
from ui.context import Context
from ui.widgets.typing_undo import TypingField

_OFFERED = 8
_ID = Qt.ItemDataRole.UserRole


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
        self._found = QStandardItemModel(self)
        completer = QCompleter(self._found, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        if (popup := completer.popup()) is not None:
            popup.setAccessibleName("People who fit")
        # Queued: the field itself writes the chosen name into its text first.
        completer.activated.connect(self._on_activated, Qt.ConnectionType.QueuedConnection)
        self.setCompleter(completer)
        self.textEdited.connect(self._look_up)
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

    def _look_up(self, text: str) -> None:
        self.refused.emit("")
        self._found.clear()
        for hit in people.find(self._context.read, text, _OFFERED):
            item = QStandardItem(shown(f"{hit.name}, {hit.detail}" if hit.detail else hit.name))
            item.setData(hit.person_id, _ID)
            self._found.appendRow(item)

    def _on_activated(self, words: str) -> None:
        """By the highlighted row: two people may have the same words."""
        popup = self.completer().popup()
        place = popup.currentIndex().row() if popup is not None else -1
        item = self._found.item(max(place, 0))
        if item is not None and item.text() == words:
            self._choose(int(item.data(_ID)))

    def _take_text(self) -> None:
        """The only one found, or the person with exactly this name."""
        words = self.text().strip()
        if not words:
            return
        if self._found.rowCount() == 1:
            self._choose(int(self._found.item(0).data(_ID)))
            return
        try:
            self._choose(find_person(self._context.read, words))
        except GoodturnError as error:
            self.refused.emit(str(error))
            if isinstance(error, NothingFound):
                self.stranger_named.emit(words)

    def _choose(self, person_id: int) -> None:
        self.setText("")  # unlike `clear`, it empties the undo history, too
        self._found.clear()
        self.person_chosen.emit(person_id)
