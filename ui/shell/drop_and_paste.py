"""Files and folders dropped on the window, and cards, tables and calendars pasted into it."""

import shutil
import tempfile
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QAction, QDropEvent, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QWidget

from crm.importing.pasted_text import name_of_pasted
from ui.context import Context


class DropAndPaste(QObject):
    """Opens the import preview for each; nothing is imported unasked."""

    def __init__(self, window: QWidget, context: Context):
        super().__init__(window)
        self._context = context
        # temporary folders, each with a file that the import page may still use
        self._pasted: list[Path] = []
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        paste = QAction("Paste contacts", self)
        paste.setShortcut(QKeySequence("Ctrl+V"))  # a focused text field takes the key first
        paste.triggered.connect(lambda _checked=False: self._paste())
        window.addAction(paste)
        self.destroyed.connect(lambda: self._remove_pasted())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop):
            assert isinstance(event, QDropEvent)
            if not local_files(event.mimeData()):
                return False
            event.acceptProposedAction()
            if event.type() == QEvent.Type.Drop:
                self._import(local_files(event.mimeData()))
            return True
        return False

    def _import(self, files: list[Path]) -> None:
        if not self._context.may_write():
            return
        self._context.open_page("import", files[0] if len(files) == 1 else files)

    def _paste(self) -> None:
        mime = QGuiApplication.clipboard().mimeData()
        if files := local_files(mime):
            self._import(files)
        elif mime.hasText() and (name := name_of_pasted(mime.text())):
            folder = Path(tempfile.mkdtemp(prefix=".pasted-", dir=self._context.book.folder))
            self._pasted.append(folder)
            file = folder / name
            file.write_text(mime.text(), encoding="utf-8", newline="")
            self._import([file])

    def _remove_pasted(self) -> None:
        while self._pasted:
            shutil.rmtree(self._pasted.pop(), ignore_errors=True)


def local_files(mime: QMimeData) -> list[Path]:
    """The existing local files and folders, whatever their names: the format is detected from the content."""
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    return [path for path in paths if path.exists()]
