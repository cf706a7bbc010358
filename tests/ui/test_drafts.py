"""What is typed and not in the book yet: on the disk while it is typed, offered again where it was, gone when it is kept."""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget

from crm.book import Book
from tests.conftest import clock
from tests.ui.stories import log, person_id
from ui.context import Context, Outcome
from ui.drafts import FOLDER, LOG, LOG_FILE, Drafts
from ui.guard.ask_sheet import AskSheet
from ui.people.new_person import NewPersonSheet
from ui.person.story_text import accessible_text
from ui.shell.main_window import MainWindow
from ui.unsaved_text import save_unsaved_text

KEY = Qt.Key
Reopen = Callable[[], MainWindow]


@pytest.fixture
def reopen(folder: Path, looked: QApplication, qtbot, settled) -> Iterator[Reopen]:
    """A window on the book as it is on the disk. What was open before is left as a kill leaves it: nobody is asked to save."""
    running: list[tuple[MainWindow, Book]] = []

    def leave() -> None:
        for window, book in running:
            drafts = window.context.drafts
            drafts._timer.stop()
            drafts._unsaved.clear()
            drafts.keep = drafts.write_now = lambda *_: None  # type: ignore[method-assign]
            window.context._do = lambda *_, **__: Outcome()  # type: ignore[method-assign]
            window.hide()
            window.deleteLater()
            looked.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            book.close()
        running.clear()

    def begin() -> MainWindow:
        leave()
        book = Book.open(folder, clock())
        window = MainWindow()
        window.resize(1280, 800)
        window.show()
        window.attach(Context(book))
        window.activateWindow()
        qtbot.waitActive(window)
        running.append((window, book))
        settled()
        return window

    yield begin
    leave()


@pytest.fixture
def told(folder: Path) -> int:
    """The book has Ana in it; her id."""
    book = Book.open(folder, clock())
    log(book, "Coffee with Ana Ruiz on 3 May. Send her the pricing article by yesterday.")
    ana = person_id(book, "Ana Ruiz")
    book.close()
    return ana


def on_disk(folder: Path) -> list[str]:
    """A file may go between being listed and being read: a draft is taken away by a thread."""
    found = []
    for file in (folder / FOLDER).glob("*.txt"):
        with suppress(FileNotFoundError):
            found.append(file.read_text(encoding="utf-8"))
    return sorted(found)


def person_page(window: MainWindow, person: int, settled: Callable[[], None]):
    window.context.open_person(person)
    settled()
    return window.stack.page


def test_a_file_is_written_while_one_types_and_taken_away_when_the_text_is_blank(folder: Path, qtbot) -> None:
    drafts = Drafts(folder)
    drafts.keep("a place", "The plumb")
    drafts.keep("a place", "The plumbago")
    qtbot.waitUntil(lambda: on_disk(folder) == ["The plumbago"])
    file = next((folder / FOLDER).iterdir())
    assert "place" not in file.name
    if os.name == "posix":
        assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert Drafts(folder).text("a place") == "The plumbago"
    drafts.keep("a place", " \n")
    qtbot.waitUntil(lambda: not (folder / FOLDER).exists())
    assert Drafts(folder).text("a place") == ""


def test_steady_typing_does_not_put_the_writing_off(folder: Path, qtbot) -> None:
    drafts = Drafts(folder)
    drafts.keep("a place", "1")
    begun = drafts._timer.remainingTime()
    while drafts._timer.isActive():
        drafts.keep("a place", drafts.text("a place") + "1")
        assert drafts._timer.remainingTime() <= begun
        QApplication.processEvents()
    qtbot.waitUntil(lambda: on_disk(folder) != [])


def test_where_nothing_can_be_written_nothing_is_said_and_it_is_tried_again(folder: Path) -> None:
    (folder / FOLDER).write_text("a file in the place of our folder")
    drafts = Drafts(folder)
    drafts.keep("a place", "The plumbago")
    drafts.write_now()
    assert drafts.text("a place") == "The plumbago"
    (folder / FOLDER).unlink()
    drafts.write_now()
    assert on_disk(folder) == ["The plumbago"]


def test_what_a_kill_left_half_written_goes_with_the_next_draft(folder: Path, qtbot) -> None:
    (folder / FOLDER).mkdir()
    left = (folder / FOLDER / ".0123.txt.part", folder / f".{LOG_FILE}.part")
    for file in left:
        file.write_text("The plum")
    drafts = Drafts(folder)
    drafts.keep(LOG, "Coffee")
    qtbot.waitUntil((folder / LOG_FILE).exists)
    assert not any(file.exists() for file in left)


def test_a_draft_of_the_version_before_is_read(folder: Path) -> None:
    (folder / LOG_FILE).write_text("Coffee with Ana\nand Ben", encoding="utf-8")
    assert Drafts(folder).text(LOG) == "Coffee with Ana\nand Ben"


def test_a_note_being_written_is_offered_to_that_person_only(
    reopen: Reopen, told: int, folder: Path, qtbot, settled
) -> None:
    window = reopen()
    log(window.context.book, "Coffee with Ben Okafor yesterday")
    ben = person_id(window.context.book, "Ben Okafor")
    box = person_page(window, told, settled).box
    box.field.setFocus()
    qtbot.keyClicks(box.field, "She grows plumbago")
    qtbot.waitUntil(lambda: on_disk(folder) == ["She grows plumbago"])
    window = reopen()
    box = person_page(window, ben, settled).box
    assert (box.field.text(), box.draft.offer.isVisible()) == ("", False)
    box = person_page(window, told, settled).box
    assert (box.field.text(), box.draft.offer.isVisible()) == ("She grows plumbago", True)
    assert box.draft.offer.text().startswith("You were writing this.")
    box.field.setFocus()
    qtbot.keyClick(box.field, KEY.Key_Return)
    settled()
    assert "She grows plumbago" in accessible_text(window.stack.page.story.rows.row_at(0))
    qtbot.waitUntil(lambda: on_disk(folder) == [])
    assert not box.draft.offer.isVisible()


def test_esc_drops_a_note_that_was_offered(reopen: Reopen, told: int, folder: Path, qtbot, settled) -> None:
    box = person_page(reopen(), told, settled).box
    qtbot.keyClicks(box.field, "She grows plumbago")
    qtbot.waitUntil(lambda: on_disk(folder) == ["She grows plumbago"])
    box = person_page(reopen(), told, settled).box
    qtbot.keyClick(box.field, KEY.Key_Escape)
    qtbot.waitUntil(lambda: on_disk(folder) == [])
    assert person_page(reopen(), told, settled).box.field.text() == ""


@pytest.mark.parametrize(("key", "typed"), [("how_we_met", "At the makers breakfast"), ("title", "Founder")])
def test_a_detail_being_typed_is_offered_in_its_field_and_kept_on_leaving(
    reopen: Reopen, told: int, folder: Path, qtbot, settled, key: str, typed: str
) -> None:
    field = person_page(reopen(), told, settled).panel.details.fields[told, key, 0]
    field.field.setFocus()
    qtbot.keyClicks(field.field, typed)
    qtbot.waitUntil(lambda: on_disk(folder) == [typed])
    window = reopen()
    page = person_page(window, told, settled)
    field = page.panel.details.fields[told, key, 0]
    assert (field.text, field.draft.offer.isVisibleTo(page)) == (typed, True)
    page.reload()
    assert field.text == typed, "a reload leaves the offer alone"
    field.field.setFocus()
    page.story.setFocus()
    settled()
    qtbot.waitUntil(lambda: on_disk(folder) == [])
    assert reopen_and_read(reopen, told, settled, key) == typed


def reopen_and_read(reopen: Reopen, person: int, settled: Callable[[], None], key: str) -> str:
    return person_page(reopen(), person, settled).panel.details.fields[person, key, 0].text


def test_a_line_that_was_only_being_added_is_there_again(
    reopen: Reopen, told: int, folder: Path, qtbot, settled
) -> None:
    details = person_page(reopen(), told, settled).panel.details
    details.add("url")
    qtbot.keyClicks(details.fields[told, "new", "url"].field, "https://ruiz.example")
    qtbot.waitUntil(lambda: on_disk(folder) == ["https://ruiz.example"])
    details = person_page(reopen(), told, settled).panel.details
    assert details.fields[told, "new", "url"].text == "https://ruiz.example"


def test_what_was_refused_is_a_draft_still(reopen: Reopen, told: int, folder: Path, qtbot, settled) -> None:
    page = person_page(reopen(), told, settled)
    field = page.panel.details.fields[told, "birthday", 0]
    field.field.setFocus()
    qtbot.keyClicks(field.field, "the day after Easter")
    page.story.setFocus()
    assert field.problem.isVisibleTo(page)
    assert on_disk(folder) == ["the day after Easter"]


def test_an_ask_being_written_is_offered_whole(
    reopen: Reopen, told: int, folder: Path, qtbot, settled
) -> None:
    window = reopen()
    person_page(window, told, settled).ask()
    sheet = window.findChild(AskSheet)
    qtbot.keyClicks(sheet.why, "you sell at markets")
    qtbot.keyClicks(sheet.text, "Could you name a supplier?")
    qtbot.waitUntil(lambda: any("supplier?" in one for one in on_disk(folder)))
    window = reopen()
    person_page(window, told, settled).ask()
    sheet = window.findChild(AskSheet)
    assert (sheet.text.text(), sheet.why.text()) == ("Could you name a supplier?", "you sell at markets")
    assert sheet._offered.isVisible()
    sheet.save_as_asked()
    qtbot.waitUntil(lambda: on_disk(folder) == [])


def test_what_happened_is_offered_for_the_same_row_of_today(
    reopen: Reopen, told: int, folder: Path, qtbot
) -> None:
    window = reopen()
    asking = _ask_what_happened(window)
    qtbot.keyClicks(asking.field, "She liked it")
    qtbot.waitUntil(lambda: on_disk(folder) == ["She liked it"])
    asking = _ask_what_happened(reopen())
    assert asking.field.text() == "She liked it"
    qtbot.keyClick(asking.field, KEY.Key_Return)
    assert not asking.is_open
    qtbot.waitUntil(lambda: on_disk(folder) == [])


def _ask_what_happened(window: MainWindow):
    page = window.stack.page
    page._choose_first_row()
    page._with_chosen(page._done)
    return page.commands.question_sheet


def test_a_mail_that_was_changed_is_there_again_until_it_is_marked(
    reopen: Reopen, told: int, folder: Path, qtbot
) -> None:
    window = reopen()
    window.stack.page._choose_first_row()
    draft = window.stack.page._panel.draft
    qtbot.keyClicks(draft.body, "Dear Ana. ")
    qtbot.waitUntil(lambda: len(on_disk(folder)) == 1)
    window = reopen()
    window.stack.page._choose_first_row()
    draft = window.stack.page._panel.draft
    assert "Dear Ana. " in draft.body.toPlainText()
    draft.mark.click()
    qtbot.waitUntil(lambda: on_disk(folder) == [])


def test_a_new_person_is_offered(reopen: Reopen, told: int, folder: Path, qtbot) -> None:
    window = reopen()
    window.open_page("people", "new")
    qtbot.keyClicks(_new_person(window), "Mei Kobayashi")
    qtbot.waitUntil(lambda: on_disk(folder) == ["Mei Kobayashi"])
    window = reopen()
    window.open_page("people", "new")
    assert _new_person(window).text() == "Mei Kobayashi"


def _new_person(window: MainWindow):
    return window.findChild(NewPersonSheet)._name


@pytest.mark.parametrize("is_active", [True, False])
def test_at_the_end_the_field_in_hand_saves_itself(
    reopen: Reopen, told: int, qtbot, settled, is_active: bool
) -> None:
    """Also in a window that is not the active one, which Qt tells nothing of leaving."""
    window = reopen()
    field = person_page(window, told, settled).panel.details.fields[told, "title", 0].field
    field.setFocus()
    qtbot.keyClicks(field, "Founder")
    other = QWidget()
    qtbot.addWidget(other)
    if not is_active:
        other.show()
        other.activateWindow()
        qtbot.waitActive(other)
    save_unsaved_text(window, window.context.drafts)
    settled()
    assert window.context.book.steps()[0].label.startswith("Changed")
    assert reopen_and_read(reopen, told, settled, "title") == "Founder"


def test_what_cannot_save_itself_is_in_its_file_at_the_end(
    reopen: Reopen, told: int, folder: Path, qtbot
) -> None:
    window = reopen()
    window.capture("Coffee with Ana Ruiz")
    assert not (folder / LOG_FILE).exists()
    window.close()
    assert (folder / LOG_FILE).read_text() == "Coffee with Ana Ruiz"
