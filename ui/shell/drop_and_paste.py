"""Files and folders dropped on the window, cards, tables and calendars pasted into it, and what its page takes."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import QAction, QDropEvent, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QWidget

from crm.importing.pasted_text import name_of_pasted
from ui.context import Context
from ui.page import Page


class DropAndPaste(QObject):
    """Opens the import preview for files and contacts; nothing is imported unasked. All else goes to the open page."""

    def __init__(self, window: QWidget, context: Context, open_page: Callable[[], Page | None]):
        super().__init__(window)
        self._context, self._open_page = context, open_page
        # temporary folders, each with a file that the import page may still use
        self._pasted: list[Path] = []
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        paste = QAction("Paste", self)
        paste.setShortcut(QKeySequence("Ctrl+V"))  # a focused text field takes the key first
        paste.triggered.connect(lambda _checked=False: self._paste())
        window.addAction(paste)
        self.destroyed.connect(lambda: self._remove_pasted())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop):
            assert isinstance(event, QDropEvent)
            mime, page = event.mimeData(), self._open_page()
            files = local_files(mime)
            if not files and (page is None or not page.can_receive(mime)):
                return False
            event.setDropAction(Qt.DropAction.CopyAction)  # a browser must not take its tab away
            event.accept()
            if event.type() == QEvent.Type.Drop:
                self._drop(mime, files, page)
            return True
        return False

    def _drop(self, mime: QMimeData, files: list[Path], page: Page | None) -> None:
        if files:
            self._import(files)
        elif page is not None and self._context.may_write():
            page.receive(mime)

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
        elif (page := self._open_page()) is not None and page.can_receive(mime):
            self._drop(mime, [], page)

    def _remove_pasted(self) -> None:
        while self._pasted:
            shutil.rmtree(self._pasted.pop(), ignore_errors=True)


def local_files(mime: QMimeData) -> list[Path]:
    """The existing local files and folders, whatever their names: the format is detected from the content."""
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    return [path for path in paths if path.exists()]
