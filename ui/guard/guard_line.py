"""One quiet line of the guard, where an ask or a pitch to someone known is being written. It warns, and never blocks."""

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
from ui.widgets.layout import column, paint_ground, row

KEYS = "Alt+0"


class GuardLine(QWidget):
    """Hidden until something is due. What is once shown stays until `forget`, though the book counts it as shown."""

    put_aside = Signal()

    def __init__(
        self, context: Context, with_facts: bool = True, hint: bool = True, parent: QWidget | None = None
    ):
        super().__init__(parent)
        self._context, self._with_facts = context, with_facts
        self._held: dict[int, Caution | None] = {}  # by person: what is shown, or was put away
        self._person_id = 0
        self.words = in_scroll(PlainLabel("", "body", wrap=True))
        self.facts = in_scroll(sentence(""))
        self.away = IconButton("x", "Put this away", clicked=self.put_away, keys=KEYS, role="text3", size=24)
        texts = column(self.words, self.facts, gap=2)
        top = Qt.AlignmentFlag.AlignTop
        line = row(gap=10, margins=(10, 8, 8, 8))
        line.addWidget(IconLabel("hand-heart", "text2", 16), 0, top)
        line.addLayout(texts, 1)
        if hint:
            line.addWidget(KeyHint(KEYS), 0, top)
        line.addWidget(self.away, 0, top)
        self.setLayout(line)
        paint_ground(self, "guard")
        self.hide()

    def consider(self, person_id: int | None, early_ask: bool, selling: bool = False) -> None:
        """Shows what is due about an ask to this person, or about a pitch; else nothing."""
        self._person_id = person_id or 0
        if person_id is None or not (early_ask or selling):
            self.hide()
            return
        facts = facts_about(self._context.read, person_id, self._context.today)
        if person_id not in self._held:
            self._held[person_id] = self._due(facts, selling)
        self._show(self._held[person_id], facts)

    def forget(self) -> None:
        """The writing is over: what is said next time is what is due then."""
        self._held.clear()
        self.hide()

    def put_away(self) -> None:
        self._held[self._person_id] = None
        self.hide()
        self.put_aside.emit()

    def takes(self, event: QKeyEvent) -> bool:
        """Whether this key put the line away; for sheets, which keep shortcuts to themselves."""
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if not (alt and event.key() == Qt.Key.Key_0 and self.isVisible()):
            return False
        self.put_away()
        return True

    def _due(self, facts: Facts, selling: bool) -> Caution | None:
        found = cautions_for_ask(facts, self._context.today)
        if selling:
            found.append(pitch_caution(facts))
        waiting = not_shown_lately(self._context.read, facts.person_id, found, self._context.today)
        if not waiting:
            return None
        if self._context.why_not is None:
            self._context.do_quietly(mark_shown, facts.person_id, [waiting[0].rule])
        return waiting[0]

    def _show(self, caution: Caution | None, facts: Facts) -> None:
        if caution is not None:
            self.words.setText(f"{caution.sentence} {caution.advice}")
            self.facts.setText(describe_facts(facts, self._context.today, caution.rule))
            self.facts.setVisible(self._with_facts)
        self.setVisible(caution is not None)
