"""Parses the text of the capture sheet: at once while typing, in a thread for long pasted text."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject

from crm.capture.draft import Draft
from crm.capture.names import Names
from crm.capture.understand import understand
from ui import background
from ui.collector_pause import collector_paused

AT_ONCE = 4000  # characters; parsed in about 1/20 s


@dataclass(frozen=True, slots=True)
class Question:
    text: str
    today: date
    names: Names
    chosen: Mapping[str, int | None]

    def answer(self) -> Draft:
        return understand(self.text, self.today, self.names, self.chosen)

    def answer_quietly(self) -> Draft:
        """For a thread: `collector_paused` avoids that the window waits for the interpreter lock dozens of times."""
        with collector_paused():
            return self.answer()


class Understanding(QObject):
    """`on_understood` gets the draft of the newest text only. Long texts are parsed in a thread, one at a
    time."""

    def __init__(
        self, understood: Callable[[Draft], None], failed: Callable[[Exception], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._understood, self._failed = understood, failed
        self._newest: Question | None = None  # waiting to be parsed
        self._at_hand: Question | None = None  # being parsed, or parsed last
        self._reads = False

    @property
    def is_busy(self) -> bool:
        return self._newest is not None

    def ask(self, question: Question) -> None:
        if len(question.text) <= AT_ONCE:
            self._newest = None
            self._understood(question.answer())
        elif self._reads:
            self._newest = self._at_hand if question == self._at_hand else question
        else:
            self._newest = question
            self._read(question)

    def has_answered(self, question: Question) -> bool:
        """Whether the last draft is that of this question, so that Enter need not parse a long text again."""
        return not self._reads and len(question.text) > AT_ONCE and question == self._at_hand

    def _read(self, question: Question) -> None:
        self._reads, self._at_hand = True, question
        background.run_in_background(question.answer_quietly, self._on_read, self._on_failed)

    def _on_read(self, draft: Draft) -> None:
        if self._is_newest():
            self._understood(draft)

    def _on_failed(self, fault: Exception) -> None:
        if self._is_newest():
            self._failed(fault)

    def _is_newest(self) -> bool:
        """Whether the parsed text is still current; otherwise the newer one is parsed next."""
        self._reads = False
        newest = self._newest
        if newest is not None and newest is not self._at_hand:
            self._read(newest)
            return False
        self._newest = None
        return newest is not None
