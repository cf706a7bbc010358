"""A process whose windows are typed into until they are killed; what is slow to load is loaded before it forks.

Reads one JSON line a life: {"folder", "place", "seed"}. Prints `pid N`, `ready` when the field stands open, then
`typed KEYS MONOTONIC` after each piece, and `gone STATUS`. The same seed types the same.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from crm.clock import Clock
from tests.conftest import NOW, TODAY
from ui import application, late_modules
from ui.opened_book import OpenedBook
from ui.shell.capture import sheet as capture_sheet
from ui.shell.main_window import MainWindow

PLACES = ("log", "note", "detail", "meeting")
LONG = "\n\n".join(["The landlord wants ten years and Ana is wary of that. " * 5 + "So she waits."] * 360)
"""The note of the meeting, before anything is typed at its end."""
PIECES = 400  # more than any life types
BACK = "\b"
_WORDS = ("met", "plumbago", "hot", "sauce", "market", "asked", "kettle", "early", "she", "grows", "and")
assert capture_sheet


def pieces(seed: int) -> list[str]:
    """What is typed, word by word, with some of it taken back."""
    chance = Random(seed)
    return [
        BACK * chance.randrange(1, 4) if chance.random() < 0.15 else f"{chance.choice(_WORDS)} "
        for _ in range(PIECES)
    ]


def main() -> None:
    late_modules._load()
    for line in sys.stdin:
        life = json.loads(line)
        child = os.fork()
        if child == 0:
            _say(f"pid {os.getpid()}")
            sys.exit(_live(Path(life["folder"]), life["place"], life["seed"]))
        _, status = os.waitpid(child, 0)
        _say(f"gone {os.waitstatus_to_exitcode(status)}")


def _live(folder: Path, place: str, seed: int) -> int:
    """The program as it runs, but that somebody types as soon as its book is open."""
    begin = OpenedBook.begin

    def begin_and_type(opened: OpenedBook, files: object) -> None:
        begin(opened)
        QTimer.singleShot(0, lambda: _type(opened._window, place, seed))

    OpenedBook.begin = begin_and_type  # type: ignore[method-assign, assignment]
    return application.run(folder, Clock(TODAY, lambda: NOW))


def _type(window: MainWindow, place: str, seed: int) -> None:
    window.resize(1280, 800)  # the offscreen screen is so narrow that the person page would hide its panel
    window.activateWindow()
    find = _field(window, place)
    _say("ready" if find().isVisible() else "hidden")
    _next(iter(pieces(seed)), Random(-seed), find, 0)


def _field(window: MainWindow, place: str) -> Callable[[], QWidget]:
    """How to find the field each time: a page builds its fields anew when lines come or go."""
    assert window.context is not None
    if place == "log":
        window.capture()
        return lambda: window.sheets._capture.text  # type: ignore[union-attr]
    if place == "meeting":
        window.context.open_page("meeting", 1)
        meeting = window.stack.page  # type: ignore[union-attr]
        meeting.note.field.setFocus()  # type: ignore[union-attr]
        meeting.note.field.moveCursor(QTextCursor.MoveOperation.End)  # type: ignore[union-attr]
        return lambda: meeting.note.field  # type: ignore[union-attr]
    window.context.open_person(1)
    page = window.stack.page  # type: ignore[union-attr]
    if place == "note":
        page.box.field.setFocus()  # type: ignore[union-attr]
        return lambda: page.box.field  # type: ignore[union-attr]
    page.panel.details.fields[1, "how_we_met", 0].field.setFocus()  # type: ignore[union-attr]
    return lambda: page.panel.details.fields[1, "how_we_met", 0].field  # type: ignore[union-attr]


def _next(left: Iterator[str], chance: Random, find: Callable[[], QWidget], keys: int) -> None:
    """One piece, and the next one after the pause of somebody who types fast, or who thinks."""
    piece = next(left, None)
    if piece is None or not find().isVisible():  # nobody can type into a window that has closed
        return
    for key in piece:
        QTest.keyClick(find(), Qt.Key.Key_Backspace) if key == BACK else QTest.keyClick(find(), key)
    keys += len(piece)
    _say(f"typed {keys} {time.monotonic()}")
    pause = chance.uniform(900, 1200) if chance.random() < 0.03 else chance.uniform(5, 60)
    QTimer.singleShot(int(pause), lambda: _next(left, chance, find, keys))


def _say(words: str) -> None:
    os.write(1, f"{words}\n".encode())


if __name__ == "__main__":
    main()
