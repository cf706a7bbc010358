"""The scene of the pictures of "Look back": the coffee of the day before, with every question answered."""

from crm.meetings.debriefing.answers import Answer, Answers
from ui.debrief.page import DebriefPage
from ui.shell.main_window import MainWindow

_PRIYA = "SELECT id FROM person WHERE full_name = 'Priya Nair'"


def look_back(window: MainWindow) -> None:
    assert window.context is not None
    read = window.context.read
    window.open_page("debrief", read.value("SELECT max(id) FROM meeting"))
    page = window.findChild(DebriefPage)
    assert page is not None
    priya = read.value(_PRIYA)
    page.questions.fill(
        Answers(
            learned=Answer("A break clause matters more than the rent: ask for one at year three."),
            for_me="our studio lease ends in June. Ask for the same before the price.",
            needs=Answer("two cafés for a portrait series", priya),
            offers=Answer("a free half day of food photography", priya),
            energy="yes",
            next="send Priya the names of two cafés by Thursday",
        )
    )
    page.questions.changed.emit()
    page.questions.next.text.setFocus()
