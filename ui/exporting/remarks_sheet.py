"""Sheet after an export: lists the cards that other programs may not read as written."""

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.theme.look import look
from ui.widgets.buttons import Button
from ui.widgets.labels import PlainLabel
from ui.widgets.responsive_row import button_row
from ui.widgets.sheet import Sheet

_WHAT_THIS_IS = (
    "The file is there, and reads back here with everything in it. For the sake of other programs it was also looked at "
    "in another way, and this is what was found:"
)


class RemarksSheet(Sheet):
    """One remark per line, to be read or copied. Deleted on closing."""

    def __init__(self, window: QWidget, wrote: str, remarks: Sequence[str]) -> None:
        super().__init__(window, "Remarks on the export", width=680, top=72)
        self.text = QPlainTextEdit("\n".join(remarks))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("Remarks on the export")
        self.text.setMinimumHeight(look.px(160))
        copy = Button("Copy", clicked=lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        self.done = Button("Done", "primary", clicked=self.close_sheet)
        for widget in (
            PlainLabel(wrote, "title", wrap=True),
            PlainLabel(_WHAT_THIS_IS, "small", wrap=True),
            self.text,
        ):
            self.body.addWidget(widget)
        self.body.addWidget(button_row([copy], [self.done]))
        self.closed.connect(self.deleteLater)

    def begin(self) -> None:
        self.open()
        self.done.setFocus()
