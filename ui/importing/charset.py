"""One line about letters in no known charset: what they were taken for, and the choice to read them as another."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from crm.formats.vcard.charset_guess import CHARSETS
from crm.importing.preview_lists import PreviewLists
from ui.importing import file_sentences
from ui.theme.look import look
from ui.widgets.buttons import Button
from ui.widgets.choice import open_menu
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import paint_ground, row


class CharsetLine(QWidget):
    """`chosen` brings the charset to read the files with."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        paint_ground(self, "guard")
        self.said = PlainLabel("", "small", wrap=True)
        self.change = Button("Read them as …", clicked=self._ask)
        line = row(gap=12, margins=(12, 8, 8, 8))
        line.addWidget(self.said, 1, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.change)
        self.setLayout(line)
        self.hide()

    def show_guesses(self, lists: PreviewLists, chosen: str | None) -> None:
        said = file_sentences.guesses(lists, chosen)
        self.said.setText(said)
        self.setVisible(bool(said))

    def _ask(self) -> None:
        menu = open_menu(self.change, CHARSETS, self.chosen.emit)
        menu.setMaximumHeight(look.px(480))
