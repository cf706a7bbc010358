"""`make screenshots`: every page from the sample book on a fixed Saturday, light and dark, in two sizes, into docs/."""

import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QThreadPool
from PySide6.QtWidgets import QApplication

from benchmarks.cards import written
from crm.book import Book
from crm.clock import Clock
from crm.exchange.importing import bring_in
from crm.sample.book import open_sample
from crm.storage import backup
from ui import turns
from ui.context import Context
from ui.shell.capture import draft_file
from ui.shell.main_window import MainWindow
from ui.shell.one_box.sheet import OneBox
from ui.shell.saved_state import saved_state
from ui.theme.look import STYLE, look

ROOT = Path(__file__).resolve().parent.parent
TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 8, 12, tzinfo=UTC)
SIZES = ((1280, 800), (960, 640))
SAID = (
    "Coffee with Ana Ruiz and Priya Nair yesterday at Blue Bottle. Redoing labels for Christmas. "
    "Intro Ana to Ben Okafor by Friday, send her the pricing article. She’ll check the Leith market dates"
)
# An address book's view of people in the sample: two with something new, one as before, two possibly the same, and two
# cards with something wrong.
MET_BEFORE = (
    ("FN:Ana Ruiz", "EMAIL:ana@ruizsauce.example", "TEL;TYPE=HOME:+44 7700 900199"),
    ("FN:Tom Sandberg", "EMAIL:tom@sandbergpartners.example", "BDAY:1969-03-22"),
    ("FN:Hana Abe", "EMAIL:hana@abedaughters.example"),
    ("FN:Bruno Okafor", "N:Okafor;Bruno;;;", "EMAIL:ben@okaforstudio.example", "TEL:+44 7700 900198"),
    ("FN:Chris Park", "EMAIL:c.park@library.example"),
    ("NOTE:no idea who this was",),
    ("FN:Marta Lind", "EMAIL:marta@lind.example", "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQ"),
)
Pictured = Callable[[MainWindow], object]


def main() -> None:
    application = QApplication(["goodturn", *STYLE])
    look.start(application, "light")
    turns.BETWEEN_MS = 0  # nobody looks on
    with tempfile.TemporaryDirectory() as place:
        sample = open_sample(Path(place) / "sample", Clock(TODAY, lambda: NOW))
        empty = Book.open(Path(place) / "empty", Clock(TODAY, lambda: NOW))
        cards = Path(place) / "contacts.vcf"
        cards.write_text(written(376) + _cards(MET_BEFORE), encoding="utf-8", newline="")
        sample.backup()
        doubled = open_sample(Path(place) / "doubled", Clock(TODAY, lambda: NOW))
        with doubled.work() as work:
            bring_in(work, doubled.read, [cards])
        doubled.backup()
        for name, theme, size, book, show in _pictures(sample, doubled, empty, cards):
            _take(application, f"{name}-{theme}-{size[0]}x{size[1]}", theme, size, book, show)
        for book in (sample, doubled, empty):
            book.close()


def _pictures(
    sample: Book, doubled: Book, empty: Book, cards: Path
) -> Iterator[tuple[str, str, tuple[int, int], Book, Pictured]]:
    ana = sample.read.value("SELECT id FROM person WHERE full_name = 'Ana Ruiz'")
    pages: dict[str, tuple[Book, Pictured]] = {
        "today": (sample, lambda window: window.open_page("today")),
        "capture": (sample, lambda window: _say(window, sample)),
        "people": (sample, lambda window: window.open_page("people")),
        "duplicates": (doubled, lambda window: window.open_page("duplicates")),
        "sort": (sample, lambda window: window.open_page("sort")),
        "person": (sample, lambda window: window.open_page("person", ana)),
        "import": (sample, lambda window: window.open_page("import", cards)),
        "one-box": (sample, _find_people),
        "history": (sample, lambda window: window.open_page("history")),
        "settings": (sample, lambda window: window.open_page("settings")),
        "welcome": (empty, lambda window: window.open_page("welcome")),
    }
    chosen = sys.argv[1:] or list(pages)
    for name in chosen:
        for theme in ("light", "dark"):
            for size in SIZES:
                yield name, theme, size, *pages[name]


def _cards(cards: Sequence[Sequence[str]]) -> str:
    lines = [line for card in cards for line in ("BEGIN:VCARD", "VERSION:3.0", *card, "END:VCARD")]
    return "".join(f"{line}\r\n" for line in lines)


def _say(window: MainWindow, book: Book) -> None:
    """As into an empty sheet: what the window before kept of its own is not said again."""
    draft_file.save(book.folder, "")
    window.capture(SAID)


def _find_people(window: MainWindow) -> None:
    window.open_box()
    box = window.findChild(OneBox)
    assert box is not None
    box.field.setText("pri")


def _take(
    application: QApplication, file: str, theme: str, size: tuple[int, int], book: Book, show: Pictured
) -> None:
    look.set_theme(theme)
    window = MainWindow()
    window.resize(*size)
    window.attach(Context(book))
    window.show_state(saved_state(backup.newest(book.folder), TODAY))
    window.show()
    _settle(application)
    show(window)
    _settle(application)
    window.grab().save(str(ROOT / "docs" / f"{file}.png"))
    window.close()
    window.deleteLater()
    _settle(application)


def _settle(application: QApplication) -> None:
    """Until the work in the background has come back and everything is laid out and painted."""
    for _ in range(5):
        QThreadPool.globalInstance().waitForDone()
        application.processEvents()
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete)


if __name__ == "__main__":
    main()
