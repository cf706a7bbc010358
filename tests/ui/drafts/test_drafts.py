"""What is typed and not in the book yet: on the disk while it is typed, offered again where it was, gone when it is kept."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from crm.asks import queries
from tests.ui.drafts.draft_files import on_disk
from tests.ui.stories import log, person_id
from ui.drafts import LOG_FILE
from ui.people.new_person import NewPersonSheet
from ui.person.story_text import accessible_text
from ui.shell.main_window import MainWindow
from ui.unsaved_text import save_unsaved_text

KEY = Qt.Key
Reopen = Callable[[], MainWindow]


def person_page(window: MainWindow, person: int, settled: Callable[[], None]):
    window.context.open_person(person)
    settled()
    return window.stack.page


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


def test_the_parts_of_an_ask_wait_for_its_words(
    reopen: Reopen, told: int, folder: Path, qtbot, settled
) -> None:
    window = reopen()
    panel = _asking(window, told, settled)
    panel.fields["why"].setFocus()
    qtbot.keyClicks(panel.fields["why"], "you sell at markets")
    panel.fields["why"].save()
    qtbot.waitUntil(lambda: any("markets" in one for one in on_disk(folder)))
    window = reopen()
    panel = _asking(window, told, settled)
    assert panel.fields["why"].toPlainText() == "you sell at markets"
    panel.words.setFocus()
    qtbot.keyClicks(panel.words, "Could you name a supplier?")
    panel.words.save()
    qtbot.waitUntil(lambda: on_disk(folder) == [])
    draft = queries.draft_for(window.context.read, told)
    assert (draft.words, draft.why_you) == ("Could you name a supplier?", "you sell at markets")


def _asking(window: MainWindow, person: int, settled: Callable[[], None]):
    person_page(window, person, settled).ask()
    settled()
    return window.stack.page.panel


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
