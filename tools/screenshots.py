"""`make screenshots`: every page from the sample book on a fixed Saturday, light and dark, in two sizes, into docs/."""

import logging
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

from PySide6.QtCore import QEvent, QThreadPool
from PySide6.QtWidgets import QApplication

from benchmarks.cards import written
from crm.book import Book
from crm.capture.names import Names
from crm.capture.understand import understand
from crm.clock import Clock
from crm.errors import OnlyReadable
from crm.fault_log.fault_description import describe
from crm.fault_log.log_handler import FaultLog
from crm.importing.applying import import_directly
from crm.meetings import logging as meetings
from crm.people import editing
from crm.people.fields import set_fields
from crm.sample.book import open_sample
from crm.storage.backups import backup
from crm.text.assignments import Assignment
from crm.things.key import Key
from crm.unit_of_work import UnitOfWork
from tools import meetings_pictured
from tools.event_pictured import show_event
from tools.giving_pictured import giving_pages
from tools.looked_back import look_back
from tools.met import met_for_coffee, read_again
from tools.phone import open_panel, with_phone
from tools.troubled import SCENES
from ui import event_loop_slices
from ui.context import Context
from ui.drafts import LOG
from ui.history.page import HistoryPage
from ui.opened_book import OpenedBook
from ui.shell.main_window import MainWindow
from ui.shell.one_box.sheet import OneBox
from ui.shell.saved_state import not_saving, saved_state
from ui.theme.look import STYLE, look
from ui.trouble.damaged_page import DamagedPage

ROOT = Path(__file__).resolve().parent.parent
TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 8, 12, tzinfo=UTC)
SIZES = ((1280, 800), (960, 640))
FULL = "The disk that holds /home/ana/goodturn is full; nothing was changed. Make some room and try again."
SAID = (
    "Coffee with Ana Ruiz and Priya Nair yesterday at Blue Bottle. Redoing labels for Christmas. "
    "Intro Ana to Ben Okafor by Friday, send her the pricing article. She’ll check the Leith market dates"
)
# An address book's view of people in the sample: two with news, one as before, two perhaps the same, two wrong cards.
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
    event_loop_slices.PAUSE_MS = 0  # nobody looks on
    with tempfile.TemporaryDirectory() as place:
        sample = open_sample(Path(place) / "sample", Clock(TODAY, lambda: NOW))
        readable = _only_readable(Path(place) / "readable")
        empty = Book.open(Path(place) / "empty", Clock(TODAY, lambda: NOW))
        cards = Path(place) / "contacts.vcf"
        cards.write_text(written(376) + _cards(MET_BEFORE), encoding="utf-8", newline="")
        sample.backup()
        doubled = open_sample(Path(place) / "doubled", Clock(TODAY, lambda: NOW))
        with doubled.work() as work:
            import_directly(work, doubled.read, [cards])
        doubled.backup()
        edited = _edited(Path(place) / "edited")
        met = met_for_coffee(Path(place) / "met", Clock(TODAY, lambda: NOW))
        phoned = with_phone(Path(place), Clock(TODAY, lambda: NOW))
        for name, theme, size, book, show in _pictures(
            sample, doubled, edited, met, phoned, empty, readable, cards
        ):
            _take(application, f"{name}-{theme}-{size[0]}x{size[1]}", theme, size, book, show)
        for book in (sample, doubled, edited, met, phoned, empty, readable):
            book.close()
        for name in [name for name in sys.argv[1:] or SCENES if name in SCENES]:
            _take_trouble(application, name, Path(place) / "trouble")


def _pictures(
    sample: Book,
    doubled: Book,
    edited: Book,
    met: Book,
    phoned: Book,
    empty: Book,
    readable: Book,
    cards: Path,
) -> Iterator[tuple[str, str, tuple[int, int], Book, Pictured]]:
    ana = sample.read.value("SELECT id FROM person WHERE full_name = 'Ana Ruiz'")
    pages: dict[str, tuple[Book, Pictured]] = {
        "today": (sample, lambda window: window.open_page("today")),
        "inbox": (phoned, open_panel),
        "brief": (sample, lambda window: window.open_page("brief", "next")),
        "capture": (sample, lambda window: _say(window)),
        "people": (sample, lambda window: window.open_page("people")),
        "meetings": (sample, meetings_pictured.show_list),
        "meetings-month": (sample, lambda window: meetings_pictured.show_month(window, TODAY)),
        **giving_pages(sample, empty),
        "plan": (sample, meetings_pictured.show_plan),
        "duplicates": (doubled, lambda window: window.open_page("duplicates")),
        "sort": (sample, lambda window: window.open_page("sort")),
        "person": (sample, lambda window: window.open_page("person", ana)),
        "thing": (sample, lambda window: _open_promise(window, ana)),
        "event-before": (sample, lambda window: show_event(window, "Leith winter fair")),
        "event": (sample, lambda window: show_event(window, "Makers’ breakfast", after=True)),
        "meeting": (met, read_again),
        "debrief": (met, look_back),
        "import": (sample, lambda window: window.open_page("import", cards)),
        "one-box": (sample, _find_people),
        "history": (edited, _show_history),
        "report": (sample, _report_problem),
        "read-only": (readable, lambda window: window.open_page("person", ana)),
        "settings": (sample, lambda window: window.open_page("settings")),
        "settings-mails": (sample, lambda window: window.open_page("settings", "mails")),
        "welcome": (empty, lambda window: window.open_page("welcome")),
    }
    chosen = [name for name in sys.argv[1:] or pages if name in pages]
    for name in chosen:
        for theme in ("light", "dark"):
            for size in SIZES:
                yield name, theme, size, *pages[name]


def _only_readable(folder: Path) -> Book:
    """The sample on a disk that is full."""
    made = open_sample(folder, Clock(TODAY, lambda: NOW))
    made.backup()
    made.close()
    return Book.open_to_read(folder, made.clock, OnlyReadable(FULL))


def _edited(folder: Path) -> Book:
    """The sample after a morning's work: some edits, a few new people, a coffee, and something undone."""
    minutes = count(0, 7)
    book = open_sample(folder, Clock(TODAY, lambda: NOW - timedelta(minutes=77 - next(minutes))))
    cards = folder / "fair.vcf"
    cards.write_text(written(12), encoding="utf-8", newline="")
    ana, tom = (
        book.read.value("SELECT id FROM person WHERE full_name = :name", name=name)
        for name in ("Ana Ruiz", "Tom Sandberg")
    )
    draft = understand(SAID, TODAY, Names.from_reader(book.read))
    steps: tuple[Callable[[UnitOfWork], object], ...] = (
        lambda work: import_directly(work, book.read, [cards]),
        lambda work: editing.set_text(work, ana, "title", "CEO"),
        lambda work: editing.add_point(work, tom, "phone", "+44 7700 900123"),
        lambda work: meetings.log(work, draft),
        lambda work: set_fields(
            work, tom, [Assignment("nickname", "=", "Tommy"), Assignment("birthday", "=", "1969-04-22")]
        ),
        lambda work: editing.rename(work, tom, "Tom Sandberg-Lind"),
    )
    for step in steps:
        with book.work() as work:
            step(work)
    cards.unlink()
    book.undo()
    book.backup()
    return book


def _show_history(window: MainWindow) -> None:
    """With the coffee selected."""
    window.open_page("history")
    page = window.findChild(HistoryPage)
    assert page is not None
    page.list.choose(page.context.book.steps(3)[2].id)


def _cards(cards: Sequence[Sequence[str]]) -> str:
    lines = [line for card in cards for line in ("BEGIN:VCARD", "VERSION:3.0", *card, "END:VCARD")]
    return "".join(f"{line}\r\n" for line in lines)


def _say(window: MainWindow) -> None:
    """As into an empty sheet: what the window before kept of its own is not said again."""
    assert window.context is not None
    window.context.drafts.keep(LOG, "")
    window.capture(SAID)


def _open_promise(window: MainWindow, person_id: int) -> None:
    """The fields of the first promise that the person made."""
    window.open_page("person", person_id)
    assert window.context is not None
    promise = "SELECT min(id) FROM promise WHERE by_person_id = :id"
    window.context.open_thing(Key("promise", window.context.read.value(promise, id=person_id)))


def _find_people(window: MainWindow) -> None:
    window.open_box()
    box = window.findChild(OneBox)
    assert box is not None
    box.field.setText("pri")


def _report_problem(window: MainWindow) -> None:
    """With two faults in the log, as the program writes them."""
    with tempfile.TemporaryDirectory() as place:
        log = FaultLog(lambda: Path(place) / "goodturn.log")
        for fault in (OSError(28, ""), TimeoutError()):
            made = {"name": "ui.backups", "levelname": "WARNING", "created": NOW.timestamp()}
            told = {"msg": "No backup was made: %s", "args": (describe(fault),)}
            log.emit(logging.makeLogRecord(made | told))
        logging.getLogger().addHandler(log)
        window.actions_by_name["report"].trigger()
        QThreadPool.globalInstance().waitForDone()
        logging.getLogger().removeHandler(log)


def _take(
    application: QApplication, file: str, theme: str, size: tuple[int, int], book: Book, show: Pictured
) -> None:
    look.set_theme(theme)
    window = MainWindow()
    window.resize(*size)
    window.attach(Context(book))
    said = saved_state if book.only_readable is None else not_saving
    window.show_state(said(backup.newest(book.folder), TODAY))
    window.show()
    _settle(application)
    show(window)
    _settle(application)
    window.grab().save(str(ROOT / "docs" / f"{file}.png"))
    window.close()
    window.deleteLater()
    _settle(application)


def _take_trouble(application: QApplication, name: str, place: Path) -> None:
    """The window as it starts on a book in trouble, at 09:40."""
    for theme in ("light", "dark"):
        for width, height in SIZES:
            folder = place / theme / str(width) / "Goodturn"  # of its own, as a way out is gone in some
            SCENES[name](folder, NOW)
            window = MainWindow()
            window.resize(width, height)
            window.show()
            opened = OpenedBook(window, folder, Clock(TODAY, lambda: NOW + timedelta(minutes=88)))
            opened.begin()
            look.set_theme(theme)
            _settle(application)
            _go_on(window, name)
            _settle(application)
            window.toast.hide()
            window.grab().save(str(ROOT / "docs" / f"{name}-{theme}-{width}x{height}.png"))
            window.detach()
            opened.end()
            window.close()
            window.deleteLater()
            _settle(application)
            shutil.rmtree(folder)


def _go_on(window: MainWindow, name: str) -> None:
    """To what the picture is of: the end of a rescue, or where a failed backup leads."""
    page = window._replacement
    if name == "rescue" and isinstance(page, DamagedPage) and page.rescue is not None:
        page.rescue.click()
    elif window.sidebar.way.isVisible():
        window.sidebar.way.click()


def _settle(application: QApplication) -> None:
    """Until the work in the background has come back and everything is laid out and painted."""
    for _ in range(5):
        QThreadPool.globalInstance().waitForDone()
        application.processEvents()
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete)


if __name__ == "__main__":
    main()
