"""The last ask to this person with its answer, and a button for a new one."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm.asks import queries
from crm.asks.ask_lines import shorten_question
from crm.asks.queries import AskLine
from crm.capture.typed_day import parse_day
from crm.guard.fact_sentences import describe_ask
from crm.people.records import PersonDetails
from crm.text import names
from crm.text.months import months_after
from crm.text.outside_text import shown
from crm.things.key import Key
from ui import use_cases
from ui.context import Context
from ui.widgets.buttons import Button
from ui.widgets.day_choice import choose_day
from ui.widgets.labels import PlainLabel, sentence
from ui.widgets.layout import Flow, column
from ui.widgets.read_only_controls import mark_reading

_LATER = ((1, "in a month"), (3, "in three months"), (6, "in half a year"))


class LastAsk(QWidget):
    ask_requested = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(parent)
        self._context = context
        self._ask: AskLine | None = None
        self.has_something = True  # no new asks to a dead person, but former ones stay visible
        self.words = PlainLabel("", "body", wrap=True)
        self.answer = sentence("")
        self.yes = Button("Yes", "plain", clicked=self._yes)
        self.no = Button("No", "plain", clicked=self._no)
        self.later = Button("Not now until…", "plain", clicked=self._choose_until)
        self.ask = Button("Ask something", "plain", clicked=self.ask_requested.emit)
        self._answers = Flow(self.yes, self.no, self.later, gap=8)
        self.open = mark_reading(Button("Open", "plain", clicked=self._open))
        self.setLayout(
            column(self.words, self.answer, self._answers, Flow(self.ask, self.open, gap=8), gap=6)
        )

    def show_person(self, person: PersonDetails) -> None:
        asked = queries.of_person(self._context.read, person.id, limit=1)
        draft = queries.draft_for(self._context.read, person.id)
        self._ask = asked[0] if asked else None
        name = names.first_name(person.full_name, person.given)
        for button, words in ((self.yes, "yes"), (self.no, "no"), (self.later, "not now, until a day")):
            button.setAccessibleName(shown(f"{name} said {words}"))
        self.words.setVisible(bool(asked))
        self.answer.setVisible(bool(asked))
        self._answers.setVisible(bool(asked) and asked[0].state in ("open", "not_now") and not person.died)
        self.ask.setVisible(not person.died)
        self.open.setVisible(bool(asked))
        self.open.setAccessibleName(shown(f"Open what you asked {name}"))
        self.has_something = bool(asked) or not person.died
        self.ask.set_text("Go on with your draft" if draft else "Ask something")
        if self._ask is not None:
            answer = describe_ask(self._ask, self._context.today)
            self.words.setText(f"“{shorten_question(self._ask.words)}”")
            self.answer.setText(f"{answer[:1].upper()}{answer[1:]}.")

    def _open(self) -> None:
        if self._ask is not None:
            self._context.open_page("asks", str(Key("ask", self._ask.id)))

    def _yes(self) -> None:
        if self._ask is not None:
            self._context.do(use_cases.asks.asking.answer_yes, self._ask.id)

    def _no(self) -> None:
        if self._ask is not None:
            self._context.do(use_cases.asks.asking.answer_no, self._ask.id)

    def _choose_until(self) -> None:
        today = self._context.today
        near = [(months_after(today, months) or today, words) for months, words in _LATER]
        choose_day(
            self.later, near, near[0][0], lambda text: parse_day(text, today, forward=True), self._not_now
        )  # fmt: skip

    def _not_now(self, until: date) -> None:
        if self._ask is not None:
            self._context.do(use_cases.asks.asking.answer_not_now, self._ask.id, until)
