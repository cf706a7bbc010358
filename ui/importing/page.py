"""The page of an import: choose a file, see what it would do, and only then bring it in, as one step."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QStackedWidget, QWidget

from crm.changes import Changes
from crm.formats.csv.column_mapping import remember
from crm.formats.csv.mapping_questions import AskedTable
from crm.formats.read_options import DEFAULT_OPTIONS
from crm.importing.found_cards import Preview
from crm.importing.unread_report import KeptReport, reports_in
from ui.context import Context
from ui.event_loop_slices import in_next_turn, in_turns
from ui.importing import events, file_sentences
from ui.importing.answering import AnsweringPage
from ui.importing.button_text import as_parked, button_and_sentence, end
from ui.importing.import_thread import Looked, Reading, Writing, let_go
from ui.importing.mapping import MappingScreen, has_tables
from ui.importing.progress import Progress
from ui.importing.review import Review
from ui.importing.second_file import SecondFile
from ui.importing.sheets import ReportSheet, WritingSheet
from ui.importing.start import Start, ask_for_files
from ui.widgets.buttons import Button
from ui.widgets.layout import column
from ui.widgets.page_header import PageHeader

_TOLD_BY = ("person", "contact_point", "role", "card", "meeting", "attendance", "dismissal")
_EACH_COLUMN = "Say what each column holds. Nothing is changed yet."
_UNSEEN = "Nothing is changed until you have seen it."


class ImportPage(AnsweringPage):
    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(context, parent)
        self._looked: Looked | None = None
        self._coming: Looked | None = None  # the same as soon as it is read; it is shown some turns later
        self._places: Sequence[Path] = ()
        self._options = DEFAULT_OPTIONS
        self._sheet: WritingSheet | None = None
        self.second = SecondFile(self)
        self._is_behind = False  # the preview, while it is asked whether another takes its place
        self._report: ReportSheet | None = None
        self._ends_at = "people"  # the page an import ends on
        self._asks_for_file = self._is_writing = self._is_written = False
        self.reading, self.writing = Reading(context, self), Writing(context, self)
        self._build()
        self._connect()

    @property
    def is_passed(self) -> bool:
        return self._is_written or self._stack.currentWidget() is self._start

    def open_at(self, place: object) -> None:
        """A path, or several: reading begins at once. "choose" asks for one. A report is shown."""
        files = [place] if isinstance(place, Path) else list(place) if isinstance(place, list | tuple) else []
        self._asks_for_file = place == "choose"
        if isinstance(place, KeptReport):
            self._show_report(place)
        if files and self._may_open(files):
            self._open(files)

    def _may_open(self, files: Sequence[Path]) -> bool:
        """A preview that is open is not thrown away unasked, nor anything while it is written."""
        if self._is_writing:
            self.context.tell("An import is being written. Open the file again when it is done.")
            return False
        if self.is_passed or set(files) >= set(self._places):
            return True
        self._is_behind = self.is_stale
        self.second.ask(self._places, files, len(self.review.choices))
        return False

    def _open(self, files: Sequence[Path]) -> None:
        self._options = DEFAULT_OPTIONS
        self.review.overview.events.begin()
        self._read(files)

    def focus_first(self) -> None:
        if self.second.is_asking:
            return
        if self._asks_for_file:
            self._asks_for_file = False
            self.choose_file()
        elif self._stack.currentWidget() is self.mapping:
            self.mapping.focus_first()
        elif self._stack.currentWidget() is self.review:
            self.take.setFocus()
        elif self._stack.currentWidget() is self._start:
            self._start.begin()

    def go_back(self) -> bool:
        if self._stack.currentWidget() is self._start:
            return False
        if self._stack.currentWidget() is self.review and self.review.go_back():
            return True
        self._cancel()
        return True

    def choose_file(self) -> None:
        ask_for_files(self, self.open_at)

    def reload(self, changes: Changes | None = None) -> None:
        """A preview is of the book as it was: when people change meanwhile, the file is read again."""
        if self._coming is None:
            self._start.show_reports(reports_in(self.context.book.folder))
        if self._coming is None or self._is_writing or self._is_written or self.second.is_asking:
            return
        if changes is None or changes.touches(*_TOLD_BY) or self.reading.owner_changed:
            self._read(self._places, again=True)

    def _build(self) -> None:
        self._cancel_button = Button("Cancel", "quiet", clicked=self._cancel)
        self.take = Button("Import", "primary", clicked=self._write)
        self.columns = Button("Columns", clicked=lambda: self.reading.ask(self._places))
        self._header = PageHeader("Import", "", self._cancel_button, self.columns, self.take)
        self._start = Start(self.choose_file)
        self._progress = Progress()
        self.review = Review(self.context)
        self.mapping = MappingScreen()
        self._stack = QStackedWidget()
        for widget in (self._start, self._progress, self.mapping, self.review):
            self._stack.addWidget(widget)
        whole = column(self._header, gap=0)
        whole.addWidget(self._stack, 1)
        self.setLayout(whole)
        self._show(self._start, "Import", _UNSEEN)

    def _connect(self) -> None:
        self.reading.progressed.connect(self._progress.show_done)
        self.reading.read.connect(self._on_read)
        self.reading.asked.connect(self._on_asked)
        self.mapping.changed.connect(self._show_button)
        self.reading.failed.connect(self._on_not_read)
        self.writing.written.connect(self._on_written)
        self.writing.stopped.connect(self._on_stopped)
        self.review.changed.connect(self._show_button)
        self.review.overview.charset.chosen.connect(self._read_as)
        self.review.overview.events.asked_again.connect(lambda: self._read(self._places, again=True))
        self._start.report_asked.connect(self._show_report)
        self.second.instead.connect(self._open)
        self.second.both.connect(lambda files: self._read([*self._places, *files], again=True))
        self.second.stayed.connect(lambda: self.reload() if self._is_behind else self.focus_first())
        self.add_action("One person", "1", lambda: self.review.answer(True))
        self.add_action("Two people", "2", lambda: self.review.answer(False))
        self.add_action("Decide later", "0", lambda: self.review.answer(None))
        self.add_action("Take the last answer back", "Backspace", self.review.take_back)
        self.add_action("Import", "Ctrl+Return, Ctrl+Enter", self._write)

    @property
    def can_take_back(self) -> bool:
        return self._stack.currentWidget() is self.review and self.review.answers.can_take_back

    def take_back(self) -> None:
        self.review.take_back()

    def _show(self, widget: QWidget, title: str, said: str) -> None:
        self._header.show_text(title, said)
        self._stack.setCurrentWidget(widget)
        self._cancel_button.setVisible(widget is not self._start)
        self.take.setVisible(widget in (self.review, self.mapping))
        found = self._looked.found if self._looked else None
        self.columns.setVisible(widget is self.review and has_tables(found))

    def _read(self, places: Sequence[Path], again: bool = False) -> None:
        self.reading.cancel()
        self._drop(again)
        self._places = places
        self._is_written = False
        self._progress.show_done(0, 0.0)
        name = places[0].name if len(places) == 1 else f"{len(places)} files"
        self._show(self._progress, f"Import {name}", "Reading. Nothing is changed yet.")
        self._cancel_button.setFocus()
        create_people = self.review.overview.events.create_people
        self.reading.start(places, replace(self._options, create_people=create_people))
        in_next_turn(self, self.review.take_style)

    def _read_as(self, charset: str) -> None:
        """The same files once more, their unclear letters in this charset."""
        self._options = replace(self._options, charset=charset)
        self._read(self._places, again=True)

    def _on_read(self, looked: Looked) -> None:
        found = looked.found
        if not found.cards:
            reasons = [remark.reason for file in found.files for remark in file.remarks]
            self._on_not_read(" ".join(reasons) or "There are no contacts and no events in this file.")
            return
        self._coming = looked
        parts = (
            lambda: self.context.expect_page("people"),  # now, while no thread is busy
            self._writing_sheet,
            lambda: self._take_in(looked),
            lambda: self.review.lay_out(self._stack.size()),
            lambda: self._show_review(found),
        )
        in_turns(self, parts, lambda: self._coming is looked)  # unless it is cancelled, or read once more

    def _take_in(self, looked: Looked) -> None:
        self._looked = looked
        self.review.show_looked(looked, self._options.charset)

    def _writing_sheet(self) -> WritingSheet:
        self._sheet = self._sheet or self.writing.sheet(self)
        return self._sheet

    def _show_review(self, found: Preview) -> None:
        self._show(self.review, file_sentences.title(found), file_sentences.sentence(found))
        self._show_button()
        (self.take if self.take.isEnabled() else self._cancel_button).setFocus()

    def _on_asked(self, table: AskedTable) -> None:
        self.mapping.show_table(table)
        self._show(self.mapping, f"Columns of {table.path.name}", _EACH_COLUMN)
        self._show_button()
        self.mapping.focus_first()

    def _on_mapped(self) -> None:
        table, said = self.mapping.table, self.mapping.said
        assert table is not None
        self.context.do_quietly(remember, table.layout, said, table.path.name)
        self._read(self._places, again=True)

    def _on_not_read(self, reason: str) -> None:
        self._start.say(reason)
        self._show(self._start, "Import", "Nothing was changed.")
        self._start.begin()

    def _show_button(self) -> None:
        if self._stack.currentWidget() is self.mapping:
            self.take.set_text("Continue")
            self.take.setEnabled(self.mapping.is_enough)
        elif self._looked is not None:
            said, sentence = button_and_sentence(self._looked, self.review.reckoned)
            self.take.set_text(said)
            self.take.setEnabled(said.startswith("Import"))
            self._header.words.setText(sentence)

    def _write(self) -> None:
        shown = self._stack.currentWidget()
        if shown is self.mapping and self.take.isEnabled():
            self._on_mapped()
        if self._looked is None or shown is not self.review or not self.take.isEnabled():
            return  # not before it is seen what comes in
        accept, (found, lists) = self.review.overview.events.accept, self._looked
        self._writing_sheet().begin(found.cards, file_sentences.units(found))
        self._is_writing = True
        self._ends_at = "proposals" if not accept and events.asks(lists) else "people"
        self.writing.start(found, self.review.standing, self.review.choices, accept)

    def _on_written(self, changes: Changes | None) -> None:
        """The list of people is long now: it is filled, shown, and what was read let go, in turns of their own."""
        self._end_writing()
        self._is_written = True
        told = as_parked(changes, self._looked, self.review.standing)
        end(self, self.context, told, self._ends_at, self._forget)

    def _on_stopped(self, reason: str) -> None:
        self._end_writing()
        self.context.tell(reason)

    def _end_writing(self) -> None:
        self._is_writing = False
        self._writing_sheet().close_sheet()

    def _cancel(self) -> None:
        self.reading.cancel()
        if self._stack.currentWidget() is self.mapping and self._looked is not None:
            self._show_review(self._looked.found)
            return
        self._forget()
        self.context.go_back()

    def _drop(self, comes_again: bool = False) -> None:
        looked, self._coming = self._coming, None
        if self._looked is not None:
            self._looked = None
            self.review.let_go(comes_again)
        if looked is not None:
            let_go(looked)

    def _forget(self) -> None:
        self._drop()
        self._start.say()
        self._start.show_reports(reports_in(self.context.book.folder))
        self._show(self._start, "Import", _UNSEEN)

    def _show_report(self, report: KeptReport) -> None:
        self._report = self._report or ReportSheet.of(self)
        self._report.show_report(report)
