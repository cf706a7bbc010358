"""The parsed draft as a list of lines that can be corrected."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from crm.capture.draft import Draft, DraftMeeting, DraftPromise, NamedPerson
from crm.capture.typed_day import parse_day
from crm.meetings.hopes import has_hopes
from ui.shell.capture import line_text
from ui.shell.capture.changed_line import ChangedLine
from ui.shell.capture.choice_line import ChoiceLine
from ui.shell.capture.correction import (
    Correction,
    DayCorrection,
    Item,
    KindCorrection,
    PlaceCorrection,
    key_of,
)
from ui.shell.capture.corrections import Corrections
from ui.shell.capture.people_line import PeopleLine
from ui.shell.capture.promise_line import PromiseLine, fitted_label
from ui.widgets.buttons import Button, IconButton
from ui.widgets.chips import RemovableChip
from ui.widgets.choice import open_menu
from ui.widgets.day_choice import choose_day
from ui.widgets.fields import InlineField
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import Line, Lines

_MAX_LINES = 40  # lines of one kind
_MAX_NOTE = 2000  # characters


class DraftLines(Lines):
    """`corrections_changed` is emitted after a change of `corrections`, so that the text is parsed again."""

    corrections_changed = Signal()
    focus_left = Signal()  # the last correction was removed by key: the focus must move elsewhere

    def __init__(self, corrections: Corrections, parent: QWidget | None = None):
        super().__init__(parent=parent)
        self.corrections = corrections
        self._draft = Draft("")
        self._today = date.min
        self._choices: list[ChoiceLine] = []
        self._alt_letters: dict[str, tuple[NamedPerson, int | None]] = {}
        self._note: PlainLabel | None = None
        self._changed: list[Correction] = []
        # by key of a correction: opens the menu or field to choose again
        self._openers: dict[str, Callable[[], object]] = {}

    def show_draft(
        self, draft: Draft, today: date, distinctions: Mapping[int, str] = MappingProxyType({})
    ) -> None:
        """`distinctions` tell the people to choose from apart. If only the note changed, the other lines are
        kept."""
        before, self._draft, self._today, self._distinctions = self._draft, draft, today, distinctions
        changed, self._changed = self._changed, self.corrections.active()
        same = _without_note(before) == _without_note(draft) and changed == self._changed
        if self._note is not None and note_of(draft) and same:
            self._note.setText(_shortened(note_of(draft)))
            return
        self._choices, self._alt_letters, self._openers, self._note = [], {}, {}, None
        self.clear()
        if draft.meeting is not None:
            self._add_meeting(draft.meeting)
        self._add_people(draft)
        if self._changed:
            self.add(ChangedLine(self._changed, today, self._open, self._take_back))
        self._add_items(draft)
        self._add_rest(draft)
        if note_of(draft):
            self._note = PlainLabel(_shortened(note_of(draft)), "quiet", wrap=True)
            self.add(Line("note", self._note))

    def _add_items(self, draft: Draft) -> None:
        for one in draft.ambiguous[:_MAX_LINES]:
            self._add_choice(one)
        for promise in draft.promises[:_MAX_LINES]:
            self._add_promise(promise)
        for topic in draft.topics[:_MAX_LINES]:
            self._add_text_line(line_text.topic_label(topic), topic.topic, topic)
        for advice in draft.advice[:_MAX_LINES]:
            self._add_text_line(line_text.advice_label(advice, self._today), advice.words, advice)
        for ask in draft.asks[:_MAX_LINES]:
            self._add_text_line(line_text.ask_label(ask), ask.words, ask)

    def choose_by_number(self, number: int) -> bool:
        """1, 2, 3 of the first open choice."""
        if not self._choices or not 1 <= number <= len(self._choices[0].options):
            return False
        self._choose(self._choices[0].one, self._choices[0].options[number - 1][0])
        return True

    def choose_by_letter(self, letter: str) -> bool:
        """Alt and the letter shown: chooses another person than the assumed one."""
        if letter not in self._alt_letters:
            return False
        self._choose(*self._alt_letters[letter])
        return True

    def focus_choice(self) -> None:
        if self._choices:
            self._choices[0].buttons[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _add_meeting(self, meeting: DraftMeeting) -> None:
        kinds = [(kind, line_text.kind_words(kind)) for kind in line_text.KINDS]
        kind = Button(f"{line_text.kind_words(meeting.kind)},", "text")
        kind.setAccessibleName(f"Kind: {meeting.kind}")
        kind.clicked.connect(lambda: open_menu(kind, kinds, self._set_kind))
        words = line_text.day_words(meeting.on, self._today) + (f" at {meeting.at}" if meeting.at else "")
        when = Button(f"{words}," if meeting.place else words, "text")
        when.setAccessibleName(f"Day: {words}")
        when.clicked.connect(lambda: self._choose_day(when, meeting.on))
        place = InlineField(meeting.place, "where?" if not meeting.place else "")
        place.setAccessibleName("Place")
        place.edited_text.connect(self._set_place)
        title = [PlainLabel(f"“{meeting.title}”,")] if meeting.title else []
        line = Line("planned" if meeting.state == "planned" else "meeting", kind, *title, when, place)
        line.content.setSpacing(0)
        self.add(line)
        for of, opens in (
            (KindCorrection, kind.click),
            (DayCorrection, when.click),
            (PlaceCorrection, place.setFocus),
        ):
            self._openers[of.__name__] = opens

    def _choose_day(self, button: QWidget, on: date) -> None:
        today = self._today
        choose_day(
            button,
            line_text.past_days(today),
            on,
            lambda text: parse_day(text, today, forward=False),
            self._set_day,
        )

    def _add_people(self, draft: Draft) -> None:
        with_whom = draft.meeting.people if draft.meeting is not None else draft.people
        sure = [one for one in with_whom if one.status != "ambiguous"]
        if not sure:
            return
        shown = sure[:_MAX_LINES]
        line = PeopleLine(_label_of_people(draft.meeting), shown, len(sure) - len(shown))
        for one in shown:
            line.add_alternative(line_text.assumed_words([one]), *self._alternative(one))
        self.add(line)

    def _add_rest(self, draft: Draft) -> None:
        """Counts the lines that are not shown. A pasted page shows the first lines of each kind; all are
        logged."""
        lists = (draft.ambiguous, draft.promises, draft.topics, draft.advice, draft.asks)
        more = sum(max(0, len(one) - _MAX_LINES) for one in lists)
        if more:
            self.add(Line("", PlainLabel(f"and {more:,} more lines, which are logged as well", "quiet")))

    def _alternative(self, one: NamedPerson) -> tuple[Button | None, str]:
        """The button "Priya Raman instead?" for a new or assumed person, and its letter for Alt."""
        others: list[tuple[int | None, str]] = [
            other for other in one.candidates if other[0] != one.person_id
        ]
        if not others and one.status == "assumed":
            others = [(None, "someone new")]
        if not others or one.status == "ambiguous":
            return None, ""
        person_id, name = others[0]
        letter = next((char for char in name.lower() if char.isalpha() and char not in self._alt_letters), "")
        self._alt_letters[letter] = (one, person_id)
        return Button(f"{name} instead?", "link", clicked=partial(self._choose, one, person_id)), letter

    def _add_choice(self, one: NamedPerson) -> None:
        line = ChoiceLine(one, self._distinctions, self._choose, numbered=not self._choices)
        self._choices.append(line)
        self.add(line)

    def _add_promise(self, promise: DraftPromise) -> None:
        line = PromiseLine(promise, self._draft, self._today, partial(self._set_due, promise))
        self._openers[f"due {key_of(promise)}"] = line.due.click
        self._add_removal(line, promise, "Not a promise")
        self.add(line)

    def _add_text_line(self, label: str, words: str, item: Item) -> None:
        line = Line(label, fitted_label(words))
        self._add_removal(line, item, "Not this")
        self.add(line)

    def _add_removal(self, line: Line, item: Item, name: str) -> None:
        line.content.addWidget(
            IconButton("x", name, clicked=partial(self._remove, item), role="text3", size=24)
        )

    def _set_kind(self, kind: str) -> None:
        self.corrections.choose_kind(kind)
        self.corrections_changed.emit()

    def _set_day(self, on: date) -> None:
        self.corrections.choose_day(on)
        self.corrections_changed.emit()

    def _set_place(self, place: str) -> None:
        self.corrections.choose_place(place.strip())
        self.corrections_changed.emit()

    def _set_due(self, promise: DraftPromise, due: date | None) -> None:
        self.corrections.choose_due(promise, due)
        self.corrections_changed.emit()

    def _choose(self, one: NamedPerson, person_id: int | None) -> None:
        self.corrections.choose_person(one, person_id)
        self.corrections_changed.emit()

    def _remove(self, item: Item) -> None:
        self.corrections.drop(item)
        self.corrections_changed.emit()

    def _open(self, one: Correction) -> None:
        """A removed line has nothing to choose from: it is restored."""
        opens = self._openers.get(one.key)
        if opens is not None:
            opens()
        else:
            self._take_back(one)

    def _take_back(self, one: Correction) -> None:
        by_key = any(chip.body.hasFocus() for chip in self.findChildren(RemovableChip))
        self.corrections.take_back(one)
        self.corrections_changed.emit()
        chips = [chip for chip in self.findChildren(RemovableChip) if chip.isVisible()]
        if by_key and chips:
            chips[0].body.setFocus()
        elif by_key:
            self.focus_left.emit()


def _shortened(note: str) -> str:
    """The beginning of a very long note; the field above shows all of it."""
    return note if len(note) <= _MAX_NOTE else f"{note[:_MAX_NOTE]}…"


def _label_of_people(meeting: DraftMeeting | None) -> str:
    if meeting is None:
        return "about"
    return "to meet" if has_hopes(meeting.kind, meeting.state) else "with"


def note_of(draft: Draft) -> str:
    return draft.meeting.note if draft.meeting is not None else draft.note


def _without_note(draft: Draft) -> tuple[object, ...]:
    """The data of all other lines."""
    meeting = replace(draft.meeting, note="") if draft.meeting is not None else None
    return meeting, draft.people, draft.promises, draft.topics, draft.advice, draft.asks
