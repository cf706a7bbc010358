"""Shown in place of the person when a round has ended, or nobody is left to sort."""

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


class EndOfRound(QWidget):
    """`on_begin` gets whether to include people without a rhythm."""

    def __init__(
        self,
        on_begin: Callable[..., object],
        on_import: Callable[[], object],
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self.words = sentence("")
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.words.setMaximumWidth(look.px(_WIDTH))
        self.more = Button("", "primary", clicked=on_begin)
        self.again = Button("Go through those without a rhythm", clicked=partial(on_begin, again=True))
        self.import_contacts = Button("Import contacts", clicked=on_import)
        buttons = row(self.more, self.again, self.import_contacts)
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
        """`left` people have not been decided on; `again` is the number including those decided to have no
        rhythm."""
        self.words.setText(f"{summary or _NOTHING}\n{load}" if anyone else _NOBODY)
        self.more.set_text(f"{min(left, BATCH_SIZE)} more")
        self.more.setVisible(left > 0)
        self.again.setVisible(not left and again > 0)
        self.import_contacts.setVisible(not anyone)

    def first_button(self) -> Button | None:
        """The button to continue with, if there is one."""
        return next(
            (one for one in (self.more, self.again, self.import_contacts) if not one.isHidden()), None
        )
