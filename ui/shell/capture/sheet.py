"""The capture sheet (Ctrl+L): a text field with underlined findings, the draft as a list of lines, Enter logs
it."""

import logging
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm.capture.draft import Draft
from crm.capture.names import Names
from crm.changes import Changes
from crm.fault_log.fault_description import describe
from crm.guard.captured_text import captured_intent
from crm.people.recently_met import distinguishing_details, recently_met_names
from ui.context import Context
from ui.drafts import LOG
from ui.guard.guard_line import GuardLine
from ui.note_source import NoteSource
from ui.shell.capture import line_text
from ui.shell.capture.capture_text import CaptureText
from ui.shell.capture.corrections import Corrections
from ui.shell.capture.draft_lines import DraftLines
from ui.shell.capture.draft_parser import DraftParser, ParseRequest
from ui.shell.capture.note_sources import NoteSources
from ui.shell.capture.start_chips import StartChips
from ui.theme.look import look
from ui.widgets.buttons import Button
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import Scroll, row
from ui.widgets.sheet import Sheet

log = logging.getLogger(__name__)
_PAUSE_MS = 400
_INSERT_BUTTONS_FROM = 500  # design pixels; below it the insert buttons are hidden


class CaptureSheet(Sheet):
    def __init__(self, window: QWidget, context: Context):
        super().__init__(window, "Log what happened", width=720)
        self._context = context
        self._names = Names()
        self._draft = Draft("")
        self._sources = NoteSources()
        self._parser = DraftParser(self._show_draft, self._on_parse_error, self)
        self._logs_when_parsed = False
        self._build()
        self._pause_timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause_timer.timeout.connect(self.check_guard)
        self.text.edited.connect(lambda edit: self.lines.corrections.follow(edit, self.text.text()))
        self.text.textChanged.connect(self._on_text_changed)
        self.text.enter_pressed.connect(self.log_it)
        self.closed.connect(self._cancel_logging)
        self.closed.connect(self.guard.forget)
        self._names_stale = True
        self.destroyed.connect(context.book.listen(self._on_committed))

    def _on_committed(self, changes: Changes) -> None:
        """Runs in any thread. The names are read again at the next use."""
        self._names_stale = True

    def begin(self, words: str = "", source: NoteSource | None = None) -> None:
        """Opens with the unlogged draft, selected so that typing replaces it, or with `words` below it."""
        was_open, left_at = self.is_open, self._context.drafts.left_at(LOG)
        self._error.hide()
        self.open()
        if not self.text.text():
            self.text.set_text(self._context.drafts.text(LOG))
        left = self.text.text().strip()
        stands_there = left == words.strip()  # left unlogged when the program ended
        if source is not None and (not self._sources.add(source, stands_there or not left) or stands_there):
            words = ""
        if words:
            self.text.append_words(f"\n{words}" if left else words)
        elif left and not was_open:
            self.text.selectAll()
        if not was_open:
            self._start_chips.show_people(recently_met_names(self._context.read, 6))
        self._parse()
        self.text.setFocus()
        if left and not was_open:
            self._draft_notice.setText(line_text.left_draft_text(left_at, self._context.today, bool(words)))
            self._draft_notice.show()
            self._fit()
        self._source_notice.setText(self._sources.notice(self._context.today))
        self._source_notice.setVisible(bool(self._source_notice.text()))

    def log_it(self) -> None:
        """Logs the draft as one step; an open choice between people is asked first."""
        if not self._parser.has_parsed(self._parse_request()):
            self._parse()
        self._logs_when_parsed = self._parser.is_busy
        if not self._logs_when_parsed:
            self._log_draft()

    def _log_draft(self) -> None:
        if not self._draft.text.strip():
            return
        if self._draft.ambiguous:
            self.lines.focus_choice()
            return
        if refusal := self._sources.log(self._context, self._draft):
            self._error.setText(refusal)
            self._error.show()
        else:
            self._forget()
            self.close_sheet()

    def check_guard(self) -> None:
        """Called when typing pauses: checks whether an ask or a pitch comes too early."""
        if self._parser.is_busy:
            return
        found = captured_intent(self._draft)
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
        self._draft_notice = PlainLabel("", "caption", wrap=True)
        self._draft_notice.hide()
        self._source_notice = PlainLabel("", "caption", wrap=True)
        self._source_notice.hide()
        self._start_chips = StartChips(self._insert)
        self.lines = DraftLines(Corrections())
        self.lines.corrections_changed.connect(self._parse)
        self.lines.focus_left.connect(self.text.setFocus)
        self._progress = PlainLabel("Reading this long text. Nothing of it is lost.", "quiet")
        self._progress.hide()
        self._error = PlainLabel("", "error", wrap=True)
        self._error.hide()
        self.guard = GuardLine(self._context)
        self._scroll = Scroll(margins=(0, 0, 0, 0))
        self._scroll.inside.installEventFilter(self)
        self._scroll.body.addWidget(self._start_chips)
        self._scroll.body.addWidget(self.lines)
        self._scroll.body.addWidget(self.guard)
        for widget in (
            self._label,
            self.text,
            self._source_notice,
            self._draft_notice,
            self._progress,
            self._scroll,
            self._error,
        ):
            self.body.addWidget(widget)
        self.body.addLayout(self._build_buttons())

    def _build_buttons(self) -> QHBoxLayout:
        self._log_button = Button("Log it", "primary", clicked=self.log_it, keys="Enter")
        more = [
            Button(words, "quiet", clicked=partial(self._append, inserted))
            for words, inserted in (
                ("+ person", " with "),
                ("+ promise", ". I’ll send "),
                ("+ topic", ". She is looking for "),
            )
        ]
        cancel = Button("Cancel", "quiet", clicked=self.close_sheet)
        self._insert_buttons = QWidget()
        self._insert_buttons.setLayout(row(*more, gap=6))
        buttons = row(self._insert_buttons, gap=6, margins=(0, 8, 0, 0))
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self._log_button)
        return buttons

    def _insert(self, words: str) -> None:
        self.text.insert(words)

    def _append(self, words: str) -> None:
        """Appends the beginning of a person, promise or topic, adapted to the end of the text."""
        text = self.text.text().rstrip()
        if text.endswith((".", "\n", ",")) or not text:
            words = words.lstrip(". ")
        self.text.append_words((words if words[:1] in ". " else f" {words}").lstrip(" " if not text else ""))

    def _cancel_logging(self) -> None:
        self._logs_when_parsed = False

    def _on_text_changed(self) -> None:
        self._cancel_logging()
        self._error.hide()
        self._draft_notice.hide()
        self._context.drafts.keep(LOG, self.text.text())
        if not self.text.text().strip():
            self._sources.forget()
            self._source_notice.hide()
        self._parse()
        self._pause_timer.start()

    def _parse_request(self) -> ParseRequest:
        if self._names_stale:
            self._names, self._names_stale = Names.from_reader(self._context.read), False
        chosen = self.lines.corrections.chosen
        day = self._sources.day(self._context.today)
        return ParseRequest(self.text.text(), day, self._names, chosen)

    def _parse(self) -> None:
        self._parser.ask(self._parse_request())
        if self._parser.is_busy:
            self.text.underline([])
        self._progress.setVisible(self._parser.is_busy)

    def _on_parse_error(self, fault: Exception) -> None:
        """A parser error: the text can still be logged as a note."""
        log.error("A text was not understood: %s", describe(fault))
        text = self.text.text()
        self._show_draft(Draft(text, note=text))

    def _show_draft(self, draft: Draft) -> None:
        today = self._context.today
        self._progress.hide()
        self.text.underline(draft.spans)
        self._draft = self.lines.corrections.apply(draft, today)
        has_text = bool(draft.text.strip())
        self._start_chips.setVisible(not has_text)
        self.lines.setVisible(has_text)
        self.lines.show_draft(self._draft, today, self._distinctions())
        self._update_log_button(bool(self._draft.ambiguous))
        self._fit()
        if self._logs_when_parsed:
            self._cancel_logging()
            self._log_draft()

    def _distinctions(self) -> dict[int, str]:
        unsure = {person_id for one in self._draft.ambiguous for person_id, _name in one.candidates}
        return distinguishing_details(self._context.read, unsure, self._context.today) if unsure else {}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and watched is self._scroll.inside:
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The lines take the height they need, and scroll if the window is too low."""
        shown: QWidget = self._start_chips if self._start_chips.isVisibleTo(self._scroll) else self.lines
        inside = self.card.minimumWidth() - look.px(40)  # its width may not be laid out yet
        self._insert_buttons.setVisible(inside >= look.px(_INSERT_BUTTONS_FROM))
        # Only without chips and wrapped text: with them, a size hint is that of one narrow column.
        wanted = shown.heightForWidth(inside) if shown.hasHeightForWidth() else shown.sizeHint().height()
        if self.guard.isVisibleTo(self._scroll):
            wanted += self.guard.heightForWidth(inside) + look.px(8)
        others = self.card.sizeHint().height() - self._scroll.height()
        self._scroll.setFixedHeight(
            max(min(wanted, self._window.height() - others - look.px(32)), look.px(36))
        )
        self.place()

    def _update_log_button(self, choice_open: bool) -> None:
        kind = "plain" if choice_open else "primary"
        if self._log_button.property("kind") != kind:
            self._log_button.set_kind(kind)

    def _forget(self) -> None:
        self.lines.corrections = Corrections()
        self.text.set_text("")
