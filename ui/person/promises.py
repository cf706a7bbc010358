"""Open promises in both directions, each with its due date and a button to tick it off."""

from datetime import date

from PySide6.QtWidgets import QWidget

from crm.people.records import PersonDetails
from crm.promises.queries import PromiseLine, of_person
from crm.text import names
from crm.text.days_in_words import due_chip
from crm.things.key import Key
from ui import use_cases
from ui.context import Context
from ui.widgets.buttons import IconButton, IconLabel
from ui.widgets.chips import Chip
from ui.widgets.elided_button import ElidedButton
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import Lines, column, row
from ui.widgets.promise_icons import promise_icon


class OpenPromises(QWidget):
    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(parent)
        self._context = context
        self._nothing = PlainLabel("Nothing is open between you.", "quiet")
        self._lines = Lines()
        self._words: dict[int, ElidedButton] = {}
        self.setLayout(column(self._nothing, self._lines, gap=0))

    def show_person(self, person: PersonDetails) -> None:
        found = of_person(self._context.read, person.id)
        held = next((number for number, words in self._words.items() if words.hasFocus()), None)
        self._nothing.setVisible(not found)
        kept = self._words if list(self._words) == [one.id for one in found] else {}
        self._words = {one.id: kept.get(one.id) or self._opening(one) for one in found}
        for words in kept.values():
            words.setParent(self)  # the line around it is deleted; the focus may come back to it
        self._lines.clear()
        for promise in found:
            self._lines.add(self._line(promise, person))
        if held in self._words:
            self._words[held].setFocus()

    def _opening(self, promise: PromiseLine) -> ElidedButton:
        """What somebody else promised opens where it can be asked about, once."""
        promise_id = promise.id
        if promise.by_id is None:
            words = ElidedButton("", lambda: self._context.open_thing(Key("promise", promise_id)))
            words.setAccessibleDescription("Opens the promise")
        else:
            words = ElidedButton("", lambda: self._context.open_page("advice", f"owed-{promise_id}"))
            words.setAccessibleDescription("Opens what was promised to you")
        return words

    def _line(self, promise: PromiseLine, person: PersonDetails) -> QWidget:
        icon = IconLabel(promise_icon(promise))
        words = self._words[promise.id]
        words.set_text(short_promise_text(promise, person))
        tick = IconButton("check", f"Done: {promise.title}", clicked=lambda: self._tick(promise))
        line = row(icon, words, gap=10, margins=(8, 1, 0, 1))
        line.setStretch(1, 1)
        if chip := self._chip(promise, self._context.today):
            line.addWidget(chip)
        line.addWidget(tick)
        whole = QWidget()
        whole.setLayout(line)
        return whole

    def _chip(self, promise: PromiseLine, today: date) -> Chip | None:
        day = promise.back_on if promise.state == "waiting" else promise.due
        if day is None:
            return None
        late = promise.by is None and day < today
        return Chip(due_chip(day, today), "warn" if late else "plain")

    def _tick(self, promise: PromiseLine) -> None:
        kind = "promise" if promise.by is None else "owed"
        self._context.do(use_cases.today.row_done.done, f"{kind}-{promise.id}")


def short_promise_text(promise: PromiseLine, person: PersonDetails) -> str:
    """Short form for the person's own page: "Send Ana the pricing article", "Ana: the market dates"."""
    first_name = names.first_name(person.full_name, person.given)
    if promise.by_id == person.id:
        return f"{first_name}: {promise.words}"
    return promise.title.replace(person.full_name, first_name)
