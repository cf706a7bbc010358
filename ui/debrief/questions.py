"""The five questions, read as they are answered: what each becomes, the day of the next step, and what it all is."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm.capture.draft import DraftPromise
from crm.errors import GoodturnError
from crm.meetings.debriefing.answers import Answer, Answers
from crm.meetings.debriefing.reading import AnswerReader, NextStep
from crm.meetings.debriefing.sentences import describe
from crm.promises.promise_titles import title, title_of_promise_by_other
from crm.text.days_in_words import heading
from ui.debrief.answer_field import AnswerField, AnswerFrame, QuestionHeading
from ui.debrief.energy_switch import EnergySwitch
from ui.theme.look import look
from ui.widgets.labels import PlainLabel, in_scroll
from ui.widgets.layout import Card, column, row

_BETWEEN = 14


class Questions(Card):
    """`changed` is emitted for each change by the user."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__("true", (24, 16), parent)
        self._reader: AnswerReader | None = None
        self._is_filling = False
        self.problem = ""
        self._build()
        self._connect()

    def begin(self, reader: AnswerReader) -> None:
        """`reader` knows who was there; typed answers stay."""
        self._reader = reader
        for field in self._about_someone:
            field.chip.show_people(reader.attendees.people)
        self._show_readings()

    def fill(self, answers: Answers) -> None:
        self._is_filling = True
        for field, answer in zip(
            self._about_someone, (answers.learned, answers.needs, answers.offers), strict=True
        ):
            field.text.take(answer.words)
            field.chip.choose(answer.about)
        self.for_me.text.take(answers.for_me)
        self.energy.show_value(answers.energy)
        self.next.text.take(answers.next)
        self._is_filling = False
        self._show_readings()

    def answers(self) -> Answers:
        learned, needs, offers = (Answer(one.text.words, one.about) for one in self._about_someone)
        return Answers(
            learned, self.for_me.text.words, needs, offers, self.energy.value, self.next.text.words
        )

    def _build(self) -> None:
        self.learned = AnswerField("What did I learn?")
        self.for_me = AnswerFrame("For me", lead="For me:")
        self.needs = AnswerField("What do they need?")
        self.offers = AnswerField("What do they offer?")
        self.energy = EnergySwitch()
        self.next = AnswerFrame("What is the next step?")
        self.reading = in_scroll(PlainLabel("", "caption", wrap=True))
        self.next_heading = QuestionHeading("What is the next step?", "my promise")
        self._about_someone: Sequence[AnswerField] = (self.learned, self.needs, self.offers)
        arrow = PlainLabel("↳", "quiet")
        for_me = row(arrow, self.for_me, gap=10, margins=(14, 0, 0, 0))
        for_me.setStretch(1, 1)
        learned = column(self.learned, gap=6)
        learned.addLayout(for_me)
        energy = column(QuestionHeading("Did it give me energy?", "only for you"), self.energy, gap=6)
        self.body.setSpacing(look.px(_BETWEEN))
        self.body.addLayout(learned)
        self.body.addWidget(self.needs)
        self.body.addWidget(self.offers)
        self.body.addLayout(energy)
        self.body.addLayout(column(self.next_heading, self.next, self.reading, gap=6))

    def _connect(self) -> None:
        for field in self._about_someone:
            field.changed.connect(self._on_changed)
            field.colon_typed.connect(lambda field=field: self._take_name(field))
        for frame in (self.for_me, self.next):
            frame.changed.connect(self._on_changed)
        self.energy.changed.connect(self._on_changed)

    def _on_changed(self) -> None:
        if not self._is_filling:
            self._show_readings()
            self.changed.emit()

    def _take_name(self, field: AnswerField) -> None:
        """ "Priya:" typed in front of an answer chooses Priya, and goes from the words."""
        if self._reader is None or len(self._reader.attendees.people) < 2:
            return
        try:
            named, rest = self._reader.attendees.in_front(field.text.words)
        except GoodturnError:
            return
        if len(named) == 1 and not rest and named[0] in self._reader.attendees.people:
            field.chip.choose(named[0].id)
            field.text.selectAll()
            field.text.insertPlainText("")

    def _show_readings(self) -> None:
        self._show_whom()
        if self._reader is None:
            return
        try:
            found, self.problem = self._reader.read(self.answers()), ""
        except GoodturnError as error:
            found, self.problem = None, str(error)
        self._show_next(found.next if found else NextStep([]))
        self.summary = describe(found) if found else self.problem

    def _show_whom(self) -> None:
        learned, needs, offers = self._about_someone
        for field, words in (
            (learned, "advice from {}"),
            (needs, "{} is looking for"),
            (offers, "{} can help with"),
        ):
            field.heading.becomes.setText(words.format(field.first_name) if field.first_name else "")

    def _show_next(self, found: NextStep) -> None:
        first = found.promises[0] if found.promises else None
        self.next.show_day(heading(first.due) if first is not None and first.due else "")
        by = first.by if first is not None else None
        self.next_heading.becomes.setText(f"{by.name}’s promise" if by is not None else "my promise")
        lines = [_told(one) for one in found.promises] + (
            [f"To the note: {found.note}"] if found.note else []
        )
        self.reading.setText("\n".join(lines))
        self.reading.setVisible(bool(lines))


def _told(promise: DraftPromise) -> str:
    """As it will stand in the book."""
    if promise.by is not None:
        return f"{promise.by.name}{title_of_promise_by_other(promise.what, '')}"
    unsure = [f"{one.typed} could be several people" for one in promise.people if one.status == "ambiguous"]
    told = title(promise.kind, promise.what, [one.name for one in promise.people])
    return ". ".join([told, *unsure])
