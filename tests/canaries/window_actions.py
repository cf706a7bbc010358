"""What a user does in the window: look around, write, import, export."""

import sys
import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLineEdit

from crm import settings
from tests.canaries.planting import Planted
from ui import background, use_cases
from ui.exporting.sheet import ExportSheet
from ui.importing.page import ImportPage
from ui.shell.main_window import MainWindow

JOURNAL, DATA, FILES, PLANTED = (Path(word) for word in sys.argv[1:])
ENDINGS = {
    "cards file": "vcf",
    "broken cards file": "vcf",
    "watched calendar": "ics",
    "photo file": "png",
    "no backup": "db",
}


def settle() -> None:
    for _ in range(6):
        QThreadPool.globalInstance().waitForDone()
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def until(done: Callable[[], bool]) -> None:
    waiting = threading.Event()
    for _ in range(600):
        settle()
        if done():
            return
        waiting.wait(0.05)  # for another process or thread; what is waited for decides, not the time
    raise AssertionError("it never came")


def file(said: Planted, place: str) -> Path:
    return FILES / f"{said[place]}.{ENDINGS[place]}"


def begin(window: MainWindow, said: Planted) -> None:
    context = window.context
    assert context is not None
    until(lambda: (DATA / "window.json").exists())
    context.do(settings.change, settings.OWNER_NAME, f"Jo {said['name of the owner']}")
    context.do(settings.change, settings.WATCHED_CALENDAR, str(file(said, "watched calendar")))
    context.do(use_cases.people.adding.add, f"Ana {said['full name']}")
    person = context.read.value("SELECT max(id) FROM person")
    changes = [
        ("nickname", "=", said["nickname"]), ("note", "=", said["note"]), ("tag", "+=", said["tag"]),
        ("email", "+=", f"{said['email']}@example.org"), ("address", "+=", said["street"]),
        ("url", "+=", f"https://{said['link']}.example"), ("organization", "=", said["organisation"]),
    ]  # fmt: skip
    context.do(use_cases.people.fields.set_fields, person, changes)
    window.open_page("person", person)
    settle()
    context.do(use_cases.people.editing.set_photo, person, file(said, "photo file").read_bytes())
    window.open_page("person", person)


def write(window: MainWindow, said: Planted) -> None:
    """Something logged, something asked, and a draft that stays a draft."""
    window.capture(
        f"Coffee with {said['someone logged']} Farah yesterday at {said['place logged']}. {said['promise']}"
    )
    assert window.sheets is not None
    sheet = window.sheets._capture
    assert sheet is not None
    sheet.log_it()
    window.capture(f"Asked Ana whether she could look at {said['ask']}")
    sheet.log_it()
    window.capture(said["draft"])
    sheet.close_sheet()
    window.context.drafts.write_now()


def look_up(window: MainWindow, said: Planted) -> None:
    window.open_box()
    assert window.sheets is not None
    box = window.sheets._box
    assert box is not None
    box.field.setText(said["box"])
    settle()
    box.close_sheet()
    window.open_page("people")
    settle()
    page = window.stack.page  # type: ignore[union-attr]
    page.filter.setText(said["people filter"])  # type: ignore[attr-defined]
    settle()
    page.filter.clear()  # type: ignore[attr-defined]


def bring_in(window: MainWindow, said: Planted) -> None:
    """A file with broken cards, and a card that was pasted."""
    assert window.context is not None
    window.context.import_file(file(said, "broken cards file"))
    settle()
    page = window.stack.page  # type: ignore[union-attr]
    assert isinstance(page, ImportPage)
    assert page.take.isEnabled(), page.take.text()
    page.take.click()
    settle()
    QGuiApplication.clipboard().setText(
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Zed {said['pasted card']}\r\nEND:VCARD\r\n"
    )
    window.open_page("today")
    window._drop_and_paste._paste()


def choose_a_file(window: MainWindow, said: Planted) -> None:
    page = window.stack.page  # type: ignore[union-attr]
    window.open_page("import")
    settle()
    page = window.stack.page  # type: ignore[union-attr]
    assert isinstance(page, ImportPage)
    page.choose_file()
    settle()
    (dialog,) = window.findChildren(QFileDialog)
    chosen: list[str] = []
    dialog.filesSelected.connect(chosen.extend)
    dialog.setDirectory(str(FILES))
    field = dialog.findChild(QLineEdit)
    assert field is not None
    field.setText(str(file(said, "cards file")))
    dialog.accept()
    settle()
    assert chosen == [str(file(said, "cards file"))]


def take_out(window: MainWindow, said: Planted) -> None:
    """An export, a backup, and a restore of what is no backup."""
    context = window.context
    assert context is not None
    window.open_page("people")
    settle()
    window.actions_by_name["export"].trigger()
    settle()
    sheet = window.findChild(ExportSheet)
    assert sheet is not None
    sheet.write_to(FILES / "out" / f"{said['export']}.vcf")
    settle()
    assert list((FILES / "out").iterdir())
    window.actions_by_name["backup"].trigger()
    settle()
    background.run_in_background(lambda: context.book.restore(file(said, "no backup")))
