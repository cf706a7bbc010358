"""On a person's page: what meeting them gives, in one sentence, and another rhythm proposed after three answers."""

from datetime import date, timedelta

import pytest

from crm.book import Book
from crm.meetings import planning
from crm.meetings.debriefing.answers import Answers
from crm.meetings.looking_back import look_back
from crm.meetings.plan import Plan
from crm.people import adding, editing
from ui.person.energy import EnergyBetween
from ui.shell.main_window import MainWindow
from ui.widgets.buttons import Button

FIRST = date(2026, 11, 1)


class Person:
    """Ana Ruiz, her meetings, and what her page shows of them."""

    def __init__(self, book: Book, window: MainWindow, settled) -> None:
        self.book, self._window, self._settled, self._met = book, window, settled, 0
        with book.work() as work:
            self.id = adding.add(work, "Ana Ruiz").id
            editing.set_text(work, self.id, "pronouns", "she/her")
            editing.set_rhythm(work, self.id, 60)

    def meet(self, *energies: str) -> None:
        for energy in energies:
            self._met += 1
            with self.book.work() as work:
                meeting = planning.plan(work, Plan((self.id,), FIRST + timedelta(days=self._met), "coffee"))
                look_back(work, meeting, Answers(energy=energy))
        self._settled()

    @property
    def shown(self) -> EnergyBetween:
        self._window.open_page("person", self.id)
        self._settled()
        return self._window.stack.page.panel.energy

    def offers(self) -> list[str]:
        shown = self.shown
        self._settled()
        if not shown.proposal.isVisible():
            return []
        return [shown.question.text(), *(one.accessibleName() for one in self._buttons(shown))]

    def press(self, words: str) -> None:
        next(one for one in self._buttons(self.shown) if one.accessibleName() == words).click()
        self._settled()

    @staticmethod
    def _buttons(shown: EnergyBetween) -> list[Button]:
        return [one for one in shown.buttons.findChildren(Button) if one.isVisible()]

    def stored(self, column: str) -> object:
        return self.book.read.value(f"SELECT {column} FROM person WHERE id = :id", id=self.id)


@pytest.fixture
def ana(book: Book, window: MainWindow, settled) -> Person:
    return Person(book, window, settled)


def test_a_sentence_says_it_without_a_number(ana: Person) -> None:
    ana.meet("yes")
    assert not ana.shown.isVisible()
    ana.meet("yes")
    assert ana.shown.words.text() == "Meeting her usually gives you energy."
    ana.meet("no")
    assert ana.shown.words.text() == ""
    ana.meet("no", "no")
    assert ana.shown.words.text() == "Your last meetings took more than they gave."


def test_three_yes_propose_a_closer_rhythm_as_one_step(ana: Person) -> None:
    ana.meet("yes", "yes")
    assert ana.offers() == []
    ana.meet("yes")
    assert ana.offers() == ["A closer rhythm?", "Every 3 weeks", "Leave it"]
    steps = len(ana.book.steps(50))
    ana.press("Every 3 weeks")
    assert (ana.stored("rhythm_days"), len(ana.book.steps(50))) == (21, steps + 1)
    assert ana.book.steps(1)[0].label == "Set Ana Ruiz to every 3 weeks"
    assert ana.offers() == []
    ana.book.undo()
    assert ana.stored("rhythm_days") == 60
    assert ana.offers() != []


@pytest.mark.parametrize(
    ("answer", "column", "value"),
    [("Every 6 months", "rhythm_days", 182), ("Let rest", "standing", "resting")],
)
def test_three_no_propose_a_slower_one_or_rest(ana: Person, answer: str, column: str, value: object) -> None:
    ana.meet("no", "no", "no")
    assert ana.offers() == ["A slower one, or rest?", "Every 6 months", "Let rest", "Leave it"]
    ana.press(answer)
    assert ana.stored(column) == value
    assert ana.offers() == []


def test_left_it_comes_again_after_three_new_answers(ana: Person, today: date) -> None:
    ana.meet("yes", "yes", "yes")
    ana.press("Leave it")
    assert ana.book.steps(1)[0].label == "Left the rhythm with Ana Ruiz as it is"
    assert ana.stored("rhythm_days") == 60
    ana.book.clock.on = today + timedelta(days=1)
    ana.meet("yes", "yes")
    assert ana.offers() == []
    ana.meet("yes")
    assert ana.offers() == ["A closer rhythm?", "Every 3 weeks", "Leave it"]
