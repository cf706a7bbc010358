"""What stands where the person was when a go is over, or when there is nobody left to sort."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from crm.sorting.queries import BATCH_SIZE
from ui.theme.look import look
from ui.widgets.buttons import Button
from ui.widgets.labels import sentence
from ui.widgets.layout import column, row

_NOBODY = "Nobody is in your book yet. Bring your contacts, or log the first meeting."
_WIDTH = 480
_NOTHING = "Nothing was decided this time."


class Ending(QWidget):
    """`begin` takes whether those without a rhythm come again."""

    def __init__(
        self,
        begin: Callable[..., object],
        bring: Callable[[], object],
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self.words = sentence("")
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.words.setMaximumWidth(look.px(_WIDTH))
        self.more = Button("", "primary", clicked=begin)
        self.again = Button("Go through those without a rhythm", clicked=partial(begin, again=True))
        self.bring = Button("Import contacts", clicked=bring)
        buttons = row(self.more, self.again, self.bring)
        buttons.insertStretch(0, 1)
        buttons.addStretch(1)
        whole = column(gap=16, margins=(32, 48, 32, 48))
        whole.addStretch(1)
        across = row()
        across.addStretch(1)
        across.addWidget(self.words, 100)
        across.addStretch(1)
        whole.addLayout(across)
        whole.addLayout(buttons)
        whole.addStretch(2)
        self.setLayout(whole)

    def show_end(self, summary: str, load: str, left: int, again: int, anyone: bool) -> None:
        """`left` are still to be looked at; `again` counts with them those who were given no rhythm before."""
        self.words.setText(f"{summary or _NOTHING}\n{load}" if anyone else _NOBODY)
        self.more.set_text(f"{min(left, BATCH_SIZE)} more")
        self.more.setVisible(left > 0)
        self.again.setVisible(not left and again > 0)
        self.bring.setVisible(not anyone)

    def first_button(self) -> Button | None:
        """The one that goes on, where there is one."""
        return next((one for one in (self.more, self.again, self.bring) if not one.isHidden()), None)
