"""Ideas that were found in what people look for and can help with: offered, kept, or never proposed again."""

import pytest

from tests.ui.stories import log
from ui.introductions.idea_panel import IdeaPanel
from ui.introductions.page import IntroductionsPage
from ui.widgets.buttons import Button


@pytest.fixture
def page(book, window, settled) -> IntroductionsPage:
    log(book, "Coffee with Ana Ruiz. She is looking for a packaging designer")
    log(book, "Call with Ben Okafor. He can help with packaging design")
    window.open_page("introductions")
    settled()
    shown = window.stack.page
    assert isinstance(shown, IntroductionsPage)
    return shown


def press_button(page: IntroductionsPage, words: str) -> None:
    assert page.list.choose_first()
    assert isinstance(page.panel, IdeaPanel)
    [button] = [one for one in page.panel.findChildren(Button) if one.text() == words]
    button.click()


def test_an_idea_is_offered_with_its_reasons_in_one_step(page, book, settled) -> None:
    press_button(page, "Offer it")
    settled()
    [row] = page._listed
    assert (row.section, row.record.state) == ("yours", "offered")
    assert all(side.reason for side in row.record.sides)
    assert page._ideas == [], "the pair is under way"
    book.undo()
    settled()
    assert len(page._ideas) == 1


def test_an_idea_that_is_set_aside_never_comes_back(page, book, settled) -> None:
    press_button(page, "Not these two")
    settled()
    assert page._ideas == []
    assert book.read.value("SELECT state FROM introduction") == "dropped"


def test_an_idea_that_is_kept_stays_one(page, book, settled) -> None:
    press_button(page, "Keep as an idea")
    settled()
    assert [one.section for one in page._listed] == ["ideas"]
    assert book.read.value("SELECT count(*) FROM promise WHERE kind = 'introduction'") == 0
