"""The head of the panel: the person, what this is, and what was between you so far."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from crm.asks.queries import AskLine
from crm.guard.fact_sentences import describe_facts
from crm.guard.facts import facts_about
from crm.people.short_names import PersonRef
from ui.context import Context
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import Button
from ui.widgets.labels import PlainLabel, in_scroll
from ui.widgets.layout import column, row
from ui.widgets.read_only_controls import mark_reading


class PersonHead(QWidget):
    def __init__(
        self,
        context: Context,
        person: PersonRef,
        title: str,
        last_ask: AskLine | None,
        parent: QWidget | None = None,
    ):
        """`last_ask` is said after the meetings and gifts; None where the panel shows it anyway."""
        super().__init__(parent)
        assert person.id is not None
        person_id = person.id
        facts = replace(facts_about(context.read, person_id, context.today), last_ask=last_ask)
        opening = mark_reading(Button("Open", "link", clicked=lambda: context.open_person(person_id)))
        opening.setAccessibleName(f"Open {person.name}")
        top = row(in_scroll(PlainLabel(title, "strong", wrap=True)), gap=8)
        top.setStretch(0, 1)
        top.addWidget(opening)
        between = in_scroll(PlainLabel(describe_facts(facts, context.today), "small", wrap=True))
        texts = column(gap=2)
        texts.addLayout(top)
        texts.addWidget(between)
        face = column(Avatar(person.name, person.uid, 36), gap=0)
        face.addStretch(1)
        whole = row(gap=12)
        whole.addLayout(face)
        whole.addLayout(texts, 1)
        self.setLayout(whole)
