"""Settings card of the inbox folder, which a phone's sync fills."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from crm import settings
from crm.storage.reading import Reader
from ui import background
from ui.settings.saving import SaveSetting
from ui.widgets.buttons import Button
from ui.widgets.file_dialogs import file_dialog
from ui.widgets.labels import ElidedLabel, PlainLabel
from ui.widgets.layout import Card, Line, Lines

_WHAT = (
    "Text, contact cards and calendars (.txt, .vcf, .ics) that your phone’s sync puts into this folder wait beside Today "
    "for one key. Nothing comes in unasked; a settled file moves to “done” beside it."
)
_AWAY = "The folder is not there at present. It is looked for every minute, and nothing in it is lost."
_OWN = "Your book is kept in that folder. Choose one that only your phone fills."


class InboxCard(Card):
    def __init__(self, save: SaveSetting, book_folder: Path):
        super().__init__()
        self._save, self._book_folder, self._shown = save, book_folder, ""
        self._path = ElidedLabel("", "body")
        self.choose = Button("Choose", clicked=self.ask)
        self.choose.setAccessibleName("Choose a folder that your phone fills")
        self.stop = Button("Turn off", "quiet", clicked=lambda: self.watch(""))
        self.stop.setAccessibleName("Stop looking into the folder that your phone fills")
        self.words = PlainLabel("", "small", wrap=True)
        self.body.addWidget(Lines(Line("folder", self._path, self.choose, self.stop)))
        self.body.addWidget(self.words)

    def show_choices(self, read: Reader) -> None:
        path = self._shown = settings.value(read, settings.INBOX_FOLDER)
        self._path.setText(path or "none")
        self.choose.set_text("Choose another" if path else "Choose")
        self.stop.setVisible(bool(path))
        self.words.setText(_WHAT)
        if path:  # a network drive may take long to answer
            background.run_in_background(Path(path).is_dir, self._show_whether_there)

    def ask(self) -> None:
        dialog = file_dialog(self, "Folder that your phone fills")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.watch)
        dialog.open()

    def watch(self, path: str) -> None:
        """Not the book's own folder: nothing of that may ever be moved."""
        if path and self._holds_book(Path(path)):
            self.words.setText(_OWN)
        else:
            self._save(settings.INBOX_FOLDER, path)

    def _holds_book(self, chosen: Path) -> bool:
        own = self._book_folder.resolve()
        return chosen.resolve() == own or own in chosen.resolve().parents

    def _show_whether_there(self, is_there: bool) -> None:
        if self._shown:
            self.words.setText(_WHAT if is_there else _AWAY)
