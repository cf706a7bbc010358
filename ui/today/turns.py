"""What can be done with a row of Today. Each is one step of the book, told with Undo."""

from datetime import date

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractButton, QWidget

from crm.errors import NotUnderstood
from crm.today.row import Row
from crm.today.until import parse_until
from ui import doing
from ui.context import Context, Outcome
from ui.today.asking import AskingSheet
from ui.widgets.choice import open_menu
from ui.words import full_day

_SNOOZES = ("tomorrow", "next week", "in a month")


class Turns(QObject):
    def __init__(self, context: Context, page: QWidget):
        super().__init__(page)
        self._context, self._page = context, page
        self._asking: AskingSheet | None = None

    def done(self, row: Row) -> None:
        """Asks what happened first; Enter on nothing is fine, ticking is the log."""
        self.asking.ask(
            "What happened?",
            row.what,
            "Enter on nothing is fine",
            "Done",
            lambda words: self._context.do(doing.today.acting.done, row.key, words, tell_refusal=False),
        )

    def mark_done(self, row: Row) -> Outcome:
        return self._context.do(doing.today.acting.done, row.key)

    def snooze(self, row: Row, button: QAbstractButton) -> None:
        today = self._context.today
        days = [parse_until(words, today) for words in _SNOOZES]
        options = [
            (day, f"{words.capitalize()}, {full_day(day, today)}")
            for words, day in zip(_SNOOZES, days, strict=True)
        ]
        open_menu(
            button, [*options, (None, ""), ("date", "Until a date…")], lambda until: self._snooze(row, until)
        )

    def not_this(self, row: Row) -> None:
        self._context.do(doing.today.acting.not_this, row.key)

    def let_go(self, row: Row) -> None:
        self._context.do(doing.today.acting.let_go, row.key)

    def let_rest(self, row: Row) -> None:
        """Of two people neither is meant for sure, so nobody is let rest."""
        known = [who.id for who in row.people if who.id is not None]
        if len(known) == 1:
            self._context.do(doing.today.acting.let_rest, known[0])
        else:
            self._context.tell("Open the person you mean to let rest.")

    @property
    def asking(self) -> AskingSheet:
        if self._asking is None:
            self._asking = AskingSheet(self._page.window())
            self._page.destroyed.connect(self._asking.deleteLater)
        return self._asking

    def _snooze(self, row: Row, until: date | str) -> None:
        if isinstance(until, date):
            self._context.do(doing.today.acting.snooze, row.key, until)
        else:
            self.asking.ask(
                "Until when?",
                row.what,
                "3 December, Friday, in 2 weeks",
                "Snooze",
                lambda words: self._until(row, words),
            )

    def _until(self, row: Row, words: str) -> Outcome:
        try:
            day = parse_until(words, self._context.today)
        except NotUnderstood as refused:
            return Outcome(refused=refused)
        return self._context.do(doing.today.acting.snooze, row.key, day, tell_refusal=False)
