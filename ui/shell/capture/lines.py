"""What was understood, as one list of lines that can be corrected."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from crm.capture.day_said import day_said
from crm.capture.draft import Draft, DraftMeeting, DraftPromise, Named
from ui.shell.capture import wording
from ui.shell.capture.choice_line import ChoiceLine
from ui.shell.capture.corrections import Corrections, key_of
from ui.shell.capture.promise_line import PromiseLine, said
from ui.widgets.buttons import Button, IconButton, KeyHint
from ui.widgets.chips import Chip
from ui.widgets.choice import open_menu
from ui.widgets.day_choice import choose_day
from ui.widgets.fields import InlineField
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import Line, Lines


class DraftLines(Lines):
    """`corrected` says that something in `corrections` changed, so that the text is understood anew."""

    corrected = Signal()

    def __init__(self, corrections: Corrections, parent: QWidget | None = None):
        super().__init__(parent=parent)
        self.corrections = corrections
        self._draft = Draft("")
        self._today = date.min
        self._choices: list[ChoiceLine] = []
        self._letters: dict[str, tuple[Named, int | None]] = {}
        self._note: PlainLabel | None = None

    def show_draft(self, draft: Draft, today: date, apart: Mapping[int, str] = MappingProxyType({})) -> None:
        """`apart` says of the people to choose from what tells them apart. While only the note grows, the lines stay."""
        before, self._draft, self._today, self._apart = self._draft, draft, today, apart
        if self._note is not None and note_of(draft) and _but_note(before) == _but_note(draft):
            self._note.setText(note_of(draft))
            return
        self._choices, self._letters, self._note = [], {}, None
        self.clear()
        if draft.meeting is not None:
            self._add_meeting(draft.meeting)
        self._add_people(draft)
        for one in draft.ambiguous:
            self._add_choice(one)
        for promise in draft.promises:
            self._add_promise(promise)
        for topic in draft.topics:
            self._add_said(wording.topic_label(topic), topic.topic, key_of(topic))
        for advice in draft.advice:
            self._add_said(wording.advice_label(advice), advice.words, key_of(advice))
        for ask in draft.asks:
            self._add_said(wording.ask_label(ask), ask.words, key_of(ask))
        if note_of(draft):
            self._note = PlainLabel(note_of(draft), "quiet", wrap=True)
            self.add(Line("note", self._note))

    def choose_by_number(self, number: int) -> bool:
        """1, 2, 3 of the first choice that is open."""
        if not self._choices or not 1 <= number <= len(self._choices[0].options):
            return False
        self._choose(self._choices[0].one, self._choices[0].options[number - 1][0])
        return True

    def choose_by_letter(self, letter: str) -> bool:
        """Alt and the letter shown: another person than the one assumed."""
        if letter not in self._letters:
            return False
        self._choose(*self._letters[letter])
        return True

    def focus_choice(self) -> None:
        if self._choices:
            self._choices[0].buttons[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _add_meeting(self, meeting: DraftMeeting) -> None:
        kinds = [(kind, wording.kind_words(kind)) for kind in wording.KINDS]
        kind = Button(f"{wording.kind_words(meeting.kind)},", "text")
        kind.setAccessibleName(f"Kind: {meeting.kind}")
        kind.clicked.connect(lambda: open_menu(kind, kinds, self._set_kind))
        words = wording.day_words(meeting.on, self._today) + (f" at {meeting.at}" if meeting.at else "")
        when = Button(f"{words}," if meeting.place else words, "text")
        when.setAccessibleName(f"Day: {words}")
        when.clicked.connect(lambda: self._choose_day(when, meeting.on))
        place = InlineField(meeting.place, "where?" if not meeting.place else "")
        place.setAccessibleName("Place")
        place.edited_text.connect(self._set_place)
        line = Line("planned" if meeting.state == "planned" else "meeting", kind, when, place)
        line.content.setSpacing(0)
        self.add(line)

    def _choose_day(self, button: QWidget, on: date) -> None:
        today = self._today
        choose_day(
            button,
            wording.past_days(today),
            on,
            lambda text: day_said(text, today, forward=False),
            self._set_day,
        )

    def _add_people(self, draft: Draft) -> None:
        with_whom = draft.meeting.people if draft.meeting is not None else draft.people
        sure = [one for one in with_whom if one.status != "ambiguous"]
        if not sure:
            return
        line = Line(
            "with" if draft.meeting is not None else "about", PlainLabel(", ".join(one.name for one in sure))
        )
        line.content.takeAt(line.content.count() - 1)
        for one in (one for one in sure if one.status == "new"):
            line.content.addWidget(Chip(f"{wording.first_name(one)} is new", "warn"))
        line.content.addStretch(1)
        assumed = wording.assumed_words(sure)
        if assumed:
            line.content.addWidget(PlainLabel(assumed, "caption"))
        for one in sure:
            self._offer_other(line, one)
        self.add(line)

    def _offer_other(self, line: Line, one: Named) -> None:
        """ "Priya Raman instead? [Alt P]" beside a name that is new or assumed."""
        others: list[tuple[int | None, str]] = [
            other for other in one.candidates if other[0] != one.person_id
        ]
        if not others and one.status == "assumed":
            others = [(None, "someone new")]
        if not others or one.status == "ambiguous":
            return
        person_id, name = others[0]
        letter = next((char for char in name.lower() if char.isalpha() and char not in self._letters), "")
        self._letters[letter] = (one, person_id)
        line.content.addWidget(
            Button(f"{name} instead?", "link", clicked=partial(self._choose, one, person_id))
        )
        if letter:
            line.content.addWidget(KeyHint(f"Alt {letter.upper()}"))

    def _add_choice(self, one: Named) -> None:
        line = ChoiceLine(one, self._apart, self._choose, numbered=not self._choices)
        self._choices.append(line)
        self.add(line)

    def _add_promise(self, promise: DraftPromise) -> None:
        key = key_of(promise)
        line = PromiseLine(promise, self._draft, self._today, partial(self._set_due, key))
        self._add_removal(line, key, "Not a promise")
        self.add(line)

    def _add_said(self, label: str, words: str, key: str) -> None:
        line = Line(label, said(words))
        self._add_removal(line, key, "Not this")
        self.add(line)

    def _add_removal(self, line: Line, key: str, name: str) -> None:
        line.content.addWidget(
            IconButton("x", name, clicked=partial(self._remove, key), role="text3", size=24)
        )

    def _set_kind(self, kind: str) -> None:
        self.corrections.kind = kind
        self.corrected.emit()

    def _set_day(self, on: date) -> None:
        self.corrections.on = on
        self.corrected.emit()

    def _set_place(self, place: str) -> None:
        self.corrections.place = place.strip()
        self.corrected.emit()

    def _set_due(self, key: str, due: date | None) -> None:
        self.corrections.due[key] = due
        self.corrected.emit()

    def _choose(self, one: Named, person_id: int | None) -> None:
        self.corrections.people[one.typed] = person_id
        self.corrected.emit()

    def _remove(self, key: str) -> None:
        self.corrections.dropped.add(key)
        self.corrected.emit()


def note_of(draft: Draft) -> str:
    return draft.meeting.note if draft.meeting is not None else draft.note


def _but_note(draft: Draft) -> tuple[object, ...]:
    """What the other lines are made of."""
    meeting = replace(draft.meeting, note="") if draft.meeting is not None else None
    return meeting, draft.people, draft.promises, draft.topics, draft.advice, draft.asks
