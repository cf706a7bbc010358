"""Asks what to do if another file arrives while a preview is open, as its answers would be lost."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.counts_and_days import format_count
from ui.widgets.buttons import Button
from ui.widgets.labels import PlainLabel
from ui.widgets.responsive_row import button_row
from ui.widgets.sheet import Sheet

_LONGEST = 30  # characters of a name on a button


class SecondFile(QObject):
    """`combine_requested`: read all files together; `replace_requested`: only the new ones; `cancelled`: keep the open preview."""

    combine_requested = Signal(object)  # the new files
    replace_requested = Signal(object)
    cancelled = Signal()

    def __init__(self, page: QWidget):
        super().__init__(page)
        self._page = page
        self.sheet: SecondFileSheet | None = None

    @property
    def is_asking(self) -> bool:
        return self.sheet is not None and self.sheet.is_open

    def ask(self, open_ones: Sequence[Path], files: Sequence[Path], answered: int) -> None:
        """`answered`: number of cards with answers in the open preview."""
        if self.sheet is None:
            self.sheet = SecondFileSheet(self._page.window())
            self._page.destroyed.connect(self.sheet.deleteLater)
            self.sheet.closed.connect(self._on_closed)
        self.sheet.show_files(open_ones, files, answered)

    def _on_closed(self) -> None:
        assert self.sheet is not None
        answer, files = self.sheet.answer, self.sheet.files
        if answer == "both":
            self.combine_requested.emit(files)
        elif answer == "instead":
            self.replace_requested.emit(files)
        else:
            self.cancelled.emit()


class SecondFileSheet(Sheet):
    """`answer` is "both", "instead", or "" if the sheet was just closed."""

    def __init__(self, window: QWidget):
        super().__init__(window, "Another file", width=520)
        self.answer = ""
        self.files: Sequence[Path] = ()
        self._title = PlainLabel("", "title", wrap=True)
        self._words = PlainLabel("", "body", wrap=True)
        self.together = Button("Look at all together", "primary", clicked=lambda: self._close("both"))
        self.other = Button("", clicked=lambda: self._close("instead"))
        self.stay = Button("Stay here", "quiet", clicked=self.close_sheet, keys="Esc")
        for widget in (self._title, self._words):
            self.body.addWidget(widget)
        self.body.addWidget(button_row([self.stay], [self.other, self.together]))

    def show_files(self, open_ones: Sequence[Path], files: Sequence[Path], answered: int) -> None:
        self.files, self.answer = files, ""
        name = _name(files)
        is_one = len(open_ones) == 1
        self._title.setText(f"{_name(open_ones)} {'is' if is_one else 'are'} still open")
        lost = (
            f" What you said of {format_count(answered, 'entry', 'entries')} would be lost."
            if answered
            else ""
        )
        self._words.setText(
            f"Nothing of {'it' if is_one else 'them'} is imported yet.{lost} Open {name} instead, or look at all together?"
        )
        self.other.set_text(f"Open {name} instead" if len(name) < _LONGEST else "Open the new one instead")
        self.open()
        self.together.setFocus()

    def _close(self, answer: str) -> None:
        self.answer = answer
        self.close_sheet()


def _name(files: Sequence[Path]) -> str:
    return files[0].name if len(files) == 1 else f"{len(files)} files"
