"""What is being typed into one field is kept as a draft, and offered in that field again after a crash or a kill."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit

from ui.drafts import Drafts
from ui.widgets.fields import InlineField, InlineNote
from ui.widgets.labels import PlainLabel

OFFERED = "You were writing this."
Field = QLineEdit | QPlainTextEdit | QTextEdit


class FieldDraft(QObject):
    """Put `offer` beside the field, then call `show`: it says that the text is a draft, and `how` it is kept or dropped."""

    def __init__(self, field: Field, drafts: Drafts, how: str = ""):
        super().__init__(field)
        self._field, self._drafts = field, drafts
        self._place = self._in_book = ""
        self.offer = PlainLabel(f"{OFFERED} {how}".strip(), "caption", wrap=True)
        self.offer.hide()
        field.textChanged.connect(self._on_changed)

    def show(self, place: str, in_book: str = "") -> None:
        """The field shows what the book says at this place, or the draft that was left there.

        Called again for the same place, it leaves alone what is being typed, was refused, or is still on offer.
        """
        if place != self._place:
            self._place = ""  # what comes now was not typed
            self.offer.hide()
            _fill(self._field, in_book)
            left = self._drafts.text(place)
            if left and left != in_book:
                _set(self._field, left)
                self.offer.show()
        elif text_of(self._field) == self._in_book:
            self._place = ""
            if isinstance(self._field, InlineField | InlineNote):
                self._field.show_text(in_book)
        self._place, self._in_book = place, in_book

    def secure(self) -> None:
        """Called before the book takes the text, so that a draft found after a kill is never older than the book."""
        self._drafts.write_now()

    def settle(self) -> None:
        """The book has taken what the field says: no draft is needed."""
        self._in_book = text_of(self._field)
        self.offer.hide()
        if self._place:
            self._drafts.keep(self._place, "")

    def _on_changed(self) -> None:
        if self._place:
            self.offer.hide()
            text = text_of(self._field)
            self._drafts.keep(self._place, "" if text == self._in_book else text)


def text_of(field: Field) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def _set(field: Field, text: str) -> None:
    """With the cursor behind it, where one goes on."""
    if isinstance(field, QLineEdit):
        field.setText(text)
    else:
        field.setPlainText(text)
        field.moveCursor(QTextCursor.MoveOperation.End)


def _fill(field: Field, text: str) -> None:
    """What the book says, also where something else was typed for another place."""
    if isinstance(field, InlineField | InlineNote):
        field.take(text)
    else:
        _set(field, text)
