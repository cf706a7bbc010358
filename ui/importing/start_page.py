"""Start of an import: a button to choose a file, and the reports of former imports."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from crm.importing.unread_report import KeptReport
from crm.text.outside_text import shown
from ui.theme.look import look
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.file_dialogs import file_dialog
from ui.widgets.labels import section
from ui.widgets.layout import Card, Line, Lines, Scroll, column

SENTENCE = (
    "Choose a file, drop one on the window, or paste: contacts (vCard, CSV), calendars (ICS), or the zip of a whole "
    "takeout. You see everything before it comes in."
)
_KINDS = "Contacts and calendars (*.vcf *.vcard *.csv *.tsv *.ics *.zip *.json *.txt);;All files (*)"
_SHOWN = 5


def ask_for_files(page: QWidget, chosen: Callable[[list[Path]], object]) -> None:
    dialog = file_dialog(page, "Import", kinds=_KINDS)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(lambda names: chosen([Path(name) for name in names]))
    dialog.open()


class StartPage(Scroll):
    report_requested = Signal(object)  # KeptReport

    def __init__(self, choose_file: Callable[[], object], parent: QWidget | None = None):
        super().__init__(width=720, parent=parent)
        self._empty = EmptyState(SENTENCE, "Choose a file", choose_file)
        self.sentence, self.choose = self._empty.sentence, self._empty.button
        self._before = QWidget()
        self._lines = Lines()
        card = Card("true", (8, 4))
        card.body.addWidget(self._lines)
        self._before.setLayout(column(section("Reports of imports before"), card))
        self.body.addWidget(self._empty)
        self.body.addWidget(self._before)
        self._before.hide()

    def show_reports(self, reports: Sequence[KeptReport]) -> None:
        self._lines.clear()
        for report in reports[:_SHOWN]:
            self._lines.add(self._line(report))
        self._before.setVisible(bool(reports))

    def begin(self) -> None:
        """Focuses the button, so that Enter opens the file dialog."""
        if self.choose is not None:
            self.choose.setFocus()

    def say(self, sentence: str = "") -> None:
        """Shows a sentence before the invitation: why a file could not be read."""
        self.sentence.setText(f"{sentence}\n\n{SENTENCE}" if sentence else SENTENCE)

    def _line(self, report: KeptReport) -> Line:
        button = Button(report.name, "link", clicked=lambda: self.report_requested.emit(report))
        button.setAccessibleName(shown(f"Report of {report.name}, {report.at:%d %B %Y, %H:%M}"))
        line = Line(f"{report.at:%d %b %Y, %H:%M}", button, width=132)
        line.content.addStretch(1)
        line.label.setMinimumWidth(look.px(132))
        return line
