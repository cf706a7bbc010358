"""Settings card of the watched calendar file, which is read again at every start."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from crm import settings
from crm.storage.reading import Reader
from ui.settings.saving import SaveSetting
from ui.widgets.buttons import Button
from ui.widgets.file_dialogs import file_dialog
from ui.widgets.labels import ElidedLabel, PlainLabel
from ui.widgets.layout import Card, Line, Lines

_KINDS = "Calendars (*.ics *.ical);;All files (*)"
_WHAT = "Past events with people of your book wait for your yes, those ahead are planned. Nobody is added to your book."
_FILE_MISSING = "The file is not there at present. It is read again as soon as it is."


class CalendarCard(Card):
    def __init__(self, save: SaveSetting):
        super().__init__()
        self._save = save
        self._path = ElidedLabel("", "body")
        self.choose = Button("Choose", clicked=self.ask)
        self.choose.setAccessibleName("Choose a calendar file to read at every start")
        self.stop = Button("Stop reading it", "quiet", clicked=lambda: self.watch(""))
        self.words = PlainLabel("", "small", wrap=True)
        self.body.addWidget(Lines(Line("calendar file", self._path, self.choose, self.stop)))
        self.body.addWidget(self.words)

    def show_choices(self, read: Reader) -> None:
        path = settings.value(read, settings.WATCHED_CALENDAR)
        self._path.setText(path or "none")
        self.choose.set_text("Choose another" if path else "Choose")
        self.stop.setVisible(bool(path))
        self.words.setText(_WHAT if not path or Path(path).exists() else _FILE_MISSING)

    def ask(self) -> None:
        dialog = file_dialog(self, "Calendar file", kinds=_KINDS)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.watch)
        dialog.open()

    def watch(self, path: str) -> None:
        self._save(settings.WATCHED_CALENDAR, path)
