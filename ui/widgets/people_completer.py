"""Offers, below a field, the people of the book who fit what is typed into it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit

from crm.search import people
from crm.text.outside_text import shown
from ui.context import Context
from ui.theme.look import look

_OFFERED = 8
_ID = Qt.ItemDataRole.UserRole
_NARROWEST = 220  # of the list: the field may be as small as a chip


class PeopleCompleter(QCompleter):
    """The field's text is the words of the row when `person_chosen` is emitted."""

    person_chosen = Signal(int)

    def __init__(self, context: Context, field: QLineEdit):
        self._found = QStandardItemModel()
        super().__init__(self._found, field)
        self._found.setParent(self)
        self._context = context
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        if (popup := self.popup()) is not None:
            popup.setAccessibleName("People who fit")
            popup.setMinimumWidth(look.px(_NARROWEST))
        # Queued: the field itself writes the chosen name into its text first.
        self.activated.connect(self._on_activated, Qt.ConnectionType.QueuedConnection)
        field.setCompleter(self)
        field.textEdited.connect(self._look_up)

    @property
    def only(self) -> int | None:
        """Id of the only person found."""
        return int(self._found.item(0).data(_ID)) if self._found.rowCount() == 1 else None

    def forget(self) -> None:
        self._found.clear()

    def _look_up(self, text: str) -> None:
        self._found.clear()
        for hit in people.find(self._context.read, text, _OFFERED):
            item = QStandardItem(shown(f"{hit.name}, {hit.detail}" if hit.detail else hit.name))
            item.setData(hit.person_id, _ID)
            self._found.appendRow(item)

    def _on_activated(self, words: str) -> None:
        """By the highlighted row: two people may have the same words."""
        popup = self.popup()
        place = popup.currentIndex().row() if popup is not None else -1
        item = self._found.item(max(place, 0))
        if item is not None and item.text() == words:
            self.person_chosen.emit(int(item.data(_ID)))
