"""Details of one row: the file's values, a comparison of both sides, or the raw lines."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from crm.contacts.contact import Remark
from crm.importing.choice import CardKey, Choice
from crm.importing.found_cards import FoundCard
from crm.importing.group_members import Member
from crm.importing.preview_lists import ListedCard, ListedRemark
from crm.matching.differences import FieldChange, all_values
from ui.importing import file_sentences, list_rows
from ui.importing.answers import Answers
from ui.importing.compare_table import CompareTable
from ui.importing.list_rows import Row
from ui.importing.painted_contact import PaintedContact
from ui.theme.look import look
from ui.widgets.buttons import Button
from ui.widgets.labels import PlainLabel, in_scroll, sentence
from ui.widgets.layout import Flow, column

_SHOWN = 60  # values of one card, and members of a group
_COMPARED = ("updated", "same", "possible")

Sides = Callable[[FoundCard], Sequence[FieldChange]]


class CardDetails(QWidget):
    """Changes made here go into `answers`; who a possible match is, is emitted by `decided`."""

    decided = Signal(object)  # True: one person, False: two, None: later
    toggled = Signal()

    def __init__(
        self,
        answers: Answers,
        sides: Sides,
        members: Callable[[CardKey], Sequence[Member]],
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self._answers, self._sides, self._members = answers, sides, members
        self._row: Row | None = None
        self._name, self._about = PlainLabel("", "title", wrap=True), sentence("")
        self.table, self.facts = CompareTable(), PaintedContact()
        self.raw = _raw_lines()
        self._copy = Button("Copy the lines", clicked=self._copy_lines)
        self._out = Button("Leave out", clicked=self.toggled.emit, keys="Space")
        self._build()
        self.table.chosen.connect(self._on_chosen)
        answers.changed.connect(self._show_choice)

    def show_row(self, shown: Row | None) -> None:
        self._row = shown
        compared = isinstance(shown, ListedCard) and shown.card.status in _COMPARED
        self.table.setVisible(compared)
        self.facts.setVisible(isinstance(shown, ListedCard) and not compared)
        for widget in (self.raw, self._copy):
            widget.setVisible(isinstance(shown, ListedRemark))
        if isinstance(shown, ListedRemark):
            self._show_remark(shown.remark)
        elif isinstance(shown, ListedCard):
            self._show_card(shown.key, shown.card)
        self._show_choice()

    def _build(self) -> None:
        self._decide = (
            Button("One person", clicked=lambda: self.decided.emit(True), keys="1"),
            Button("Two people", clicked=lambda: self.decided.emit(False), keys="2"),
            Button("Later", "quiet", clicked=lambda: self.decided.emit(None), keys="0"),
        )
        inside = column(
            in_scroll(self._name), in_scroll(self._about), self.table, self.facts, self.raw, gap=10
        )
        inside.addWidget(Flow(*self._decide, self._out, self._copy, gap=8))
        inside.addStretch(1)
        self.setLayout(inside)

    def _show_card(self, key: CardKey, card: FoundCard) -> None:
        self._name.setText(card.name)
        if card.status in _COMPARED:
            self.table.show_changes(self._sides(card), self._answers.of(key), file_sentences.heading(card))
            return
        values: Sequence[tuple[str, str]]
        if card.status == "group":
            values = [file_sentences.describe_member(one) for one in self._members(key)]
        else:
            values = all_values(card.contact) if card.contact else []
        facts = [
            (file_sentences.field(name), file_sentences.value(name, value)) for name, value in values[:_SHOWN]
        ]
        more = [("", f"and {len(values) - _SHOWN:,} more")] if len(values) > _SHOWN else []
        self.facts.show_values([*facts, *more])

    def _show_remark(self, remark: Remark) -> None:
        self._name.setText(file_sentences.remark_title(remark))
        self._about.setText(file_sentences.remark_name(remark))
        self.raw.setPlainText(remark.lines or "There are no lines to show.")
        self._copy.setEnabled(bool(remark.lines))

    def _show_choice(self) -> None:
        self._show_decisions()
        self._out.setVisible(list_rows.can_be_excluded(self._row))
        if isinstance(self._row, ListedCard):
            choice = self._answers.of(self._row.key)
            self.table.show_choice(choice)
            self._out.set_text("Take in" if choice.left_out else "Leave out")
            self._about.setText(_about(self._row.card, choice))

    def _show_decisions(self) -> None:
        one, two, later = self._decide
        is_possible = isinstance(self._row, ListedCard) and self._row.card.status == "possible"
        for button in (one, two):
            button.setVisible(list_rows.can_be_answered(self._row))
        later.setVisible(is_possible)
        two.set_text("Two people" if is_possible else "Another person")

    def _on_chosen(self) -> None:
        if isinstance(self._row, ListedCard):
            self._answers.set_choices({self._row.key: self.table.choice})

    def _copy_lines(self) -> None:
        QGuiApplication.clipboard().setText(self.raw.toPlainText())


def _about(card: FoundCard, choice: Choice) -> str:
    if choice.left_out:
        return "Left out: nothing of it comes in this time."
    if card.status == "group":
        return "Each member gets this tag. Members who are not in the book or in these files are left alone."
    return f"{file_sentences.describe_result(card, choice)} {file_sentences.describe_evidence(card)}".strip()


def _raw_lines() -> QPlainTextEdit:
    raw = QPlainTextEdit()
    raw.setReadOnly(True)
    raw.setAccessibleName("Lines of the file")
    raw.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    raw.setMinimumHeight(look.px(220))
    raw.setTabChangesFocus(True)
    raw.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
    return raw
