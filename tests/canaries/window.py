"""A day in the real window, offscreen: watched, with faults put in its way, and every window title written down.

python -m tests.canaries.window JOURNAL DATA_FOLDER FILES_FOLDER PLANTED.json
"""

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

import main as program
from crm.clock import Clock
from crm.commands.arguments import parse
from crm.commands.handover import hand_over
from tests.canaries.planting import FAULTS_TEXT, Planted
from tests.canaries.watching import watch
from tests.canaries.window_actions import (
    DATA,
    FILES,
    JOURNAL,
    PLANTED,
    begin,
    bring_in,
    choose_a_file,
    look_up,
    settle,
    take_out,
    until,
    write,
)
from tests.canaries.window_faults import fail
from tests.conftest import NOW, TODAY
from ui import application
from ui.shell.main_window import MainWindow
from ui.shell.problem_report import ProblemReportSheet

watch(JOURNAL)


def main() -> None:
    said: Planted = json.loads(PLANTED.read_text(encoding="utf-8"))
    program._install_fault_log(parse(["--data-dir", str(DATA)]))
    painted = application.after_first_paint

    def then_act(window: MainWindow, opened: Callable[[], object]) -> None:
        def act() -> None:
            opened()
            QTimer.singleShot(0, lambda: live(window, said))

        painted(window, act)

    application.after_first_paint = then_act
    program._exit(application.run(DATA, Clock(TODAY, lambda: NOW)))


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
