"""The introductions of a person stand on the page of the person, and open on their own page."""

from PySide6.QtCore import Qt

from ui.introductions.page import IntroductionsPage
from ui.widgets.elided_button import ElidedButton


def test_an_introduction_is_opened_from_the_page_of_its_person(page, window, settled, qtbot) -> None:
    [line] = [one for one in page.findChildren(ElidedButton) if one.text() == "To Ben Okafor"]
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Space)
    settled()
    shown = window.stack.page
    assert isinstance(shown, IntroductionsPage)
    chosen = shown.chosen()
    assert chosen is not None
    assert chosen.record.key == "introduction-1"
