"""The panel of an ask that was sent: what was asked, and the answer in their words: yes, no, not now until a day."""

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm.asks.answer_day import day_in_answer
from crm.asks.queries import ListedAsk
from crm.asks.yes_promises import promise_of
from crm.capture.typed_day import parse_day
from crm.guard.fact_sentences import describe_ask
from crm.text import days_in_words
from crm.text.months import months_after
from crm.things.key import Key
from ui import use_cases
from ui.asks import row_text
from ui.asks.kept_note import KeptNote
from ui.asks.person_head import PersonHead
from ui.context import Context
from ui.widgets.buttons import Button
from ui.widgets.day_choice import choose_day
from ui.widgets.labels import PlainLabel, in_scroll, section, sentence
from ui.widgets.layout import Flow, column
from ui.widgets.read_only_controls import mark_reading

_NEAR = ((1, "in a month"), (3, "in three months"), (6, "in half a year"))


class AnswerPanel(QWidget):
    again_requested = Signal(int)  # the id of an ask whose "not now" is over

    def __init__(self, context: Context, listed: ListedAsk, parent: QWidget | None = None):
        super().__init__(parent)
        self._context, self.listed = context, listed
        self._answer_place = f"answer to ask {listed.ask.id} of {listed.person.uid}"
        self._inside = column(gap=8)
        self.setLayout(self._inside)
        self._inside.addWidget(PersonHead(context, listed.person, f"You asked {listed.person.name}", None))
        self._show_ask()
        self.answer = KeptNote("what they said, in their words", is_framed=True)
        self.promise = in_scroll(PlainLabel("", "caption", wrap=True))
        if listed.ask.state in ("open", "not_now"):
            self._show_answering()
        else:
            self._show_answer()
        change = mark_reading(Button("Open all of it", "link", clicked=self.open))
        self._inside.addWidget(Flow(change))

    @property
    def is_unanswered(self) -> bool:
        return self.listed.ask.state in ("open", "not_now")

    def yes(self) -> None:
        self._answered(self._context.do(use_cases.asks.asking.answer_yes, self.listed.ask.id, self._words()))

    def no(self) -> None:
        self._answered(self._context.do(use_cases.asks.asking.answer_no, self.listed.ask.id, self._words()))

    def not_now(self) -> None:
        today = self._context.today
        near = [(months_after(today, months) or today, words) for months, words in _NEAR]
        said = day_in_answer(self._words(), today)
        if said is not None and said > today:
            near.insert(0, (said, f"until {days_in_words.plain(said, today)}, as they said"))
        choose_day(
            self.later, near, near[0][0], lambda text: parse_day(text, today, forward=True), self._not_now_until
        )  # fmt: skip

    def _open_promise(self, promise_id: int) -> None:
        self._context.open_thing(Key("promise", promise_id))

    def open(self) -> None:
        self._context.open_thing(Key("ask", self.listed.ask.id))

    def _not_now_until(self, until: date) -> None:
        self._answered(
            self._context.do(use_cases.asks.asking.answer_not_now, self.listed.ask.id, until, self._words())
        )

    def _show_ask(self) -> None:
        ask = self.listed.ask
        for heading, text in (
            ("In your words", ask.words),
            ("What I respect", ask.respect),
            (f"Why {self.listed.person.first_name}", ask.why_you),
            ("In return", ask.offer),
            ("Size", ask.size),
        ):
            if text.strip():
                self._add(heading, in_scroll(PlainLabel(text, "body", wrap=True)))

    def _show_answering(self) -> None:
        first_name, ask, today = self.listed.person.first_name, self.listed.ask, self._context.today
        if ask.state == "not_now":
            until = describe_ask(ask, today)
            said = f"{until[:1].upper()}{until[1:]}." + (f" “{ask.answer}”" if ask.answer else "")
            self._add("Answer", sentence(said))
        is_over = ask.not_before is not None and ask.not_before <= today
        self.again = Button("Ask again", "primary", clicked=lambda: self.again_requested.emit(ask.id))
        self.answer.setAccessibleName(f"What {first_name} said")
        self.answer.setPlainText(self._context.drafts.text(self._answer_place))
        self.answer.textChanged.connect(self._on_answer_typed)
        self._yes = Button("Yes", "plain" if is_over else "primary", clicked=self.yes)
        self._no = Button("No", clicked=self.no)
        self.later = Button("Not now until…", clicked=self.not_now)
        for button, words in ((self._yes, "yes"), (self._no, "no"), (self.later, "not now, until a day")):
            button.setAccessibleName(f"{first_name} said {words}")
        self._add(f"What did {first_name} say?", self.answer)
        self._inside.addWidget(self.promise)
        self._inside.addWidget(Flow(self.again, self._yes, self._no, self.later, gap=8))
        self.again.setVisible(is_over)  # only now: without a parent it would be a window of its own
        self._show_promise()

    def _show_answer(self) -> None:
        ask = self.listed.ask
        on = f", {days_in_words.on(ask.answered_on, self._context.today)}" if ask.answered_on else ""
        words = f": “{ask.answer}”" if ask.answer else "."
        self._add("Answer", in_scroll(PlainLabel(f"{ask.state.capitalize()}{on}{words}", "body", wrap=True)))
        if (made := promise_of(self._context.read, ask)) is not None:
            self.made = mark_reading(
                Button("Open their promise", "plain", clicked=partial(self._open_promise, made.id))
            )
            chip = row_text.promise_chip(self.listed, made, self._context.today)
            said = in_scroll(PlainLabel(f"{chip.words[:1].upper()}{chip.words[1:]}.", "body", wrap=True))
            self._add("Their promise", said)
            self._inside.addWidget(Flow(self.made))

    def _on_answer_typed(self) -> None:
        self._context.drafts.keep(self._answer_place, self.answer.toPlainText())
        self._show_promise()

    def _show_promise(self) -> None:
        """Only said before it is done: what a yes will do."""
        today = self._context.today
        due = day_in_answer(self._words(), today)
        on = (
            f", due {days_in_words.on(due, today)}"
            if due
            else ". Name a day in it, and the promise has that day"
        )
        self.promise.setText(f"A yes becomes their promise{on}.")

    def _answered(self, is_done: object) -> None:
        if is_done:
            self._context.drafts.keep(self._answer_place, "")

    def _words(self) -> str:
        return self.answer.toPlainText()

    def _add(self, heading: str, widget: QWidget) -> None:
        self._inside.addSpacing(4)
        self._inside.addLayout(column(section(heading), widget, gap=2))
