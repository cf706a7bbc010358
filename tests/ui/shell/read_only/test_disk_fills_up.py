"""The disk becomes full while the window is open: one sentence, the typed text stays, and later it is saved, once."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Protocol

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from crm.book import Book
from crm.people import adding
from tests.conftest import clock
from tests.ui.stories import CTRL
from ui.context import Context
from ui.shell.main_window import MainWindow

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="has neither small disks nor limits for tests"
)


class Disk(Protocol):
    folder: Path

    def fill(self) -> None: ...
    def make_room(self) -> None: ...


class SmallDisk:
    """Of six megabytes: really full. Only root may mount one."""

    def __init__(self, folder: Path):
        self.folder = folder

    def fill(self) -> None:
        with suppress(OSError), (self.folder / "filler").open("wb", buffering=0) as filler:
            for size in (65536, 512):
                with suppress(OSError):
                    while True:
                        filler.write(bytes(size))

    def make_room(self) -> None:
        (self.folder / "filler").unlink()


class Limit:
    """No file may become longer than the log is now, as under a quota."""

    def __init__(self, folder: Path):
        import resource

        self.folder, self._before = folder, resource.getrlimit(resource.RLIMIT_FSIZE)

    def fill(self) -> None:
        import resource

        log = (self.folder / "goodturn.db-wal").stat().st_size
        resource.setrlimit(resource.RLIMIT_FSIZE, (log, self._before[1]))

    def make_room(self) -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, self._before)


@pytest.fixture(params=["small disk", "limit"])
def disk(request: pytest.FixtureRequest, tmp_path: Path, empty_book_folder: Path) -> Iterator[Disk]:
    folder = tmp_path / "disk"
    folder.mkdir()
    is_mounted = request.param == "small disk"
    if is_mounted:
        mount = ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(folder)]
        if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
            pytest.skip("no disk may be mounted here")
    shutil.copytree(empty_book_folder, folder, dirs_exist_ok=True)
    made: Disk = SmallDisk(folder) if is_mounted else Limit(folder)
    yield made
    if is_mounted:
        subprocess.run(["umount", str(folder)], check=True)
    else:
        made.make_room()


@pytest.fixture
def on_it(looked: QApplication, qtbot, disk: Disk) -> Iterator[MainWindow]:
    book = Book.open(disk.folder, clock())
    with book.work() as work:
        adding.add(work, "Ana Ruiz")
    made = MainWindow()
    made.resize(1280, 800)
    qtbot.addWidget(made)
    made.show()
    made.attach(Context(book))
    made.activateWindow()
    qtbot.waitActive(made)
    looked.processEvents()
    yield made
    made.close()
    made.detach()
    looked.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    book.close()


def test_a_note_stays_typed_until_it_could_be_kept(
    on_it: MainWindow, disk: Disk, qtbot, settled: Callable[[], None]
) -> None:
    on_it.open_page("person", 1)
    settled()
    box = on_it.stack.page.box  # type: ignore[union-attr]
    words = "Her plumbago blooms"
    box.field.setText(words)
    disk.fill()
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    settled()
    disk_says = box.problem.text()
    kept = box.field.text()
    disk.make_room()
    assert (" is full" in disk_says, "nothing was changed" in disk_says) == (True, True)
    assert kept == words
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    settled()
    assert (box.field.text(), box.problem.isVisibleTo(box)) == ("", False)
    assert on_it.context.read.value("SELECT count(*) FROM note") == 1  # type: ignore[union-attr]
    assert on_it.context.book.check() == []  # type: ignore[union-attr]


def test_what_was_to_be_logged_stays_in_the_sheet(
    on_it: MainWindow, disk: Disk, qtbot, settled: Callable[[], None]
) -> None:
    qtbot.keyClick(QApplication.focusWidget() or on_it, Qt.Key.Key_L, CTRL)
    sheet = on_it.sheets._capture  # type: ignore[union-attr]
    assert sheet is not None
    words = "Coffee with Ana Ruiz yesterday. Her plumbago blooms"
    sheet.text.set_text(words)
    disk.fill()
    sheet.log_it()
    settled()
    said, kept, is_open = sheet._error.text(), sheet.text.text(), sheet.is_open
    disk.make_room()
    assert " is full" in said
    assert (kept.strip(), is_open) == (words.strip(), True)
    sheet.log_it()
    settled()
    assert not sheet.is_open
    assert on_it.context.read.value("SELECT count(*) FROM meeting") == 1  # type: ignore[union-attr]
