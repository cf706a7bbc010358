"""File and folder dialogs. QFileDialog saves the last folders in a settings file of Qt's own, outside the
book and shared with other programs. As a folder's name may be private, the former settings are restored."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QDir, QSettings, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

_KEPT_BY_QT = ("FileDialog/history", "FileDialog/lastVisited", "FileDialog/shortcuts")


def file_dialog(parent: QWidget, title: str, name: str = "", kinds: str = "") -> QFileDialog:
    """To be opened with `open()`; deletes itself on closing. Starts in the folder used last.

    The first one starts in the Downloads folder: the working directory of the process means nothing to the
    user.
    """
    dialog = QFileDialog(parent.window(), title, name, kinds)
    if not name and dialog.directory() == QDir.current():
        dialog.setDirectory(_downloads())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    before = _settings_of_qt()
    # Qt writes its settings while the dialog is destroyed
    dialog.destroyed.connect(lambda: _put_back(before))
    return dialog


def ask_for_folder(parent: QWidget, title: str) -> str:
    """None if the dialog was cancelled."""
    with _qt_settings_values():
        return QFileDialog.getExistingDirectory(parent, title)


def ask_where_to_save(parent: QWidget, title: str, name: str, kinds: str) -> str:
    """None if the dialog was cancelled."""
    with _qt_settings_values():
        return QFileDialog.getSaveFileName(parent, title, name, kinds)[0]


def open_pdf(file: Path) -> bool:
    """Opens it with the desktop's program; returns whether there was one. For a PDF written by this program."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))


def _downloads() -> str:
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
    return folder if QDir(folder).exists() else QDir.homePath()


@contextmanager
def _qt_settings_values() -> Iterator[None]:
    before = _settings_of_qt()
    try:
        yield
    finally:
        _put_back(before)


def _settings_of_qt() -> dict[str, object]:
    kept = QSettings(QSettings.Scope.UserScope, "QtProject")
    return {key: kept.value(key) for key in _KEPT_BY_QT if kept.contains(key)}


def _put_back(before: dict[str, object]) -> None:
    kept = QSettings(QSettings.Scope.UserScope, "QtProject")
    for key in _KEPT_BY_QT:
        if key in before:
            kept.setValue(key, before[key])
        elif kept.contains(key):
            kept.remove(key)
    kept.sync()
