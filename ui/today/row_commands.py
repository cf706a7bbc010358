"""Actions on a row of Today. Each is one step of the book, shown with Undo."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractButton, QWidget

from crm import settings
from crm.errors import NotUnderstood
from crm.promises.promise_titles import join_names
from crm.today import row_details, row_thing
from crm.today.row import Row
from crm.today.snooze_until import parse_until
from ui import use_cases
from ui.action_result import ActionResult
from ui.context import Context
from ui.counts_and_days import format_full_day
from ui.today.question_sheet import QuestionSheet
from ui.widgets.choice import open_menu

if TYPE_CHECKING:
    from crm.drafts.mail import MailDraft

_SNOOZES = ("tomorrow", "next week", "in a month")


class RowCommands(QObject):
    def __init__(self, context: Context, page: QWidget):
        super().__init__(page)
        self._context, self._page = context, page
        self._question_sheet: QuestionSheet | None = None

    def done(self, row: Row) -> None:
        """Asks what happened first; an empty answer marks it done without a note."""
        if not self._context.may_write():
            return
        self.question_sheet.ask(
            "What happened?",
            row.what,
            _hint(row),
            "Done",
            lambda words: self._context.attempt(use_cases.today.row_done.done, row.key, words),
        )

    def mark_done(self, row: Row) -> ActionResult[object]:
        return self._context.do(use_cases.today.row_done.done, row.key)

    def snooze(self, row: Row, button: QAbstractButton) -> None:
        today = self._context.today
        options: list[tuple[date | str, str] | None] = [
            (day, f"{words.capitalize()}, {format_full_day(day, today)}") for words, day in self._near()
        ]
        open_menu(button, [*options, None, ("date", "Until a date…")], lambda until: self._snooze(row, until))

    def tell_later(self, row: Row, button: QWidget) -> None:
        """Moves the promise to another day, then offers a draft that says so."""
        if row.key.startswith("promise-"):
            self._choose_day(button, lambda day: self._reschedule(row, day))
        else:
            self._context.show_message("Only a promise of yours can be told later.")

    def moved(self, row: Row, button: QWidget) -> None:
        if row.kind == "did_it_happen":
            self._choose_day(
                button, lambda day: self._context.do(use_cases.today.snoozing.move_meeting, row.key, day)
            )
        else:
            self._context.show_message("Only a meeting can be moved to another day.")

    def edit(self, row: Row) -> None:
        """Opens the fields of the thing behind the row, or the page of its person."""
        key = row_thing.thing_of(self._context.read, row)
        person_id = next((one.id for one in row.people if one.id is not None), None)
        if key is not None:
            self._context.open_thing(key)
        elif person_id is not None:
            self._context.open_person(person_id)

    def turn_off(self, rule: str) -> None:
        self._context.do(use_cases.today.rule_words.turn_off, rule)

    def mark_reminded(self, row: Row) -> None:
        """The row goes: asking once is enough."""
        self._context.do(use_cases.today.reminding.mark_reminded, row.subject_id)

    def not_this(self, row: Row) -> None:
        self._context.do(use_cases.today.snoozing.not_this, row.key)

    def ask_again(self, row: Row) -> None:
        """Opens the page of asks with a draft in the words of the former ask."""
        draft = self._context.do(use_cases.asks.asking.draft_again, row.subject_id)
        if draft.value is not None:
            self._context.open_page("asks", f"ask-{draft.value}")

    def let_go(self, row: Row) -> None:
        """Releases the promise at once, then offers a draft that says so."""
        draft = self._draft_of(row, lambda owner: use_cases.drafts.late_promise_mail.draft_let_go(
            self._context.read, row.subject_id, owner
        ))  # fmt: skip
        if self._context.do(use_cases.today.snoozing.let_go, row.key) and draft is not None:
            self._offer("Let go", "If they are waiting for it, a line is kinder than silence.", draft)

    def let_rest(self, row: Row) -> None:
        """Not for two people, as it is unclear which one is meant."""
        known = [person.id for person in row.people if person.id is not None]
        if len(known) == 1:
            self._context.do(use_cases.today.snoozing.let_rest, known[0])
        else:
            self._context.show_message("Open the person you mean to let rest.")

    @property
    def question_sheet(self) -> QuestionSheet:
        if self._question_sheet is None:
            self._question_sheet = QuestionSheet(self._page.window(), self._context.drafts)
            self._page.destroyed.connect(self._question_sheet.deleteLater)
        return self._question_sheet

    def _reschedule(self, row: Row, day: date) -> None:
        draft = self._draft_of(row, lambda owner: use_cases.drafts.late_promise_mail.draft_delay(
            self._context.read, row.subject_id, day, self._context.today, owner
        ))  # fmt: skip
        if self._context.do(use_cases.today.snoozing.tell_later, row.key, day) and draft is not None:
            words = "If they are waiting for it, tell them before they have to ask."
            self._offer(f"Moved to {format_full_day(day, self._context.today)}", words, draft)

    def _draft_of(self, row: Row, write_draft: "Callable[[str], MailDraft]") -> "MailDraft | None":
        """None if no draft fits: not the user's open promise, no recipients, or only an answer is awaited."""
        promise = (
            row_details.promise(self._context.read, row.subject_id)
            if row.key.startswith("promise-")
            else None
        )
        if promise is None or promise.stage == "made" or promise.state != "open" or not promise.people:
            return None
        return write_draft(settings.value(self._context.read, settings.OWNER_NAME))

    def _offer(self, done: str, words: str, draft: "MailDraft") -> None:
        # late: brings the drafts; not before the first rows are painted
        from ui.today.draft_sheet import DraftSheet

        DraftSheet(self._page.window(), self._context, done, words, draft).begin()

    def _choose_day(self, button: QWidget, chosen: Callable[[date], object]) -> None:
        today = self._context.today
        near = [(day, f"{words.capitalize()}, {format_full_day(day, today)}") for words, day in self._near()]
        from ui.widgets.day_choice import choose_day  # late: not before the first rows are painted

        choose_day(button, near, today + timedelta(days=1), self._parse_day, chosen)

    def _parse_day(self, words: str) -> date | None:
        try:
            return parse_until(words, self._context.today)
        except NotUnderstood:
            return None

    def _near(self) -> list[tuple[str, date]]:
        return [(words, parse_until(words, self._context.today)) for words in _SNOOZES]

    def _snooze(self, row: Row, until: date | str) -> None:
        if isinstance(until, date):
            self._context.do(use_cases.today.snoozing.snooze, row.key, until)
        else:
            self.question_sheet.ask(
                "Until when?",
                row.what,
                "3 December, Friday, in 2 weeks",
                "Snooze",
                lambda words: self._until(row, words),
            )

    def _until(self, row: Row, words: str) -> ActionResult[object]:
        try:
            day = parse_until(words, self._context.today)
        except NotUnderstood as refused:
            return ActionResult(refused=refused)
        return self._context.attempt(use_cases.today.snoozing.snooze, row.key, day)


def _hint(row: Row) -> str:
    """Contains the person: the answer is parsed as if it began with their name."""
    names = join_names([person.first_name for person in row.people])
    return f"With {names}. Enter on nothing is fine" if names else "Enter on nothing is fine"
