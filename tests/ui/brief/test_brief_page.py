"""Preparing a meeting on the page of its brief, by keyboard: purpose, questions, the answer, notes, paper."""

import stat
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from crm import settings
from crm.book import Book
from crm.briefs import brief as briefs
from crm.meetings import before_meeting, planning
from crm.model import Meeting
from tests.crm import scenes
from tests.ui.stories import CTRL, press, write
from ui.brief.page import BriefPage
from ui.context import Context
from ui.paper import printing
from ui.planning.sheet import PlanSheet
from ui.shell.main_window import MainWindow

KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def coffee(book: Book) -> int:
    today = book.clock.today()
    with book.work() as work:
        mei = scenes.person(work, "Mei Kobayashi")
        lena = scenes.person(work, "Lena Petrov", introduced_by_id=mei.id, pronouns="she")
        scenes.promise(work, "share", "the article", lena, due_on=today - timedelta(days=2))
        scenes.person_topic(work, lena, "looking_for", "shop fitters")
        scenes.item(work, "Leases for small shops", "shop fitters")
        found = scenes.meeting(
            work,
            today,
            lena,
            state="planned",
            held_at="14:00",
            place="Blue Bottle",
            purpose="The second shop",
        )
        settings.change(work, settings.OWNER_WANT, "An introduction to your fitters.")
        return int(found.id)


@pytest.fixture
def page(window: MainWindow, coffee: int, settled: Any) -> BriefPage:
    window.open_page("brief", coffee)
    settled()
    found = window.stack.page
    assert isinstance(found, BriefPage)
    return found


def stored(book: Book, meeting_id: int) -> briefs.Brief:
    found = briefs.of_meeting(book.read, meeting_id, book.clock.today())
    assert found is not None
    return found


def questions(book: Book, meeting_id: int) -> list[str]:
    return [one.words for one in stored(book, meeting_id).questions]


def shown(page: BriefPage) -> list[str]:
    return [row.kept.field.toPlainText() for row in page.purpose.questions.rows]


def test_the_page_says_what_is_known_before_a_first_meeting(page: BriefPage) -> None:
    assert page._header.title.text() == "Coffee with Lena Petrov"
    assert page._header.words.text() == "Today 14:00, Blue Bottle. Your first meeting"
    assert page.want._heading.text() == "If she asks “what can I do for you?”"
    known = {section.heading: section.lines for section in page.known._shown}
    assert known["Last time"] == (
        "Your first meeting. Mei Kobayashi introduced you. Thank Mei afterwards, and say how it went.",
    )
    assert known["You owe"] == ("Send Lena Petrov the article, 2 days late",)
    assert known["In common"] == ("Mei Kobayashi, who introduced you",)
    assert page.notes.field.placeholderText() == "Write here during the coffee"


def test_questions_are_added_one_after_another_by_keyboard(
    page: BriefPage, book: Book, coffee: int, qtbot, settled
) -> None:
    press(qtbot, KEY.Key_Q)
    for words in ("What surprised you?", "Who helped?", "Why then?"):
        write(qtbot, words)
        press(qtbot, KEY.Key_Return)
        settled()
    assert questions(book, coffee) == shown(page) == ["What surprised you?", "Who helped?", "Why then?"]
    assert page.purpose.questions.new.field.toPlainText() == ""
    assert page.purpose.questions.new.field.hasFocus()


def test_a_question_is_moved_changed_and_emptied_by_keyboard(
    page: BriefPage, book: Book, coffee: int, qtbot, settled
) -> None:
    with book.work() as work:
        for words in ("One?", "Two?", "Three?"):
            before_meeting.add(work, coffee, "question", words)
    settled()
    press(qtbot, KEY.Key_Q)
    press(qtbot, KEY.Key_Up)
    press(qtbot, KEY.Key_Up, ALT)
    settled()
    assert questions(book, coffee) == shown(page) == ["One?", "Three?", "Two?"]
    focused = QApplication.focusWidget()
    assert focused is page.purpose.questions.rows[1].kept.field, "the keyboard stays with the question"
    write(qtbot, " Really?")
    press(qtbot, KEY.Key_Return)
    settled()
    assert "Really?" in questions(book, coffee)[1]
    page.purpose.questions.rows[0].kept.field.setFocus()
    press(qtbot, KEY.Key_A, CTRL)
    press(qtbot, KEY.Key_Backspace)
    press(qtbot, KEY.Key_Return)
    settled()
    assert len(questions(book, coffee)) == len(shown(page)) == 2
    book.undo()
    settled()
    assert shown(page)[0] == "One?"


def test_the_standing_answer_is_the_default_and_vague_words_are_said(
    page: BriefPage, book: Book, coffee: int, qtbot, settled
) -> None:
    assert page.want.want.field.toPlainText() == "An introduction to your fitters."
    assert page.want.specific.isVisible()
    assert page.want.standing.isVisible()
    press(qtbot, KEY.Key_F)
    press(qtbot, KEY.Key_A, CTRL)
    write(qtbot, "I would love to pick your brain")
    assert not page.want.specific.isVisible()
    assert page.want.vague.text().startswith("“pick your brain”")
    press(qtbot, KEY.Key_Return)
    settled()
    assert stored(book, coffee).want == "I would love to pick your brain"
    assert settings.value(book.read, settings.OWNER_WANT) == "An introduction to your fitters."
    press(qtbot, KEY.Key_A, CTRL)
    write(qtbot, "An introduction to your fitters.")
    press(qtbot, KEY.Key_Return)
    settled()
    with book.work() as work:
        assert work.session.get(Meeting, coffee).want == "", "the same words are the standing answer again"


def test_notes_are_saved_on_leaving_as_one_step(
    page: BriefPage, book: Book, coffee: int, qtbot, settled
) -> None:
    steps = len(book.steps())
    page.start.click()
    write(qtbot, "She hired a baker first.")
    press(qtbot, KEY.Key_Return)
    write(qtbot, "Lease: ten years.")
    assert len(book.steps()) == steps
    page.purpose.purpose.field.setFocus()
    settled()
    assert len(book.steps()) == steps + 1
    assert stored(book, coffee).meeting.note == "She hired a baker first.\nLease: ten years."


def test_notes_being_typed_are_offered_again(
    window: MainWindow, page: BriefPage, context: Context, book: Book, coffee: int, qtbot, settled
) -> None:
    page.start.click()
    write(qtbot, "Half a sent")
    context.drafts.write_now()
    again = BriefPage(Context(book))
    qtbot.addWidget(again)
    again.open_at(coffee)
    again.reload()
    assert again.notes.field.toPlainText() == "Half a sent"


def test_it_happened_is_one_key_and_leads_on(page, window, book: Book, coffee: int, qtbot, settled) -> None:
    press(qtbot, KEY.Key_Y)
    settled()
    assert stored(book, coffee).meeting.state == "happened"
    assert (page.happened.isVisible(), page.look_back.hasFocus()) == (False, True)
    press(qtbot, KEY.Key_Space)
    settled()
    assert window.stack.place == ("debrief", coffee)


def test_the_whole_meeting_is_one_key_away(page: BriefPage, window: MainWindow, qtbot, settled) -> None:
    press(qtbot, KEY.Key_O)
    settled()
    assert type(window.stack.page).__name__ == "MeetingPage"


def test_the_cards_stand_below_each_other_in_a_narrow_window(
    page: BriefPage, window: MainWindow, settled
) -> None:
    assert page.want.y() == page.purpose.y()
    window.resize(900, 700)
    settled()
    assert page.want.y() > page.purpose.y()
    assert page.want.x() == page.purpose.x()


def test_the_brief_is_saved_as_pdf_and_opened(
    page: BriefPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot
) -> None:
    file, opened = tmp_path / "lena.pdf", []
    monkeypatch.setattr(printing, "ask_where_to_save", lambda *_: str(file))
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True)
    press(qtbot, KEY.Key_P, CTRL)
    assert file.read_bytes().startswith(b"%PDF-")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert opened == [str(file)]


def test_a_name_without_ending_becomes_a_pdf_and_writes_over_nothing(
    page: BriefPage, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot
) -> None:
    (tmp_path / "lena.pdf").write_text("mine", encoding="utf-8")
    monkeypatch.setattr(printing, "ask_where_to_save", lambda *_: str(tmp_path / "lena"))
    press(qtbot, KEY.Key_P, CTRL)
    assert window.toast.accessibleName() == "lena.pdf is there already; nothing was written."
    assert (tmp_path / "lena.pdf").read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "lena").exists()


def test_the_print_dialog_prints_one_page(
    page: BriefPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot, settled
) -> None:
    from PySide6.QtPrintSupport import QPrintDialog

    press(qtbot, KEY.Key_P, CTRL | Qt.KeyboardModifier.ShiftModifier)
    [dialog] = [one for one in QApplication.topLevelWidgets() if isinstance(one, QPrintDialog)]
    dialog.printer().setOutputFormat(dialog.printer().OutputFormat.PdfFormat)
    dialog.printer().setOutputFileName(str(tmp_path / "paper.pdf"))
    dialog.accepted.emit(dialog.printer())
    dialog.close()
    settled()
    assert (tmp_path / "paper.pdf").read_bytes().count(b"/Type /Page\n") == 1


def test_a_deleted_meeting_has_no_brief_to_go_back_to(
    page: BriefPage, book: Book, coffee: int, settled
) -> None:
    with book.work() as work:
        work.session.delete(work.session.get(Meeting, coffee))
        work.label = "Deleted it"
    settled()
    assert page.is_passed
    assert page.content.missing.sentence.text() == "This meeting is no longer in the book."


def test_the_next_brief_is_a_command(window: MainWindow, coffee: int, book: Book, settled) -> None:
    window.actions_by_name["next_brief"].trigger()
    settled()
    assert window.stack.page._header.title.text() == "Coffee with Lena Petrov"
    with book.work() as work:
        planning.mark_missed(work, coffee)
    window.open_page("today")
    window.actions_by_name["next_brief"].trigger()
    settled()
    assert window.stack.page.content.missing.sentence.text().startswith("No meeting is planned.")


def test_a_person_is_prepared_for_by_one_key(
    window: MainWindow, coffee: int, book: Book, qtbot, settled
) -> None:
    ids = {
        name: book.read.value("SELECT id FROM person WHERE full_name = :n", n=name)
        for name in ("Lena Petrov", "Mei Kobayashi")
    }
    window.open_page("person", ids["Lena Petrov"])
    settled()
    press(qtbot, KEY.Key_B)
    assert window.stack.page._header.title.text() == "Coffee with Lena Petrov"
    window.open_page("person", ids["Mei Kobayashi"])
    settled()
    press(qtbot, KEY.Key_B)
    settled()
    [sheet] = window.findChildren(PlanSheet)
    assert sheet.isVisible(), "without a meeting ahead, one is planned"


def test_what_is_being_typed_is_on_the_paper(
    page: BriefPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot
) -> None:
    printed: list[str] = []
    monkeypatch.setattr(printing, "ask_where_to_save", lambda *_: str(tmp_path / "lena.pdf"))
    monkeypatch.setattr(printing, "open_pdf", lambda _file: True)
    monkeypatch.setattr(printing, "as_pdf", lambda paper: printed.append(str(paper)) or b"")
    press(qtbot, KEY.Key_E)
    page.purpose.purpose.field.selectAll()
    write(qtbot, "How she found the shop")
    press(qtbot, KEY.Key_P, CTRL)
    assert "How she found the shop" in printed[0]
