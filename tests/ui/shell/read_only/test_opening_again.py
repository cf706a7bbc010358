"""A book that can only be read comes up for reading, leaves the folder alone, and becomes writable when it can be."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from crm import settings
from crm.book import Book
from crm.errors import OnlyReadable
from crm.storage import fault_sentences, opening, write_test
from tests.conftest import clock
from tests.ui.shell.read_only.conftest import WHY
from tests.ui.shell.read_only.test_nothing_writes import everything_in
from tests.ui.stories import person_id, write
from ui.opened_book import OpenedBook
from ui.shell.main_window import MainWindow
from ui.shell.read_only import write_retry
from ui.shell.read_only.banner import Banner


class Disk:
    """Full until there is room: what the operating system answers, as no test may fill the machine's own disk."""

    is_full = True

    def open(self, *args: object, **named: object) -> Book:
        if self.is_full:
            raise OnlyReadable(WHY)
        return _open(*args, **named)  # type: ignore[arg-type]

    def takes_writing(self, _folder: Path, _file: Path) -> bool:
        return not self.is_full


_open = Book.open


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    made = Disk()
    monkeypatch.setattr(Book, "open", made.open)
    monkeypatch.setattr(write_retry, "is_writable", made.takes_writing)
    return made


@pytest.fixture
def opened(looked: QApplication, qtbot, sample: Path, settled: Callable[[], None]) -> Iterator[OpenedBook]:
    window = MainWindow()
    window.resize(1280, 800)
    qtbot.addWidget(window)
    window.show()
    made = OpenedBook(window, sample, clock())
    yield made
    made.end()
    window.detach()
    settled()


def the_window(opened: OpenedBook) -> MainWindow:
    window = opened.parent()
    assert isinstance(window, MainWindow)
    return window


def banners(opened: OpenedBook) -> list[Banner]:
    return [one for one in the_window(opened).findChildren(Banner) if one.isVisible()]


def test_what_happens_by_itself_leaves_the_folder_as_it_was(
    opened: OpenedBook, disk: Disk, sample: Path, settled: Callable[[], None]
) -> None:
    with closing(_open(sample, clock())) as book, book.work() as work:
        for key, value in ((settings.REMIND_AT, "08:00"), (settings.CALENDAR_FILE, True)):
            settings.change(work, key, value)
    before = everything_in(sample)
    opened.begin()
    opened._settle()
    settled()
    opened.end()
    after = {name: data for name, data in everything_in(sample).items() if not name.startswith("window")}
    assert after == before


def test_the_banner_says_why_and_the_window_is_a_normal_one_when_there_is_room(
    opened: OpenedBook, disk: Disk, sample: Path, qtbot, settled: Callable[[], None]
) -> None:
    opened.begin()
    settled()
    (banner,) = banners(opened)
    assert banner.accessibleName() == f"This book can only be read: t{WHY[1:]}"
    window = the_window(opened)
    assert window.context is not None
    ana = person_id(window.context.book, "Ana Ruiz")
    window.open_page("person", ana)
    banner.again.click()
    settled()
    assert window.toast.accessibleName() == WHY  # told, and the page stays
    assert banners(opened) == [banner]

    disk.is_full = False
    banner.again.click()
    settled()
    assert banners(opened) == []
    assert window.stack is not None
    assert window.stack.place == ("person", ana)
    assert window.context.read_only_reason is None
    assert window.actions_by_name["log"].isEnabled()
    assert window.actions_by_name["log"].toolTip() != WHY
    window.stack.page.box.field.setFocus()  # type: ignore[union-attr]
    write(qtbot, "There is room again")
    qtbot.keyClick(window.stack.page.box.field, "\r")  # type: ignore[union-attr]
    assert window.context.read.value("SELECT count(*) FROM note WHERE words LIKE '%room again%'") == 1


def test_a_disk_that_has_room_again_is_noticed_by_itself(
    opened: OpenedBook, disk: Disk, settled: Callable[[], None]
) -> None:
    opened.begin()
    settled()
    trying = opened._services.write_retry
    assert trying is not None
    assert trying.checks_automatically
    trying.check()
    settled()
    assert len(banners(opened)) == 1
    disk.is_full = False
    trying.check()
    settled()
    assert banners(opened) == []


def test_a_book_of_a_newer_format_is_not_tried_each_minute(
    opened: OpenedBook, sample: Path, settled: Callable[[], None]
) -> None:
    with closing(_open(sample, clock())) as book, book.quiet_connection() as connection:
        connection.execute(f"PRAGMA user_version={opening.newest_version() + 1}")
    opened.begin()
    settled()
    (banner,) = banners(opened)
    assert "newer" in banner.accessibleName()
    assert opened._services.write_retry is not None
    assert not opened._services.write_retry.checks_automatically
    banner.again.click()
    settled()
    assert len(banners(opened)) == 1


def test_whether_a_folder_takes_writing_is_tried_out(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert write_test.is_writable(sample, sample / "goodturn.db")
    before = everything_in(sample)
    assert not write_test.is_writable(sample / "gone", sample / "goodturn.db")
    assert everything_in(sample) == before
    assert fault_sentences.book_error_of(OSError(28, ""), sample) is not None
