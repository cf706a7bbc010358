"""Looking closely: one update field by field, the lines a remark is about, and the import while it is written."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QProgressBar, QWidget

from crm.exchange.contact import Remark
from crm.exchange.importing import Choice
from ui.importing import words
from ui.importing.compare import CompareTable
from ui.importing.possible import Numbered
from ui.theme.look import look
from ui.widgets.buttons import Button
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import row
from ui.widgets.sheet import Sheet


class UpdateSheet(Sheet):
    """`chosen` brings the card's key and the choice that says which differing fields the file's way."""

    chosen = Signal(object, object)

    def __init__(self, window: QWidget):
        super().__init__(window, "Compare", width=820)
        self._key: tuple[int, int] = (0, 0)
        self._name = PlainLabel("", "title")
        self._table = CompareTable(self._on_changed)
        done = Button("Done", "primary", clicked=self.close_sheet)
        for widget in (self._name, self._table):
            self.body.addWidget(widget)
        self.body.addWidget(done, 0, Qt.AlignmentFlag.AlignRight)
        self._done = done

    def compare(self, numbered: Numbered, choice: Choice) -> None:
        self._key, card = numbered
        self._name.setText(card.name)
        self._table.show_changes(card.changes, choice.from_file)
        self.open()
        self._done.setFocus()

    def _on_changed(self) -> None:
        self.chosen.emit(self._key, Choice(from_file=frozenset(self._table.from_file)))


class LinesSheet(Sheet):
    def __init__(self, window: QWidget):
        super().__init__(window, "Lines of the file", width=820)
        self._title = PlainLabel("", "strong", wrap=True)
        self._lines = QPlainTextEdit()
        self._lines.setReadOnly(True)
        self._lines.setAccessibleName("Lines of the file")
        self._lines.setMinimumHeight(look.px(220))
        self._lines.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        for widget in (self._title, self._lines):
            self.body.addWidget(widget)
        self.body.addWidget(Button("Done", clicked=self.close_sheet), 0, Qt.AlignmentFlag.AlignRight)

    def show_lines(self, remark: Remark) -> None:
        self._title.setText(words.remark_title(remark))
        self._lines.setPlainText(remark.lines or "There are no lines to show.")
        self.open()
        self._lines.setFocus()


class WritingSheet(Sheet):
    """Over the whole window, so that nobody edits while the one writer is at work."""

    cancel_asked = Signal()

    def __init__(self, window: QWidget):
        super().__init__(window, "Importing", width=440)
        self._words = PlainLabel("", "strong")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Progress")
        self._cancel = Button("Cancel", "quiet", clicked=self.cancel_asked.emit)
        for widget in (self._words, self.bar):
            self.body.addWidget(widget)
        foot = row()
        foot.addStretch(1)
        foot.addWidget(self._cancel)
        self.body.addLayout(foot)

    def begin(self, cards: int) -> None:
        self.bar.setRange(0, max(cards, 1))
        self.show_done(0)
        self.open()
        self._cancel.setFocus()

    def show_done(self, cards: int) -> None:
        self.bar.setValue(cards)
        self._words.setText(f"{cards:,} of {self.bar.maximum():,} cards are in")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancel_asked.emit()

    def mousePressEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        event.accept()
