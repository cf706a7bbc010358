"""The guard's one-line warning while an ask or a pitch to a known person is written. It never blocks."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from crm.guard.fact_sentences import describe_facts
from crm.guard.facts import Facts, facts_about
from crm.guard.once_a_month import mark_shown, not_shown_lately
from crm.guard.rules import Caution, cautions_for_ask, pitch_caution
from ui.context import Context
from ui.widgets.buttons import IconButton, IconLabel, KeyHint
from ui.widgets.labels import PlainLabel, in_scroll, sentence
from ui.widgets.layout import column, paint_background, row

KEYS = "Alt+N"


class GuardLine(QWidget):
    """Hidden until a warning is due. Then it stays until `forget`, though the book already counts it as
    shown."""

    dismissed = Signal()

    def __init__(
        self,
        context: Context,
        with_facts: bool = True,
        hint: bool = True,
        warnings: dict[int, Caution | None] | None = None,
        parent: QWidget | None = None,
    ):
        """`warnings` is given by a page that makes a line for each person in turn: it outlives the line."""
        super().__init__(parent)
        self._context, self._with_facts = context, with_facts
        # by person: the warning shown, or None if dismissed
        self._warnings = {} if warnings is None else warnings
        self._person_id = 0
        self.words = in_scroll(PlainLabel("", "body", wrap=True))
        self.facts = in_scroll(sentence(""))
        self.away = IconButton("x", "Put this away", clicked=self.dismiss, keys=KEYS, role="text3", size=24)
        texts = column(self.words, self.facts, gap=2)
        top = Qt.AlignmentFlag.AlignTop
        line = row(gap=10, margins=(10, 8, 8, 8))
        line.addWidget(IconLabel("hand-heart", "warn", 16), 0, top)
        line.addLayout(texts, 1)
        if hint:
            line.addWidget(KeyHint(KEYS), 0, top)
        line.addWidget(self.away, 0, top)
        self.setLayout(line)
        paint_background(self, "guard")
        self.hide()

    def consider(self, person_id: int | None, early_ask: bool, selling: bool = False) -> None:
        """Shows the warning due for an ask or a pitch to this person, if any."""
        self._person_id = person_id or 0
        if person_id is None or not (early_ask or selling):
            self.hide()
            return
        facts = facts_about(self._context.read, person_id, self._context.today)
        if person_id not in self._warnings:
            self._warnings[person_id] = self._due_warning(facts, selling)
        self._show(self._warnings[person_id], facts)

    def forget(self) -> None:
        """Called after the writing: the next call of `consider` starts anew."""
        self._warnings.clear()
        self.hide()

    def dismiss(self) -> None:
        self._warnings[self._person_id] = None
        self.hide()
        self.dismissed.emit()

    def takes(self, event: QKeyEvent) -> bool:
        """Whether the key dismissed the line. For sheets, which block shortcuts."""
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if not (alt and event.key() == Qt.Key.Key_N and self.isVisible()):
            return False
        self.dismiss()
        return True

    def _due_warning(self, facts: Facts, selling: bool) -> Caution | None:
        found = cautions_for_ask(facts, self._context.today)
        if selling:
            found.append(pitch_caution(facts))
        waiting = not_shown_lately(self._context.read, facts.person_id, found, self._context.today)
        if not waiting:
            return None
        if self._context.read_only_reason is None:
            self._context.do_silently(mark_shown, facts.person_id, [waiting[0].rule])
        return waiting[0]

    def _show(self, caution: Caution | None, facts: Facts) -> None:
        if caution is not None:
            self.words.setText(f"{caution.sentence} {caution.advice}")
            self.facts.setText(describe_facts(facts, self._context.today, caution.rule))
            self.facts.setVisible(self._with_facts)
        self.setVisible(caution is not None)
