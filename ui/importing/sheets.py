"""Sheets of the import: progress while writing, and the report afterwards."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QProgressBar, QWidget

from crm.errors import FileNotWritten
from crm.formats.atomic_file import write_to
from crm.importing.unread_report import KeptReport
from ui.counts_and_days import format_count
from ui.importing.file_sentences import EntryUnit
from ui.theme.look import look
from ui.widgets.buttons import Button
from ui.widgets.file_dialogs import file_dialog
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import row
from ui.widgets.read_only_controls import mark_reading
from ui.widgets.responsive_row import button_row
from ui.widgets.sheet import Sheet


class ReportSheet(Sheet):
    """Lists what could not be read, with the raw lines, to be copied or saved as text."""

    def __init__(self, window: QWidget):
        super().__init__(window, "Import report", width=820)
        mark_reading(self)
        self._name = ""
        self._title = PlainLabel("", "title")
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("Import report")
        self.text.setMinimumHeight(look.px(320))
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._status = PlainLabel("", "small", wrap=True)
        copy = Button("Copy", clicked=self._copy)
        save = Button("Save as text …", clicked=self._choose_place)
        for widget in (self._title, self.text, self._status):
            self.body.addWidget(widget)
        self.body.addWidget(button_row([copy, save], [Button("Done", clicked=self.close_sheet)]))

    @classmethod
    def of(cls, page: QWidget) -> "ReportSheet":
        """Creates a sheet over the page's window that is deleted with the page."""
        sheet = cls(page.window())
        page.destroyed.connect(sheet.deleteLater)
        return sheet

    def show_report(self, report: KeptReport) -> None:
        self._name = report.path.name
        self._title.setText(f"Import of {report.name}")
        self._status.hide()
        try:
            self.text.setPlainText(report.path.read_text(encoding="utf-8"))
        except OSError:
            self.text.setPlainText("This report cannot be opened any more. What was imported is in the book.")
        self.open()
        self.text.setFocus()

    def save(self, path: Path) -> None:
        try:
            write_to(path, [self.text.toPlainText().encode("utf-8", "replace")])
            self._status.setText(f"Saved as {path.name}.")
        except FileNotWritten as refused:
            self._status.setText(str(refused))
        self._status.show()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())

    def _choose_place(self) -> None:
        dialog = file_dialog(self, "Save the report", self._name, "Text (*.txt)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("txt")
        dialog.fileSelected.connect(lambda name: self.save(Path(name)))
        dialog.open()


class WritingSheet(Sheet):
    """Blocks the window, so that nothing is edited while the import is being written."""

    cancel_requested = Signal()

    def __init__(self, window: QWidget):
        super().__init__(window, "Importing", width=440)
        self._words = PlainLabel("", "strong")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Progress")
        self._unit = EntryUnit("card", "cards")
        self._cancel = Button("Cancel", "quiet", clicked=self._stop, keys="Esc")
        for widget in (self._words, self.bar):
            self.body.addWidget(widget)
        foot = row()
        foot.addStretch(1)
        foot.addWidget(self._cancel)
        self.body.addLayout(foot)

    def begin(self, cards: int, unit: EntryUnit) -> None:
        self._unit = unit
        self._cancel.setEnabled(True)
        self.bar.setRange(0, max(cards, 1))
        self.show_done(0)
        self.open()
        self._cancel.setFocus()

    def show_done(self, cards: int) -> None:
        self.bar.setValue(cards)
        whole = self.bar.maximum()
        if self._cancel.isEnabled():
            share = f"{cards / whole:.0%}"
            self._words.setText(
                f"{cards:,} of {format_count(whole, self._unit.singular, self._unit.plural)} done, {share}"
            )

    def _stop(self) -> None:
        """Reacts at once, as the rollback takes a moment."""
        self._cancel.setEnabled(False)
        self._words.setText("Stopping. The book stays as it was.")
        self.cancel_requested.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._cancel.isEnabled():
            self._stop()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
