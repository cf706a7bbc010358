"""What was understood, as one list of lines that can be corrected."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm.capture.draft import Draft, DraftMeeting, DraftPromise, Named
from ui.shell.capture import wording
from ui.shell.capture.corrections import Corrections, key_of
from ui.widgets.buttons import Button, IconButton, KeyHint
from ui.widgets.chips import Chip, ChipButton
from ui.widgets.choice import open_menu
from ui.widgets.fields import InlineField
from ui.widgets.labels import ElidedLabel, PlainLabel
from ui.widgets.layout import Flow, Line, Lines, paint_ground

_CANDIDATES = 4


class DraftLines(Lines):
    """`corrected` says that something in `corrections` changed, so that the text is understood anew."""

    corrected = Signal()

    def __init__(self, corrections: Corrections, parent: QWidget | None = None):
        super().__init__(parent=parent)
        self.corrections = corrections
        self._draft = Draft("")
        self._today = date.min
        self._choices: list[tuple[Named, list[tuple[int | None, str]]]] = []
        self._letters: dict[str, tuple[Named, int | None]] = {}
        self._first_choice: Button | None = None

    def show_draft(self, draft: Draft, today: date) -> None:
        self._draft, self._today = draft, today
        self._choices, self._letters, self._first_choice = [], {}, None
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
        note = draft.meeting.note if draft.meeting is not None else draft.note
        if note:
            self.add(Line("note", PlainLabel(note, "quiet", wrap=True)))

    def choose_by_number(self, number: int) -> bool:
        """1, 2, 3 of the first choice that is open."""
        if not self._choices or not 1 <= number <= len(self._choices[0][1]):
            return False
        one, options = self._choices[0]
        self._choose(one, options[number - 1][0])
        return True

    def choose_by_letter(self, letter: str) -> bool:
        """Alt and the letter shown: another person than the one assumed."""
        if letter not in self._letters:
            return False
        self._choose(*self._letters[letter])
        return True

    def focus_choice(self) -> None:
        if self._first_choice is not None:
            self._first_choice.setFocus(Qt.FocusReason.TabFocusReason)

    def _add_meeting(self, meeting: DraftMeeting) -> None:
        kinds = [(kind, wording.kind_words(kind)) for kind in wording.KINDS]
        kind = Button(f"{wording.kind_words(meeting.kind)},", "text")
        kind.setAccessibleName(f"Kind: {meeting.kind}")
        kind.clicked.connect(lambda: open_menu(kind, kinds, self._set_kind))
        words = wording.day_words(meeting.on, self._today) + (f" at {meeting.at}" if meeting.at else "")
        when = Button(f"{words}," if meeting.place else words, "text")
        when.setAccessibleName(f"Day: {words}")
        when.clicked.connect(lambda: open_menu(when, wording.past_days(self._today), self._set_day))
        place = InlineField(meeting.place, "where?" if not meeting.place else "")
        place.setAccessibleName("Place")
        place.edited_text.connect(self._set_place)
        line = Line("planned" if meeting.state == "planned" else "meeting", kind, when, place)
        line.content.setSpacing(0)
        self.add(line)

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
        assumed = wording.assumed_words(draft, sure)
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
        options: list[tuple[int | None, str]] = [*one.candidates[:_CANDIDATES], (None, one.typed)]
        buttons = Flow()
        for number, (person_id, name) in enumerate(options, 1):
            words = name if person_id is not None else "someone new"
            kind = "plain" if person_id is not None else "quiet"
            button = Button(
                words,
                kind,
                clicked=partial(self._choose, one, person_id),
                keys="" if self._choices else str(number),
            )
            buttons.flow.addWidget(button)
            self._first_choice = self._first_choice or button
        self._choices.append((one, options))
        line = Line(f"which {one.typed}?", buttons)
        paint_ground(line, "choice")
        self.add(line)

    def _add_promise(self, promise: DraftPromise) -> None:
        due = ChipButton("no date" if promise.due is None else wording.day_words(promise.due, self._today))
        due.setAccessibleName(f"Due: {due.text()}")
        key = key_of(promise)
        due.clicked.connect(
            lambda: open_menu(due, wording.due_days(self._today), partial(self._set_due, key))
        )
        words = _said(wording.promise_words(promise))
        line = Line(wording.promise_label(promise), words, due)
        assumed = wording.assumed_words(self._draft, promise.people)
        if assumed:
            line.content.addWidget(PlainLabel(assumed, "caption"))
        self._add_removal(line, key, "Not a promise")
        self.add(line)

    def _add_said(self, label: str, words: str, key: str) -> None:
        line = Line(label, _said(words))
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


def _said(words: str) -> ElidedLabel:
    """As wide as its words, and shorter only where the line is too narrow for them."""
    label = ElidedLabel(words)
    label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
    return label
