"""Parses the text of the capture sheet: at once while typing, in a thread for long pasted text."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject

from crm.capture.draft import Draft
from crm.capture.names import Names
from crm.capture.understand import understand
from ui import background
from ui.collector_pause import thread_gc_paused

AT_ONCE = 4000  # characters; parsed in about 1/20 s


@dataclass(frozen=True, slots=True)
class ParseRequest:
    text: str
    today: date
    names: Names
    chosen: Mapping[str, int | None]

    def answer(self) -> Draft:
        return understand(self.text, self.today, self.names, self.chosen)

    def answer_in_thread(self) -> Draft:
        """For a thread: `thread_gc_paused` avoids that the window waits for the interpreter lock dozens of times."""
        with thread_gc_paused():
            return self.answer()


class DraftParser(QObject):
    """`on_understood` gets the draft of the newest text only. Long texts are parsed in a thread, one at a
    time."""

    def __init__(
        self, on_understood: Callable[[Draft], None], on_error: Callable[[Exception], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._on_understood, self._on_error = on_understood, on_error
        self._waiting: ParseRequest | None = None  # waiting to be parsed
        self._current: ParseRequest | None = None  # being parsed, or parsed last
        self._reads = False

    @property
    def is_busy(self) -> bool:
        return self._waiting is not None

    def ask(self, question: ParseRequest) -> None:
        if len(question.text) <= AT_ONCE:
            self._waiting = None
            self._on_understood(question.answer())
        elif self._reads:
            self._waiting = self._current if question == self._current else question
        else:
            self._waiting = question
            self._read(question)

    def has_parsed(self, question: ParseRequest) -> bool:
        """Whether the last draft is that of this question, so that Enter need not parse a long text again."""
        return not self._reads and len(question.text) > AT_ONCE and question == self._current

    def _read(self, question: ParseRequest) -> None:
        self._reads, self._current = True, question
        background.run_in_background(question.answer_in_thread, self._on_read, self._on_failed)

    def _on_read(self, draft: Draft) -> None:
        if self._is_newest():
            self._on_understood(draft)

    def _on_failed(self, fault: Exception) -> None:
        if self._is_newest():
            self._on_error(fault)

    def _is_newest(self) -> bool:
        """Whether the parsed text is still current; otherwise the newer one is parsed next."""
        self._reads = False
        newest = self._waiting
        if newest is not None and newest is not self._current:
            self._read(newest)
            return False
        self._waiting = None
        return newest is not None
