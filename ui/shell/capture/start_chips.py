"""Chips of the empty capture sheet: kinds of meeting, recently met people and days, as an alternative to
typing."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from ui.shell.capture.line_text import kind_words
from ui.widgets.chips import ChipButton
from ui.widgets.layout import Flow, Line, Lines

_KINDS = ("coffee", "call", "video", "meal", "walk", "visit", "message", "email")
_DAYS = ("today", "yesterday", "last week")


class StartChips(Lines):
    """Each chip gives its text to `insert`, which builds the sentence in the text field."""

    def __init__(self, insert: Callable[[str], object], parent: QWidget | None = None):
        super().__init__(parent=parent)
        self._insert = insert

    def show_people(self, names: Sequence[str]) -> None:
        self.clear()
        self._add_line("it was a", [(kind_words(kind), f"{kind_words(kind)} with ") for kind in _KINDS])
        if names:
            self._add_line("with", [(name, f"{name} ") for name in names])
        self._add_line("when", [(day, f"{day} ") for day in _DAYS])

    def _add_line(self, label: str, chips: list[tuple[str, str]]) -> None:
        line = Line(label, Flow(*(ChipButton(shown, partial(self._insert, words)) for shown, words in chips)))
        self.add(line)
