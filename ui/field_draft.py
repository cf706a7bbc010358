"""Drafts of single fields: the text being typed is kept, and offered in the same field again after a crash or
a kill."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit

from ui.drafts import Drafts
from ui.widgets.fields import InlineField, InlineNote
from ui.widgets.labels import PlainLabel

OFFERED = "You were writing this."
Field = QLineEdit | QPlainTextEdit | QTextEdit
_LONG = 5000  # characters; copying a longer text with every key would be felt while typing
_WAIT_MS = 300  # from the first key not copied yet, as in ui/drafts.py


class FieldDraft(QObject):
    """Keeps one field's draft. Place the `offer` label beside the field, then call `show`; `how` says how the
    draft is kept or dropped."""

    def __init__(self, field: Field, drafts: Drafts, how: str = ""):
        super().__init__(field)
        self._field, self._drafts = field, drafts
        self._place = self._in_book = ""
        self.offer = PlainLabel(f"{OFFERED} {how}".strip(), "caption", wrap=True)
        self.offer.hide()
        self._soon = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._soon.timeout.connect(self._keep)
        field.textChanged.connect(self._on_changed)

    def show(self, place: str, in_book: str = "") -> None:
        """Shows the book's text for `place`, or the draft left there.

        When called again for the same place, it does not touch text being typed, refused, or still offered as
        a draft.
        """
        if place != self._place:
            self.keep_now()
            self._place = ""  # the changes below were not typed
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
        """Writes pending drafts; called before the book takes the text, so that no draft is older than the
        book."""
        self.keep_now()
        self._drafts.write_now()

    def keep_now(self) -> None:
        """Copies a long text that was typed a moment ago."""
        if self._soon.isActive():
            self._keep()

    def settle(self) -> None:
        """The book has saved the field's text: removes the draft."""
        self._soon.stop()
        self._in_book = text_of(self._field)
        self.offer.hide()
        if self._place:
            self._drafts.keep(self._place, "")

    def _on_changed(self) -> None:
        if not self._place:
            return
        self.offer.hide()
        if _length(self._field) < _LONG:
            self._keep()
        elif not self._soon.isActive():
            self._soon.start()

    def _keep(self) -> None:
        self._soon.stop()
        text = text_of(self._field)
        self._drafts.keep(self._place, "" if text == self._in_book else text)


def _length(field: Field) -> int:
    return len(field.text()) if isinstance(field, QLineEdit) else field.document().characterCount()


def text_of(field: Field) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def _set(field: Field, text: str) -> None:
    """Also moves the cursor to the end."""
    if isinstance(field, QLineEdit):
        field.setText(text)
    else:
        field.setPlainText(text)
        field.moveCursor(QTextCursor.MoveOperation.End)


def _fill(field: Field, text: str) -> None:
    """Shows the book's text, replacing anything typed for another place."""
    if isinstance(field, InlineField | InlineNote):
        field.take(text)
    else:
        _set(field, text)
