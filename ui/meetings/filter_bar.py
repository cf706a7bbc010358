"""One bar of filters: typed terms and words, and menus whose choices appear in the field, where they can be edited."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm.errors import NotUnderstood
from crm.meetings.filter_values import FilterValues
from crm.meetings.meeting_filter import EVERY_MEETING, MeetingFilter, parse
from crm.meetings.meeting_kinds import KINDS
from crm.people.filters import filter_term
from crm.text.shared_phrases import meeting_title
from ui.widgets.chips import ChipButton
from ui.widgets.choice import open_menu
from ui.widgets.fields import SearchField
from ui.widgets.labels import ElidedLabel, set_tip
from ui.widgets.layout import row
from ui.widgets.menu import Menu
from ui.widgets.read_only_controls import mark_reading

_ANOTHER = "Another…"


class FilterBar(QWidget):
    changed = Signal()

    def __init__(
        self, offered: Callable[[], FilterValues], today: Callable[[], date], parent: QWidget | None = None
    ):
        super().__init__(parent)
        self._offered, self._today = offered, today
        self.chosen = EVERY_MEETING
        self.field = SearchField("Filter meetings")
        set_tip(self.field, "Words, kind:coffee, with:Ana, place:…, before:…, after:… (/)")
        self.problem = ElidedLabel("", "caption")
        self.kind = self._chip("Kind", self.open_kinds)
        self.person = self._chip("With", self.open_people)
        self.place = self._chip("Place", self.open_places)
        inside = row(self.field, self.kind, self.person, self.place, self.problem, gap=8)
        inside.setStretch(0, 2)
        inside.setStretch(4, 1)
        self.setLayout(inside)
        self.field.textChanged.connect(lambda _: self._read())

    @property
    def is_narrowed(self) -> bool:
        return self.chosen != EVERY_MEETING

    def clear(self) -> None:
        self.field.clear()

    def open_kinds(self) -> Menu:
        return self._open(self.kind, "kind", [(kind, meeting_title(kind)) for kind in KINDS], another=False)

    def open_people(self) -> Menu:
        return self._open(self.person, "with", [(name, name) for name in self._offered().people])

    def open_places(self) -> Menu:
        return self._open(self.place, "place", [(place, place) for place in self._offered().places])

    def _chip(self, words: str, open_choices: Callable[[], object]) -> ChipButton:
        chip = mark_reading(ChipButton(words, open_choices))
        chip.setAccessibleName(f"Filter by {words.lower()}")
        return chip

    def _open(
        self, chip: ChipButton, key: str, options: Sequence[tuple[str, str]], another: bool = True
    ) -> Menu:
        terms: list[tuple[str, str] | None] = [(filter_term(key, value), words) for value, words in options]
        if another:
            terms += [None, (f"{key}:", _ANOTHER)]
        return open_menu(chip, terms, partial(self._add, key))

    def _add(self, key: str, term: str) -> None:
        """One of a kind: another one takes its place, as a second of the same would mostly show nothing."""
        others = " ".join(one for one in _terms(self.field.text()) if not one.startswith(f"{key}:"))
        blank = "" if term == f"{key}:" else " "
        self.field.setText(f"{others} {term}{blank}".lstrip())
        self.field.setFocus()

    def _read(self) -> None:
        chosen = self._parse(self.field.text())
        if chosen is not None and chosen != self.chosen:
            self.chosen = chosen
            self.changed.emit()

    def _parse(self, text: str) -> MeetingFilter | None:
        """Without a last term that is not finished, such as "with:"; None if another one makes no sense."""
        try:
            chosen = parse(text, self._today())
        except NotUnderstood as problem:
            self.problem.setText(str(problem))
            try:
                return parse(" ".join(_terms(text)[:-1]), self._today())
            except NotUnderstood:
                return None
        self.problem.setText("")
        return chosen


def _terms(text: str) -> list[str]:
    """The terms with their quotes."""
    found, quoted, term = [], False, ""
    for char in f"{text} ":
        quoted ^= char == '"'
        if char.isspace() and not quoted:
            found += [term] if term else []
            term = ""
        else:
            term += char
    return [*found, term] if term.strip() else found
