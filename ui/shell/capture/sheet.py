"""Ctrl+L: one text box, underlined as it is understood, one list of what that makes, Enter logs it."""

import logging
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from crm.capture.draft import Draft
from crm.capture.names import Names
from crm.changes import Changes
from crm.fault_log.fault_description import describe
from crm.guard.captured_text import captured
from crm.people.recently_met import distinguishing_details, recently_met_names
from ui import use_cases
from ui.context import Context
from ui.drafts import LOG
from ui.guard.guard_line import GuardLine
from ui.shell.capture import wording
from ui.shell.capture.corrections import Corrections
from ui.shell.capture.lines import DraftLines
from ui.shell.capture.start import StartChips
from ui.shell.capture.text import CaptureText
from ui.shell.capture.understanding import Question, Understanding
from ui.theme.look import look
from ui.widgets.buttons import Button
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import Scroll, row
from ui.widgets.sheet import Sheet

log = logging.getLogger(__name__)
_PAUSE_MS = 400
_ROOM_FOR_MORE = 500  # design pixels; in less, what the buttons write is typed


class CaptureSheet(Sheet):
    def __init__(self, window: QWidget, context: Context):
        super().__init__(window, "Log what happened", width=720)
        self._context = context
        self._names = Names()
        self._draft = Draft("")
        self._understanding = Understanding(self._show_understood, self._on_not_understood, self)
        self._logs_when_understood = False
        self._build()
        self._rest = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._rest.timeout.connect(self.consider)
        self.text.edited.connect(lambda edit: self.lines.corrections.follow(edit, self.text.text()))
        self.text.textChanged.connect(self._on_text_changed)
        self.text.enter_pressed.connect(self.log_it)
        self.closed.connect(self._log_no_more)
        self.closed.connect(self.guard.forget)
        self._names_stale = True
        self.destroyed.connect(context.book.listen(self._on_committed))

    def _on_committed(self, changes: Changes) -> None:
        """In any thread: the names are read anew where they are needed next."""
        self._names_stale = True

    def begin(self, words: str = "") -> None:
        """Opens with what was left unlogged, chosen so that typing replaces it, or with `words` below it."""
        was_open, left_at = self.is_open, self._context.drafts.left_at(LOG)
        self._error.hide()
        self.open()
        if not self.text.text():
            self.text.set_text(self._context.drafts.text(LOG))
        left = self.text.text().strip()
        if words:
            self.text.go_on_with(f"\n{words}" if left else words)
        elif left and not was_open:
            self.text.selectAll()
        if not was_open:
            self._start.show_people(recently_met_names(self._context.read, 6))
        self._understand()
        self.text.setFocus()
        if left and not was_open:
            self._offer.setText(wording.left_words(left_at, self._context.today, bool(words)))
            self._offer.show()
            self._fit()

    def log_it(self) -> None:
        """Logs the draft as one step; with someone still to be chosen, asks for that first."""
        if not self._understanding.has_answered(self._question()):
            self._understand()
        self._logs_when_understood = self._understanding.is_busy
        if not self._logs_when_understood:
            self._log_understood()

    def _log_understood(self) -> None:
        if not self._draft.text.strip():
            return
        if self._draft.ambiguous:
            self.lines.focus_choice()
            return
        outcome = self._context.attempt(use_cases.meetings.logging.log, self._draft)
        if outcome:
            self._forget()
            self.close_sheet()
        else:
            self._error.setText(str(outcome.refused))
            self._error.show()

    def consider(self) -> None:
        """Once the text has rested: an ask or a pitch to someone known may come early."""
        if self._understanding.is_busy:
            return
        found = captured(self._draft)
        self.guard.consider(found.person_id if self.is_open else None, found.asks, found.sells)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.guard.takes(event):
            self._fit()
            return
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
            return
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        digit = key - Qt.Key.Key_0 if Qt.Key.Key_0 <= key <= Qt.Key.Key_9 else 0
        if (digit and (alt or not self.text.hasFocus()) and self.lines.choose_by_number(digit)) or (
            alt and Qt.Key.Key_A <= key <= Qt.Key.Key_Z and self.lines.choose_by_letter(chr(key).lower())
        ):
            self.text.setFocus()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.log_it()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self._label = PlainLabel("What happened? Write it as you would tell a friend", "caption")
        self.text = CaptureText()
        self._offer = PlainLabel("", "caption", wrap=True)
        self._offer.hide()
        self._start = StartChips(self._insert)
        self.lines = DraftLines(Corrections())
        self.lines.corrected.connect(self._understand)
        self.lines.left.connect(self.text.setFocus)
        self._reading = PlainLabel("Reading this long text. Nothing of it is lost.", "quiet")
        self._reading.hide()
        self._error = PlainLabel("", "error", wrap=True)
        self._error.hide()
        self.guard = GuardLine(self._context)
        self._room = Scroll(margins=(0, 0, 0, 0))
        self._room.inside.installEventFilter(self)
        self._room.body.addWidget(self._start)
        self._room.body.addWidget(self.lines)
        self._room.body.addWidget(self.guard)
        for widget in (self._label, self.text, self._offer, self._reading, self._room, self._error):
            self.body.addWidget(widget)
        self._log = Button("Log it", "primary", clicked=self.log_it, keys="Enter")
        more = [
            Button(words, "quiet", clicked=partial(self._append, inserted))
            for words, inserted in (
                ("+ person", " with "),
                ("+ promise", ". I’ll send "),
                ("+ topic", ". She is looking for "),
            )
        ]
        cancel = Button("Cancel", "quiet", clicked=self.close_sheet)
        self._more = QWidget()
        self._more.setLayout(row(*more, gap=6))
        foot = row(self._more, gap=6, margins=(0, 8, 0, 0))
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self._log)
        self.body.addLayout(foot)

    def _insert(self, words: str) -> None:
        self.text.insert(words)

    def _append(self, words: str) -> None:
        """Words that begin a person, a promise or a topic, after whatever end the text has now."""
        text = self.text.text().rstrip()
        if text.endswith((".", "\n", ",")) or not text:
            words = words.lstrip(". ")
        self.text.go_on_with((words if words[:1] in ". " else f" {words}").lstrip(" " if not text else ""))

    def _log_no_more(self) -> None:
        self._logs_when_understood = False

    def _on_text_changed(self) -> None:
        self._log_no_more()
        self._error.hide()
        self._offer.hide()
        self._context.drafts.keep(LOG, self.text.text())
        self._understand()
        self._rest.start()

    def _question(self) -> Question:
        if self._names_stale:
            self._names, self._names_stale = Names.from_reader(self._context.read), False
        chosen = self.lines.corrections.chosen
        return Question(self.text.text(), self._context.today, self._names, chosen)

    def _understand(self) -> None:
        self._understanding.ask(self._question())
        if self._understanding.is_busy:
            self.text.underline([])
        self._reading.setVisible(self._understanding.is_busy)

    def _on_not_understood(self, fault: Exception) -> None:
        """Ours to mend: the text is kept as a note all the same."""
        log.error("A text was not understood: %s", describe(fault))
        text = self.text.text()
        self._show_understood(Draft(text, note=text))

    def _show_understood(self, draft: Draft) -> None:
        today = self._context.today
        self._reading.hide()
        self.text.underline(draft.spans)
        self._draft = self.lines.corrections.apply(draft, today)
        has_text = bool(draft.text.strip())
        self._start.setVisible(not has_text)
        self.lines.setVisible(has_text)
        self.lines.show_draft(self._draft, today, self._apart())
        self._show_readiness(bool(self._draft.ambiguous))
        self._fit()
        if self._logs_when_understood:
            self._log_no_more()
            self._log_understood()

    def _apart(self) -> dict[int, str]:
        unsure = {person_id for one in self._draft.ambiguous for person_id, _name in one.candidates}
        return distinguishing_details(self._context.read, unsure, self._context.today) if unsure else {}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and watched is self._room.inside:
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The lines take what they need, and scroll where the window is too low for them."""
        shown: QWidget = self._start if self._start.isVisibleTo(self._room) else self.lines
        inside = self.card.minimumWidth() - look.px(40)  # its width may not be laid out yet
        self._more.setVisible(inside >= look.px(_ROOM_FOR_MORE))
        # Only without chips and wrapped words: with them, a size hint is that of one narrow column.
        wanted = shown.heightForWidth(inside) if shown.hasHeightForWidth() else shown.sizeHint().height()
        if self.guard.isVisibleTo(self._room):
            wanted += self.guard.heightForWidth(inside) + look.px(8)
        others = self.card.sizeHint().height() - self._room.height()
        self._room.setFixedHeight(max(min(wanted, self._window.height() - others - look.px(32)), look.px(36)))
        self.place()

    def _show_readiness(self, choice_open: bool) -> None:
        kind = "plain" if choice_open else "primary"
        if self._log.property("kind") != kind:
            self._log.set_kind(kind)

    def _forget(self) -> None:
        self.lines.corrections = Corrections()
        self.text.set_text("")
