"""The sheet of Help > Report a problem: shows all that a report would contain, to be copied. Nothing is sent."""

from typing import TYPE_CHECKING

import PySide6
from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from crm.fault_log.log_handler import installed_log
from crm.trouble.problem_report import report
from ui.background import run_in_background
from ui.theme.look import look
from ui.widgets.buttons import Button
from ui.widgets.labels import PlainLabel, sentence
from ui.widgets.mail import copy
from ui.widgets.read_only_controls import mark_reading
from ui.widgets.responsive_row import button_row
from ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from crm.book import Book

_WORDS = (
    "This is all of it: no names, no notes, nothing that you wrote. Goodturn sends nothing by itself: "
    "you can copy it, and where you send it, or whether, is up to you."
)


def report_problem(window: QWidget, book: "Book | None") -> None:
    """Collects the report in a thread, as a book may be large, then opens the sheet."""
    kept_log, lines = installed_log(), about_window(window)
    run_in_background(
        lambda: report(book, lines, kept_log.file if kept_log is not None else None),
        lambda text: ProblemReportSheet(window, text).begin(),
    )


class ProblemReportSheet(Sheet):
    def __init__(self, window: QWidget, report: str):
        super().__init__(window, "Report a problem", width=720, top=64)
        mark_reading(self)
        self.text = QPlainTextEdit(report)
        self.text.setReadOnly(True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.text.setTabChangesFocus(True)
        self.text.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.text.setAccessibleName("The report")
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setMinimumHeight(max(look.px(96), min(look.px(360), window.height() - look.px(320))))
        self._status = PlainLabel("", "small")
        self.copy = Button("Copy the report", "primary", clicked=self._copy)
        close = Button("Close", clicked=self.close_sheet, keys="Esc")
        for widget in (PlainLabel("Report a problem", "title"), sentence(_WORDS), self.text):
            self.body.addWidget(widget)
        self.body.addWidget(button_row([self._status], [close, self.copy]))
        self.closed.connect(self.deleteLater)

    def begin(self) -> None:
        self.open()
        self.text.setFocus()

    def _copy(self) -> None:
        copy(self.text.toPlainText())
        self._status.setText("Copied.")


def about_window(window: QWidget) -> list[str]:
    """Qt version and screen, for the report."""
    ratio, theme = window.devicePixelRatioF(), "dark" if look.tokens.is_dark else "light"
    return [
        f"Qt {qVersion()}, PySide {PySide6.__version__}, {QGuiApplication.platformName()}",
        f"Window: {window.width()} x {window.height()}, scale {ratio:.2g}, text {look.percent} %, {theme}",
    ]
