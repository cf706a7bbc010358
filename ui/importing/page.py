"""The import page: choose a file, see what it would change, then import it as one step."""

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
from ui.event_loop_slices import run_in_next_slice, run_in_slices
from ui.importing import events, file_sentences
from ui.importing.button_text import button_and_sentence, finish_import, label_as_parked
from ui.importing.import_thread import FileReader, ImportWriter, LoadedPreview, free_in_background
from ui.importing.mapping import MappingScreen, has_tables
from ui.importing.page_with_answers import PageWithAnswers
from ui.importing.progress import Progress
from ui.importing.review import Review
from ui.importing.second_file import SecondFile
from ui.importing.sheets import ReportSheet, WritingSheet
from ui.importing.start_page import StartPage, ask_for_files
from ui.page_target import PageTarget
from ui.widgets.buttons import Button
from ui.widgets.layout import column
from ui.widgets.page_header import PageHeader

_TOLD_BY = ("person", "contact_point", "role", "card", "meeting", "attendance", "dismissal")
_EACH_COLUMN = "Say what each column holds. Nothing is changed yet."
_UNSEEN = "Nothing is changed until you have seen it."


class ImportPage(PageWithAnswers):
    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(context, parent)
        self._loaded: LoadedPreview | None = None
        # the preview as soon as it is read; it is shown some slices later
        self._pending: LoadedPreview | None = None
        self._places: Sequence[Path] = ()
        self._options = DEFAULT_OPTIONS
        self._sheet: WritingSheet | None = None
        self.second = SecondFile(self)
        # whether the preview is outdated while the user is asked about a second file
        self._is_outdated = False
        self._report: ReportSheet | None = None
        self._page_after = "people"  # page opened after an import
        self._asks_for_file = self._is_writing = self._is_written = False
        self.reader, self.writer = FileReader(context, self), ImportWriter(context, self)
        self._build()
        self._connect()

    @property
    def is_passed(self) -> bool:
        return self._is_written or self._stack.currentWidget() is self._start

    def open_at(self, target: PageTarget) -> None:
        """A path, or several, are read at once. "choose" opens a file dialog. A KeptReport is shown."""
        files = (
            [target] if isinstance(target, Path) else list(target) if isinstance(target, list | tuple) else []
        )
        self._asks_for_file = target == "choose"
        if isinstance(target, KeptReport):
            self._show_report(target)
        if files and self._may_open(files):
            self._open(files)

    def _may_open(self, files: Sequence[Path]) -> bool:
        """An open preview is not discarded unasked; nothing is opened while an import is being written."""
        if self._is_writing:
            self.context.show_message("An import is being written. Open the file again when it is done.")
            return False
        if self.is_passed or set(files) >= set(self._places):
            return True
        self._is_outdated = self.is_stale
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
        """Reads the file again if people changed meanwhile, as a preview compares with the book."""
        if self._pending is None:
            self._start.show_reports(reports_in(self.context.book.folder))
        if self._pending is None or self._is_writing or self._is_written or self.second.is_asking:
            return
        if changes is None or changes.touches(*_TOLD_BY) or self.reader.owner_changed:
            self._read(self._places, again=True)

    def _build(self) -> None:
        self._cancel_button = Button("Cancel", "quiet", clicked=self._cancel)
        self.take = Button("Import", "primary", clicked=self._write)
        self.columns = Button("Columns", clicked=lambda: self.reader.ask(self._places))
        self._header = PageHeader("Import", "", self._cancel_button, self.columns, self.take)
        self._start = StartPage(self.choose_file)
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
        self.reader.progress_changed.connect(self._progress.show_done)
        self.reader.finished.connect(self._on_read)
        self.reader.mapping_needed.connect(self._on_mapping_needed)
        self.mapping.changed.connect(self._show_button)
        self.reader.failed.connect(self._on_not_read)
        self.writer.finished.connect(self._on_written)
        self.writer.failed.connect(self._on_write_failed)
        self.review.changed.connect(self._show_button)
        self.review.overview.charset.chosen.connect(self._read_as)
        self.review.overview.events.reread_requested.connect(lambda: self._read(self._places, again=True))
        self._start.report_requested.connect(self._show_report)
        self.second.replace_requested.connect(self._open)
        self.second.combine_requested.connect(lambda files: self._read([*self._places, *files], again=True))
        self.second.cancelled.connect(lambda: self.reload() if self._is_outdated else self.focus_first())
        self.add_action("One person", "1", lambda: self.review.answer(True))
        self.add_action("Two people", "2", lambda: self.review.answer(False))
        self.add_action("Decide later", "0", lambda: self.review.answer(None))
        self.add_action("Take the last answer back", "Backspace", self.review.undo_answer)
        self.add_action("Import", "Ctrl+Return, Ctrl+Enter", self._write)

    @property
    def can_undo_answer(self) -> bool:
        return self._stack.currentWidget() is self.review and self.review.answers.can_undo_answer

    def undo_answer(self) -> None:
        self.review.undo_answer()

    def _show(self, widget: QWidget, title: str, subtitle: str) -> None:
        self._header.show_text(title, subtitle)
        self._stack.setCurrentWidget(widget)
        self._cancel_button.setVisible(widget is not self._start)
        self.take.setVisible(widget in (self.review, self.mapping))
        found = self._loaded.found if self._loaded else None
        self.columns.setVisible(widget is self.review and has_tables(found))

    def _read(self, places: Sequence[Path], again: bool = False) -> None:
        self.reader.cancel()
        self._drop(again)
        self._places = places
        self._is_written = False
        self._progress.show_done(0, 0.0)
        name = places[0].name if len(places) == 1 else f"{len(places)} files"
        self._show(self._progress, f"Import {name}", "Reading. Nothing is changed yet.")
        self._cancel_button.setFocus()
        create_people = self.review.overview.events.create_people
        self.reader.start(places, replace(self._options, create_people=create_people))
        run_in_next_slice(self, self.review.compute_style)

    def _read_as(self, charset: str) -> None:
        """Reads the same files again, with this charset for unclear letters."""
        self._options = replace(self._options, charset=charset)
        self._read(self._places, again=True)

    def _on_read(self, loaded: LoadedPreview) -> None:
        found = loaded.found
        if not found.cards:
            reasons = [remark.reason for file in found.files for remark in file.remarks]
            self._on_not_read(" ".join(reasons) or "There are no contacts and no events in this file.")
            return
        self._pending = loaded
        parts = (
            lambda: self.context.prepare_page("people"),  # now, while no thread is busy
            self._writing_sheet,
            lambda: self._show_loaded(loaded),
            lambda: self.review.lay_out(self._stack.size()),
            lambda: self._show_review(found),
        )
        # unless it is cancelled or read again meanwhile
        run_in_slices(self, parts, lambda: self._pending is loaded)

    def _show_loaded(self, loaded: LoadedPreview) -> None:
        self._loaded = loaded
        self.review.show_preview(loaded, self._options.charset)

    def _writing_sheet(self) -> WritingSheet:
        self._sheet = self._sheet or self.writer.sheet(self)
        return self._sheet

    def _show_review(self, found: Preview) -> None:
        self._show(self.review, file_sentences.title(found), file_sentences.sentence(found))
        self._show_button()
        (self.take if self.take.isEnabled() else self._cancel_button).setFocus()

    def _on_mapping_needed(self, table: AskedTable) -> None:
        self.mapping.show_table(table)
        self._show(self.mapping, f"Columns of {table.path.name}", _EACH_COLUMN)
        self._show_button()
        self.mapping.focus_first()

    def _save_mapping(self) -> None:
        table, user_mapping = self.mapping.table, self.mapping.user_mapping
        assert table is not None
        self.context.do_silently(remember, table.layout, user_mapping, table.path.name)
        self._read(self._places, again=True)

    def _on_not_read(self, reason: str) -> None:
        self._start.say(reason)
        self._show(self._start, "Import", "Nothing was changed.")
        self._start.begin()

    def _show_button(self) -> None:
        if self._stack.currentWidget() is self.mapping:
            self.take.set_text("Continue")
            self.take.setEnabled(self.mapping.is_enough)
        elif self._loaded is not None:
            text = button_and_sentence(self._loaded, self.review.tally)
            self.take.set_text(text.button)
            self.take.setEnabled(text.button.startswith("Import"))
            self._header.words.setText(text.sentence)

    def _write(self) -> None:
        shown = self._stack.currentWidget()
        if shown is self.mapping and self.take.isEnabled():
            self._save_mapping()
        if self._loaded is None or shown is not self.review or not self.take.isEnabled():
            return  # the user must see the preview first
        accept, (found, lists) = self.review.overview.events.accept, self._loaded
        self._writing_sheet().begin(found.cards, file_sentences.units(found))
        self._is_writing = True
        self._page_after = "proposals" if not accept and events.asks(lists) else "people"
        self.writer.start(found, self.review.standing, self.review.choices, accept)

    def _on_written(self, changes: Changes | None) -> None:
        """The list of people may be long now: filling it, showing it, and freeing the preview are separate
        slices."""
        self._end_writing()
        self._is_written = True
        parked = label_as_parked(changes, self._loaded, self.review.standing)
        finish_import(self, self.context, parked, self._page_after, self._forget)

    def _on_write_failed(self, reason: str) -> None:
        self._end_writing()
        self.context.show_message(reason)

    def _end_writing(self) -> None:
        self._is_writing = False
        self._writing_sheet().close_sheet()

    def _cancel(self) -> None:
        self.reader.cancel()
        if self._stack.currentWidget() is self.mapping and self._loaded is not None:
            self._show_review(self._loaded.found)
            return
        self._forget()
        self.context.go_back()

    def _drop(self, is_reread: bool = False) -> None:
        loaded, self._pending = self._pending, None
        if self._loaded is not None:
            self._loaded = None
            self.review.drop_preview(is_reread)
        if loaded is not None:
            free_in_background(loaded)

    def _forget(self) -> None:
        self._drop()
        self._start.say()
        self._start.show_reports(reports_in(self.context.book.folder))
        self._show(self._start, "Import", _UNSEEN)

    def _show_report(self, report: KeptReport) -> None:
        self._report = self._report or ReportSheet.of(self)
        self._report.show_report(report)
