"""The page of an import: choose a file, see what it would do, and only then bring it in, as one step."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from crm.changes import Changes
from crm.exchange.found import Preview
from crm.exchange.tables.asking import AskedTable
from crm.exchange.tables.mapping import remember
from ui.context import Context
from ui.importing import words
from ui.importing.mapping import MappingScreen, has_tables
from ui.importing.progress import Progress
from ui.importing.reading import Reading, Writing, let_go
from ui.importing.review import Review
from ui.importing.sheets import WritingSheet
from ui.page import Page
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.layout import column
from ui.widgets.page_header import PageHeader

_KINDS = "Contacts (*.vcf *.vcard *.csv *.tsv *.txt *.zip);;All files (*)"
_START = "Choose a vCard, CSV or zip file, drop one on the window, or paste cards. You see everything before it comes in."
_NOTHING = "Everything in this file is in your book already."


class ImportPage(Page):
    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(context, parent)
        self._preview: Preview | None = None
        self._sheet: WritingSheet | None = None
        self._files: list[Path] = []
        self._asks_for_file = self._is_writing = self._is_written = False
        self.reading, self.writing = Reading(context, self), Writing(context, self)
        self._build()
        self._connect()

    @property
    def is_passed(self) -> bool:
        return self._is_written or self._stack.currentWidget() is self._start

    def open_at(self, place: object) -> None:
        """A path, or several: reading begins at once. "choose" asks for one."""
        files = [place] if isinstance(place, Path) else list(place) if isinstance(place, list | tuple) else []
        self._asks_for_file = place == "choose"
        if files:
            self._read(files)

    def focus_first(self) -> None:
        if self._asks_for_file:
            self._asks_for_file = False
            self.choose_file()
        elif self._stack.currentWidget() is self.mapping:
            self.mapping.focus_first()
        elif self._preview is not None:
            self.take.setFocus()

    def go_back(self) -> bool:
        if self._stack.currentWidget() is self._start:
            return False
        self._cancel()
        return True

    def choose_file(self) -> None:
        dialog = QFileDialog(self.window(), "Import contacts", "", _KINDS)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.open_at([Path(name) for name in names]))
        dialog.open()

    def reload(self, changes: Changes | None = None) -> None:
        """A preview is of the book as it was: when people change meanwhile, the file is read again."""
        if changes is None or self._preview is None or self._is_writing:
            return
        if changes.touches("person", "contact_point"):
            self._read([Path(file.file) for file in self._preview.files])

    def _build(self) -> None:
        self._cancel_button = Button("Cancel", "quiet", clicked=self._cancel)
        self.take = Button("Import", "primary", clicked=self._write)
        self.columns = Button("Columns", clicked=lambda: self.reading.ask(self._files))
        self._header = PageHeader("Import", "", self._cancel_button, self.columns, self.take)
        self._start = EmptyState(_START, "Choose a file", self.choose_file)
        self._progress = Progress()
        self.review = Review(self.context)
        self.mapping = MappingScreen()
        self._stack = QStackedWidget()
        for widget in (self._start, self._progress, self.mapping, self.review):
            self._stack.addWidget(widget)
        whole = column(self._header, gap=0)
        whole.addWidget(self._stack, 1)
        self.setLayout(whole)
        self._show(self._start, "Import", "Nothing is changed until you have seen it.")

    def _connect(self) -> None:
        self.reading.progressed.connect(self._progress.show_done)
        self.reading.read.connect(self._on_read)
        self.reading.asked.connect(self._on_asked)
        self.mapping.changed.connect(self._show_button)
        self.reading.failed.connect(self._on_not_read)
        self.writing.written.connect(self._on_written)
        self.writing.stopped.connect(self._on_stopped)
        self.review.changed.connect(self._show_button)
        self.add_action("One person", "1", lambda: self.review.possible.answer(True))
        self.add_action("Two people", "2", lambda: self.review.possible.answer(False))
        self.add_action("Import", "Ctrl+Return", self._write)

    def _show(self, widget: QWidget, title: str, said: str) -> None:
        self._header.show_text(title, said)
        self._stack.setCurrentWidget(widget)
        self._cancel_button.setVisible(widget is not self._start)
        self.take.setVisible(widget in (self.review, self.mapping))
        self.columns.setVisible(widget is self.review and has_tables(self._preview))

    def _read(self, files: Sequence[Path]) -> None:
        self.reading.cancel()
        self._drop_preview()
        self._is_written = False
        self._files = list(files)
        self._progress.show_done(0, 0.0)
        name = files[0].name if len(files) == 1 else f"{len(files)} files"
        self._show(self._progress, f"Import {name}", "Reading. Nothing is changed yet.")
        self.reading.start(files)

    def _on_read(self, found: Preview) -> None:
        if not found.cards:
            reasons = [remark.reason for file in found.files for remark in file.remarks]
            self._on_not_read(" ".join(reasons) or "There are no contacts in this file.")
            return
        self._preview = found
        self.review.show_preview(found)
        self._show_review(found)
        QTimer.singleShot(0, lambda: self.context.expect_page("people"))  # where an import ends

    def _show_review(self, found: Preview) -> None:
        self._show(self.review, words.title(found), words.sentence(found))
        self._show_button()
        self.take.setFocus()

    def _on_asked(self, table: AskedTable) -> None:
        self.mapping.show_table(table)
        self._show(
            self.mapping,
            f"Columns of {table.path.name}",
            "Say what each column holds. Nothing is changed yet.",
        )
        self._show_button()
        self.mapping.focus_first()

    def _on_mapped(self) -> None:
        table, said = self.mapping.table, self.mapping.said
        assert table is not None
        self.context.do(remember, table.layout, said, table.path.name, quiet=True)
        self._read(self._files)

    def _on_not_read(self, reason: str) -> None:
        self._start.sentence.setText(f"{reason}\n\n{_START}")
        self._show(self._start, "Import", "Nothing was changed.")

    def _show_button(self) -> None:
        if self._stack.currentWidget() is self.mapping:
            self.take.set_text("Continue")
            self.take.setEnabled(self.mapping.is_enough)
        elif self._preview is not None:
            said = words.button(self._preview, words.merged(self.review.choices))
            self.take.set_text(said)
            self.take.setEnabled(said.startswith("Import"))
            if not self.take.isEnabled():
                self._header.words.setText(_NOTHING)

    def _write(self) -> None:
        if self._stack.currentWidget() is self.mapping and self.take.isEnabled():
            self._on_mapped()
            return
        if self._preview is None or not self.take.isEnabled():
            return
        if self._sheet is None:
            self._sheet = WritingSheet(self.window())
            self.destroyed.connect(self._sheet.deleteLater)
            self._sheet.cancel_asked.connect(self.writing.cancel)
            self.writing.progressed.connect(self._sheet.show_done)
        self._sheet.begin(self._preview.cards)
        self._is_writing = True
        self.writing.start(self._preview, self.review.standing, self.review.choices)

    def _on_written(self, changes: Changes | None) -> None:
        """The list of people is long now: it is filled, shown, and what was read let go, in turns of their own."""
        self._end_writing()
        self._is_written = True
        if changes is None:
            self.context.tell(_NOTHING)
        else:
            self.context.told.emit(changes.label, changes)
        QTimer.singleShot(0, self._fill_people)

    def _fill_people(self) -> None:
        self.context.expect_page("people")
        QTimer.singleShot(0, self._show_people)

    def _show_people(self) -> None:
        self.context.open_page("people")
        QTimer.singleShot(0, self._forget)

    def _on_stopped(self, reason: str) -> None:
        self._end_writing()
        self.context.tell(reason)

    def _end_writing(self) -> None:
        assert self._sheet is not None
        self._is_writing = False
        self._sheet.close_sheet()

    def _cancel(self) -> None:
        self.reading.cancel()
        if self._stack.currentWidget() is self.mapping and self._preview is not None:
            self._show_review(self._preview)
            return
        self._forget()
        self.context.go_back()

    def _drop_preview(self) -> None:
        if self._preview is not None:
            found, self._preview = self._preview, None
            self.review.show_preview(Preview())
            let_go(found)

    def _forget(self) -> None:
        self._drop_preview()
        self._start.sentence.setText(_START)
        self._show(self._start, "Import", "Nothing is changed until you have seen it.")
