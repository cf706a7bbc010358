"""One line about letters of unknown charset: the charset assumed, and a menu for another one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from crm.formats.vcard.charset_guess import CHARSETS
from crm.importing.preview_lists import PreviewLists
from ui.importing import file_sentences
from ui.theme.look import look
from ui.widgets.buttons import Button
from ui.widgets.choice import open_menu
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import paint_background, row


class CharsetLine(QWidget):
    """`chosen` is emitted with the charset to read the files with."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        paint_background(self, "guard")
        self.label = PlainLabel("", "small", wrap=True)
        self.change = Button("Read them as …", clicked=self._ask)
        line = row(gap=12, margins=(12, 8, 8, 8))
        line.addWidget(self.label, 1, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.change)
        self.setLayout(line)
        self.hide()

    def show_guesses(self, lists: PreviewLists, chosen: str | None) -> None:
        label = file_sentences.describe_charset_guess(lists, chosen)
        self.label.setText(label)
        self.setVisible(bool(label))

    def _ask(self) -> None:
        menu = open_menu(self.change, CHARSETS, self.chosen.emit)
        menu.setMaximumHeight(look.px(480))
