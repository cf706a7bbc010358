"""Shows a person's contact details as a QR code, for a phone's camera. Dark on light in either theme, so that it is read."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm.exporting.contact_code import QUIET_ZONE, ContactCode
from crm.promises.promise_titles import join_names
from crm.text.outside_text import shown
from ui.theme.look import look
from ui.widgets.buttons import Button
from ui.widgets.labels import PlainLabel, sentence
from ui.widgets.layout import row
from ui.widgets.read_only_controls import mark_reading
from ui.widgets.sheet import Sheet

_DARK, _LIGHT = QColor("#000000"), QColor("#FFFFFF")
_SIDE = 320  # design pixels, at most
_LEAST = 2  # pixels of a square, so that a camera tells them apart


class CodePicture(QWidget):
    """Squares of whole pixels, with the quiet zone that readers need."""

    def __init__(self, code: ContactCode, name: str, most: int):
        super().__init__()
        self._rows = code.rows
        squares = len(code.rows) + 2 * QUIET_ZONE
        self._square = max(_LEAST, min(look.px(_SIDE), most) // squares)
        self.setFixedSize(QSize(squares, squares) * self._square)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(shown(f"QR code with the contact details of {name}"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), _LIGHT)
        side = self._square
        for down, squares in enumerate(self._rows, QUIET_ZONE):
            for across, is_dark in enumerate(squares, QUIET_ZONE):
                if is_dark:
                    painter.fillRect(QRect(across * side, down * side, side, side), _DARK)


class CodeSheet(Sheet):
    def __init__(self, window: QWidget, code: ContactCode, name: str):
        super().__init__(window, f"QR code of {name}", width=420, top=64)
        self.picture = CodePicture(code, name, window.height() - look.px(240))
        self.close_button = mark_reading(Button("Close", clicked=self.close_sheet))
        self.body.addWidget(PlainLabel(name, "title", wrap=True))
        self.body.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addWidget(sentence(f"Holds {join_names(code.held)}. Your notes are never in it."))
        buttons = row(gap=8)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        self.body.addLayout(buttons)
        self.closed.connect(self.deleteLater)

    def begin(self) -> None:
        self.open()
        self.close_button.setFocus()
