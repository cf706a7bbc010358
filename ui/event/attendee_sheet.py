"""A pasted list of attendees: everyone with a tick box, and only the ticked are taken in."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QWidget

from crm.events.attendee_list import read_attendees
from crm.events.known_attendees import KnownAttendee, known_attendees
from crm.events.meeting_people import Met
from crm.matching.people_index import PeopleIndex
from crm.matching.people_of_book import load_people_index
from crm.text.days_in_words import counted
from crm.text.outside_text import shown
from ui import use_cases
from ui.context import Context
from ui.theme.look import look
from ui.widgets.buttons import Button
from ui.widgets.file_dialogs import file_dialog
from ui.widgets.labels import PlainLabel, sentence
from ui.widgets.layout import Scroll, row
from ui.widgets.responsive_row import button_row
from ui.widgets.sheet import Sheet

_ROOM = 300  # design pixels for the names
_LONGEST = 2_000_000  # characters of a file


class AttendeeSheet(Sheet):
    """Nothing of the list is kept but the ticked."""

    taken = Signal()

    def __init__(self, window: QWidget, context: Context, event_id: int):
        super().__init__(window, "A list of attendees", top=56)
        self._context, self._event_id = context, event_id
        self._found: list[KnownAttendee] = []
        self._index: PeopleIndex | None = None
        self.boxes: list[QCheckBox] = []
        self._lines: list[QWidget] = []
        self.text = QPlainTextEdit()
        self.text.setAccessibleName("The list")
        self.text.setPlaceholderText("Paste the list here: a name a line, with or without firms, or a table")
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(look.px(96))
        self.text.textChanged.connect(self._read)
        self._words = sentence("Only those you tick are taken into your book.")
        self._scroll = Scroll(margins=(0, 0, 0, 0))
        self._scroll.hide()
        self.take_button = Button("Take them in", "primary", clicked=self.take, keys="Ctrl Enter")
        self.file_button = Button("A file…", "quiet", clicked=self._choose_file)
        cancel = Button("Cancel", clicked=self.close_sheet)
        self.body.addWidget(PlainLabel("Who was there?", "title"))
        self.body.addWidget(self.text)
        self.body.addWidget(self._words)
        self.body.addWidget(self._scroll, 1)
        self.body.addWidget(button_row([self.file_button], [cancel, self.take_button]))
        self._show_count()

    def begin(self) -> None:
        self.open()
        self.text.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Gets the keys that text and boxes ignore; in the text, Enter alone begins a line."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take()
        else:
            super().keyPressEvent(event)

    def take(self) -> None:
        """One step, however many are ticked."""
        ticked = [one for one, box in zip(self._found, self.boxes, strict=True) if box.isChecked()]
        met = [Met(one.attendee.name, one.person.id if one.person else None) for one in ticked]
        if met and self._context.do(use_cases.events.meeting_people.add_met, self._event_id, met):
            self.close_sheet()
            self.taken.emit()

    def _read(self) -> None:
        if self._index is None:  # once: it holds everyone of the book, and the list may be typed
            self._index = load_people_index(self._context.read)
        listed = read_attendees(self.text.toPlainText())
        before, self._found = self._found, known_attendees(self._context.read, listed, self._index)
        same = next(
            (at for at, pair in enumerate(zip(before, self._found, strict=False)) if pair[0] != pair[1]),
            min(len(before), len(self._found)),
        )
        self._show_from(same)
        self._scroll.setFixedHeight(look.px(min(_ROOM, 33 * len(self._found))))
        self._scroll.setVisible(bool(self._found))
        self._show_count()

    def _show_from(self, at: int) -> None:
        """Anew from this line on: those before it keep their ticks, and long lists are typed without waiting."""
        for line in self._lines[at:]:
            line.hide()
            self._scroll.body.removeWidget(line)
            line.deleteLater()
        del self._lines[at:], self.boxes[at:]
        for one in self._found[at:]:
            line = self._line(one)
            self._lines.append(line)
            self._scroll.body.addWidget(line)
            line.show()  # at once, so that Tab reaches its box

    def _line(self, one: KnownAttendee) -> QWidget:
        line = QWidget()
        box = QCheckBox(shown(one.attendee.name).replace("&", "&&"))
        about = "in your book" if one.person else ""
        words = ", ".join(part for part in (one.attendee.firm, about) if part)
        box.setAccessibleName(shown(f"{one.attendee.name}, {words}" if words else one.attendee.name))
        box.toggled.connect(lambda _checked: self._show_count())
        self.boxes.append(box)
        across = row(box, PlainLabel(words, "caption"), gap=10, margins=(4, 4, 4, 4))
        across.setStretch(0, 1)
        across.setAlignment(box, Qt.AlignmentFlag.AlignVCenter)
        line.setLayout(across)
        return line

    def _show_count(self) -> None:
        ticked = sum(box.isChecked() for box in self.boxes)
        if self._found:
            known = sum(one.person is not None for one in self._found)
            in_book = f", {known} of them in your book" if known else ""
            self._words.setText(
                f"{len(self._found)} on the list{in_book}. Tick those you met: nothing of the others is kept."
            )
        elif self.text.toPlainText().strip():
            self._words.setText("No names are found in this. A name a line is enough.")
        else:
            self._words.setText("Only those you tick are taken into your book.")
        self.take_button.setEnabled(ticked > 0)
        self.take_button.set_text(
            f"Take in {counted(ticked, 'person', 'people')}" if ticked else "Take them in"
        )

    def _choose_file(self) -> None:
        dialog = file_dialog(self, "A list of attendees", kinds="Lists (*.csv *.tsv *.txt)")
        dialog.fileSelected.connect(lambda file: self.read_file(Path(file)))
        dialog.open()

    def read_file(self, file: Path) -> None:
        try:
            with file.open(encoding="utf-8-sig", errors="replace") as opened:
                self.text.setPlainText(opened.read(_LONGEST))
        except OSError as fault:
            self._context.show_message(f"{file.name} cannot be read: {fault.strerror}.")
