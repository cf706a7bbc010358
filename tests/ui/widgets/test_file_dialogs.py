"""Choosing a file leaves no folder's name in the settings that Qt keeps for all its programs."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

from ui.widgets.file_dialogs import ask_for_folder, ask_where_to_save, file_dialog


@pytest.fixture
def conf(tmp_path: Path) -> Iterator[Path]:
    """Where Qt keeps them for this test; on Windows and macOS it cannot be told to."""
    before = Path(QSettings(QSettings.Scope.UserScope, "QtProject").fileName()).parent
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path / "conf"))
    file = Path(QSettings(QSettings.Scope.UserScope, "QtProject").fileName())
    if not file.is_relative_to(tmp_path):
        pytest.skip("settings of this system have no place of their own")
    yield file
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(before))


@pytest.fixture
def parent(looked: QApplication, qtbot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "Plumbago" / "cards.vcf"
    made.parent.mkdir()
    made.touch()
    return made


def take(dialog: QFileDialog, file: Path) -> None:
    dialog.setDirectory(str(file.parent))
    dialog.findChild(QLineEdit).setText(str(file))
    dialog.accept()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_chosen_file_is_told_and_forgotten(
    parent: QWidget, conf: Path, file: Path, settled: Callable[[], None]
) -> None:
    dialog = file_dialog(parent, "Import")
    chosen: list[str] = []
    dialog.filesSelected.connect(chosen.extend)
    dialog.open()
    settled()
    take(dialog, file)
    settled()
    assert chosen == [str(file)]
    assert "viewMode" in conf.read_text(), "Qt wrote its settings"
    assert "Plumbago" not in conf.read_text()


def test_the_first_one_begins_where_downloads_are_and_not_where_the_program_is(
    parent: QWidget, conf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settled: Callable[[], None]
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))
    begun = []
    for made in ("", "Downloads"):
        (tmp_path / made).mkdir(exist_ok=True)
        before = file_dialog(parent, "Before")
        before.setDirectory(str(Path.cwd()))  # as in a program that was just started
        dialog = file_dialog(parent, "Import")
        begun.append(dialog.directory().absolutePath())
        for one in (before, dialog):
            one.deleteLater()
    settled()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert begun == [str(tmp_path), str(tmp_path / "Downloads")]


def test_what_other_programs_kept_there_stays(
    parent: QWidget, conf: Path, file: Path, settled: Callable[[], None]
) -> None:
    theirs = QSettings(QSettings.Scope.UserScope, "QtProject")
    theirs.setValue("FileDialog/history", ["file:///srv/theirs"])
    theirs.sync()
    dialog = file_dialog(parent, "Import")
    dialog.open()
    settled()
    take(dialog, file)
    settled()
    assert QSettings(QSettings.Scope.UserScope, "QtProject").value("FileDialog/history") in (
        "file:///srv/theirs", ["file:///srv/theirs"],
    )  # fmt: skip


def test_nor_do_the_dialogs_that_wait_for_an_answer(
    parent: QWidget, conf: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(*_: object) -> str:
        kept = QSettings(QSettings.Scope.UserScope, "QtProject")
        kept.setValue("FileDialog/lastVisited", file.parent.as_uri())  # as Qt does
        return str(file)

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", answer)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *words: (answer(), ""))
    assert ask_for_folder(parent, "Where") == ask_where_to_save(parent, "Where", "", "") == str(file)
    assert not conf.exists() or "Plumbago" not in conf.read_text()
