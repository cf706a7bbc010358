"""What can be done with an introduction. Each is one step of the book, shown with Undo."""

from datetime import date, timedelta

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from crm.capture.typed_day import parse_day
from crm.introductions.introduction_list import IntroductionRecord
from crm.introductions.next_step import NextStep
from crm.things.key import Key
from crm.today.snooze_until import parse_until
from ui import use_cases
from ui.action_result import ActionResult
from ui.context import Context
from ui.counts_and_days import format_full_day
from ui.introductions.new_sheet import NewIntroductionSheet
from ui.widgets.day_choice import choose_day

_LATER = ("in two weeks", "in a month", "in 3 months")


class IntroductionCommands(QObject):
    heard_back = Signal(str)  # the key of an introduction of which both replied

    def __init__(self, context: Context, page: QWidget):
        super().__init__(page)
        self._context, self._page = context, page

    def begin(self) -> None:
        if self._context.may_write():
            NewIntroductionSheet(self._page.window(), self._context).begin()

    def offer(self, record: IntroductionRecord) -> None:
        self._context.do(use_cases.introductions.offering.offer, record.id)

    def answer(
        self, record: IntroductionRecord, place: int, given: str, until: date | None = None
    ) -> ActionResult[None]:
        answer = use_cases.introductions.side_answers.answer
        return self._context.do(answer, record.id, place, given, until)

    def choose_later(self, record: IntroductionRecord, place: int, button: QWidget) -> None:
        """Asks for the day below the button."""
        today = self._context.today
        near = [
            (day, f"{words.capitalize()}, {format_full_day(day, today)}")
            for words in _LATER
            for day in [parse_until(words, today)]
        ]
        choose_day(
            button, near, today + timedelta(days=30), lambda text: parse_day(text, today, forward=True),
            lambda day: self.answer(record, place, "later", day),
        )  # fmt: skip

    def complete(self, record: IntroductionRecord, step: NextStep) -> ActionResult[object] | None:
        """What the next step says was done: the side asked, the joint mail sent, thanks said."""
        match step.kind:
            case "ask" | "ask_again":
                return self.answer(record, step.places[0], "asked")
            case "make":
                return self._context.do(use_cases.introductions.completing.mark_made, record.id)
            case "follow_up":
                return self._mark_heard_back(record)
            case "thank":
                return self._context.do(use_cases.introductions.received.mark_thanked, record.id)
            case "report":
                return self._context.do(use_cases.introductions.received.mark_told, record.id)
            case "offer":
                self.offer(record)
        return None

    def _mark_heard_back(self, record: IntroductionRecord) -> ActionResult[None]:
        outcome = self._context.do(use_cases.introductions.completing.mark_heard_back, record.id)
        if outcome:
            self.heard_back.emit(record.key)
        return outcome

    def save_reason(self, record: IntroductionRecord, place: int, words: str) -> ActionResult[None]:
        return self._context.attempt(use_cases.introductions.offering.set_reason, record.id, place, words)

    def save_came_of(self, record: IntroductionRecord, words: str) -> ActionResult[None]:
        return self._context.attempt(use_cases.introductions.completing.mark_heard_back, record.id, words)

    def drop(self, record: IntroductionRecord) -> None:
        self._context.do(use_cases.introductions.completing.drop, record.id)

    def delete(self, record: IntroductionRecord) -> None:
        self._context.do(use_cases.things.one.delete, Key("introduction", record.id))

    def edit(self, record: IntroductionRecord) -> None:
        self._context.open_thing(Key("introduction", record.id))
