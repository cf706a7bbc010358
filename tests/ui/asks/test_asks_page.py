"""The page of asks: its sections, the draft that is checked and sent, and the answers in their words."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from crm.book import Book
from tests.ui.asks.conftest import DRAFT, spoken, state
from tests.ui.stories import press, write
from ui.asks.answer_panel import AnswerPanel
from ui.asks.new_ask_panel import NewAskPanel
from ui.asks.page import AsksPage
from ui.asks.writing_panel import WritingPanel
from ui.thing_fields.sheet import ThingSheet

KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def choose(page: AsksPage, name: str) -> None:
    rows = page.list.rows
    key = next(
        row.id for row in map(rows.row_at, range(rows.rowCount())) if row is not None and name in str(row)
    )
    assert page.list.choose(key)


def writing(page: AsksPage) -> WritingPanel:
    assert isinstance(page.panel, WritingPanel)
    return page.panel


def test_the_sections_say_what_waits_what_rests_and_what_is_being_written(page: AsksPage) -> None:
    assert (
        page._header.words.text()
        == "One waits for an answer, one rests until February, one is being written."
    )
    assert [line.split(". Enter")[0] for line in spoken(page)] == [
        "Open",
        "Tom Sandberg: how you told old clients, Asked today, 20 min, since today",
        "Not now",
        "Yusuf Farah: what did your first year cost, “after the harvest”. Asked today, again from 20 February 2027",
        "Being written",
        "Mei Kobayashi: how you told your oldest client, Ready but for one word, keep your word first",
        "Answered",
        "Rosa Weiss: look at our accounts, No: “I keep friends and books apart”, today",
    ]


def test_one_key_puts_a_size_in_the_place_of_a_quick_chat(page: AsksPage, asked: Book, qtbot) -> None:
    choose(page, "Mei")
    panel = writing(page)
    marks = [one.cursor.selectedText() for one in panel.words.extraSelections()]
    assert marks == ["quick chat"]
    press(qtbot, KEY.Key_Return)
    press(qtbot, KEY.Key_U, ALT)
    wanted = DRAFT.replace("a quick chat", "20 minutes")
    assert panel.words.toPlainText() == wanted
    assert not panel.words.extraSelections()
    assert panel.findings.first_remedy is None
    panel.words.save()
    assert asked.read.value("SELECT words FROM ask WHERE state = 'draft'") == wanted


def test_the_guard_warns_once_and_its_key_puts_it_away(page: AsksPage, qtbot) -> None:
    choose(page, "Mei")
    assert "Your own promise is still open: send Mei the pricing article." in writing(page).guard.words.text()
    choose(page, "Tom")
    choose(page, "Mei")
    assert not writing(page).guard.isHidden(), "passing by with the arrow keys does not use it up"
    press(qtbot, KEY.Key_N, ALT)
    assert writing(page).guard.isHidden()
    choose(page, "Tom")
    choose(page, "Mei")
    assert writing(page).guard.isHidden()


def test_a_new_ask_is_saved_as_it_is_typed_and_marked_as_asked(
    page: AsksPage, asked: Book, qtbot, settled: Callable[[], None]
) -> None:
    press(qtbot, KEY.Key_N)
    assert isinstance(page.panel, NewAskPanel)
    write(qtbot, "Lena Petrov")
    press(qtbot, KEY.Key_Return)
    qtbot.waitUntil(lambda: isinstance(page.panel, WritingPanel))
    panel = writing(page)
    page.window().activateWindow()
    panel.words.setFocus()
    qtbot.keyClicks(panel.words, "Which builder did your shop? One name is enough.")
    panel.words.save()
    settled()
    assert state(asked, "Lena Petrov") == "draft"
    assert page.panel is panel, "the panel being written in stays"
    assert page.window().focusWidget() is panel.words
    assert any("Hoped for. Meet, be useful once, then ask, meet first" in line for line in spoken(page))
    panel.words.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(panel.words, " A no is fine.")
    panel.mark_as_asked()
    settled()
    assert state(asked, "Lena Petrov") == "open"
    words = asked.read.value("SELECT words FROM ask ORDER BY id DESC LIMIT 1")
    assert words == "Which builder did your shop? One name is enough. A no is fine."
    assert isinstance(page.panel, AnswerPanel)


def test_a_yes_in_their_words_makes_their_promise_with_its_day(
    page: AsksPage, asked: Book, qtbot, settled: Callable[[], None]
) -> None:
    choose(page, "Tom")
    press(qtbot, KEY.Key_Return)
    panel = page.panel
    assert isinstance(panel, AnswerPanel)
    write(qtbot, "Sure, by Friday")
    assert panel.promise.text() == "A yes becomes their promise, due on Friday."
    press(qtbot, KEY.Key_Escape)
    press(qtbot, KEY.Key_Y)
    assert state(asked, "Tom Sandberg") == "yes", "Esc leaves the field, and what was typed stays"
    promise = asked.read.one("SELECT due_on, by_person_id FROM promise ORDER BY id DESC LIMIT 1")
    assert promise is not None
    assert promise["due_on"] == "2026-11-27"
    assert promise["by_person_id"] is not None
    settled()
    assert any(line.startswith("Tom Sandberg") and "Tom promised, Friday 27" in line for line in spoken(page))
    answered = page.panel
    assert isinstance(answered, AnswerPanel)
    answered.made.click()
    assert page.window().findChildren(ThingSheet)[-1].is_open
    press(qtbot, KEY.Key_Escape)
    asked.undo()
    assert state(asked, "Tom Sandberg") == "open"


def test_a_rule_is_never_marked_again_until_settings_say_so(page: AsksPage, asked: Book) -> None:
    choose(page, "Mei")
    panel = writing(page)
    panel.findings.rule_turned_off.emit("vague")
    assert "quick chat" not in [one.cursor.selectedText() for one in panel.words.extraSelections()]
    assert asked.steps()[0].label == "Not marking in asks: vague words"
    asked.undo()


def test_an_ask_is_deleted_and_comes_back_by_undo(
    page: AsksPage, asked: Book, qtbot, settled: Callable[[], None]
) -> None:
    choose(page, "Rosa")
    press(qtbot, KEY.Key_Delete)
    settled()
    assert not any("Rosa" in line for line in spoken(page))
    asked.undo()
    settled()
    assert any("Rosa" in line for line in spoken(page))
