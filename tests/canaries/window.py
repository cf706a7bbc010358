"""A day in the real window, offscreen: watched, faults put in its way, and every window title written down.

python -m tests.canaries.window JOURNAL DATA_FOLDER FILES_FOLDER PLANTED.json
"""

import json
import logging
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.canaries.planting import FAULTS_TEXT, Planted, fault_texts
from tests.canaries.watching import watch

JOURNAL, DATA, FILES, PLANTED = (Path(word) for word in sys.argv[1:])
watch(JOURNAL)

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThreadPool, QTimer, qWarning
from PySide6.QtGui import QGuiApplication, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

import main as program
from crm import settings
from crm.clock import Clock
from crm.commands.arguments import parse
from crm.commands.handover import hand_over
from tests.conftest import NOW, TODAY
from ui import application, background, use_cases
from ui.exporting.sheet import ExportSheet
from ui.importing.page import ImportPage
from ui.shell.main_window import MainWindow
from ui.shell.problem_report import ProblemReportSheet

ENDINGS = {
    "cards file": "vcf",
    "broken cards file": "vcf",
    "watched calendar": "ics",
    "photo file": "png",
    "no backup": "db",
}


def main() -> None:
    said: Planted = json.loads(PLANTED.read_text(encoding="utf-8"))
    program._keep_fault_log(parse(["--data-dir", str(DATA)]))
    painted = application.after_first_paint

    def then_act(window: MainWindow, opened: Callable[[], object]) -> None:
        def act() -> None:
            opened()
            QTimer.singleShot(0, lambda: live(window, said))

        painted(window, act)

    application.after_first_paint = then_act
    program._end(application.run(DATA, Clock(TODAY, lambda: NOW)))


def live(window: MainWindow, said: Planted) -> None:
    titles = Titles()
    try:
        for step in (
            begin,
            write,
            look_up,
            bring_in,
            choose_a_file,
            take_out,
            fail,
            hand_over_a_command,
            report,
        ):
            step(window, said)
            settle()
            titles.look()
        print(json.dumps({"titles": sorted(titles.seen), "threads": threads(), "report": REPORT[0]}))
    finally:
        window.quit()
        QCoreApplication.quit()


REPORT: list[str] = []


class Titles(QObject):
    """Every title that a window had at any time."""

    def __init__(self) -> None:
        super().__init__(QApplication.instance())
        self.seen: set[str] = set()
        QApplication.instance().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowTitleChange and isinstance(watched, QWidget):
            self.seen.add(watched.windowTitle())
        return False

    def look(self) -> None:
        self.seen |= {one.title() for one in QGuiApplication.allWindows()}
        self.seen |= {one.windowTitle() for one in QApplication.topLevelWidgets()}


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


class Broken(QWidget):
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            raise ValueError(self.objectName())
        return super().event(event)


class Loose:
    def __init__(self, word: str) -> None:
        self.word = word

    def __del__(self) -> None:
        raise LookupError(self.word)


def fail(window: MainWindow, said: Planted) -> None:
    """In a listener, a slot, an event, a background job, a thread, a finalizer, in Qt and in a library."""
    context = window.context
    assert context is not None
    word = said[FAULTS_TEXT]

    def failing(wrong: Exception) -> Callable[..., None]:
        def fails(*_: object) -> None:
            raise wrong

        return fails

    wrongs = fault_texts(word)
    for wrong in wrongs:
        QTimer.singleShot(0, failing(wrong))
        background.run_in_background(failing(wrong))
        settle()
    context.book.listen(failing(fault_texts(word)[0]))
    context.do(use_cases.people.adding.add, f"Bo {said['full name']}")
    settle()
    broken = Broken(window, objectName=word)
    QTimer.singleShot(0, broken.show)
    settle()
    broken.deleteLater()
    thread = threading.Thread(target=failing(fault_texts(word)[1]), name=word)
    thread.start()
    thread.join()
    Loose(word)
    qWarning(f"lost {word}")
    QPainter(QPixmap()).end()
    logging.getLogger("sqlalchemy.pool").error("lost %s", word)
    logging.getLogger("ui.page").error("lost %s", word, exc_info=wrongs[0])


def hand_over_a_command(window: MainWindow, said: Planted) -> None:
    """Commands carried out in the window: one that is refused, one that fails."""
    from crm.commands import people

    people.run = lambda call: [][int(said[FAULTS_TEXT] == "") + 1]  # type: ignore[assignment,return-value]
    answers: list[object] = []
    for words in (["show", said["no such person"]], ["import", said["missing file"]], ["people"]):
        thread = threading.Thread(
            target=lambda words=words: answers.append(hand_over(DATA, words, FILES, ""))
        )
        thread.start()
        until(lambda: not thread.is_alive())  # noqa: B023 - asked within this turn
    assert [answer[0] for answer in answers if isinstance(answer, tuple)] == [1, 1, 3], answers


def report(window: MainWindow, said: Planted) -> None:
    window.actions_by_name["report"].trigger()
    settle()
    sheet = window.findChild(ProblemReportSheet)
    assert sheet is not None
    REPORT.append(sheet.text.toPlainText())
    sheet.copy.click()
    sheet.close_sheet()


def threads() -> list[str]:
    """The names other users see of this process and its threads, where the system shows any."""
    tasks = Path("/proc/self/task")
    names = [(task / "comm").read_text() for task in tasks.iterdir()] if tasks.exists() else []
    return [*names, *_command_lines()]


def _command_lines() -> Iterator[str]:
    """Of processes that this one began and that are still there."""
    for one in Path("/proc").glob("[0-9]*") if Path("/proc").exists() else ():
        try:
            if f"PPid:\t{threading.main_thread().native_id}\n" in (one / "status").read_text():
                yield (one / "cmdline").read_text().replace("\0", " ")
        except OSError:
            continue


if __name__ == "__main__":
    main()
