"""Panel with the brief of a meeting: what to know before it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from crm.briefs import brief
from crm.briefs.brief import Brief
from crm.briefs.person_brief import PersonBrief
from crm.briefs.sections import want_heading
from ui.context import Context
from ui.meeting_pages import open_brief
from ui.today.panel import RowPanel
from ui.widgets.buttons import Button
from ui.widgets.chips import Chip
from ui.widgets.labels import PlainLabel, sentence
from ui.widgets.layout import Flow, column
from ui.widgets.read_only_controls import mark_reading


def brief_panel(context: Context, meeting_id: int) -> RowPanel | None:
    found = brief.of_meeting(context.read, meeting_id, context.today)
    if found is None:
        return None
    panel = RowPanel(context)
    panel.show_head(found.attendees, found.title, found.when)
    opened = mark_reading(Button("Open brief", clicked=lambda: open_brief(context, meeting_id), keys="B"))
    panel.add_buttons(opened)
    if found.purpose:
        panel.add("Purpose", PlainLabel(found.purpose, "strong", wrap=True))
    if found.questions:
        numbered = [f"{number}. {one.words}" for number, one in enumerate(found.questions, 1)]
        panel.add("Questions", _lines(numbered))
    if found.want:
        panel.add(want_heading(found.attendees), sentence(found.want))
    if found.own_offers:
        panel.add("What you can offer", _lines([one.words for one in found.own_offers]))
    for one in found.people:
        _show_person(panel, one, _lead(found, one))
    panel.show_people(found.attendees)
    return panel


def _lead(found: Brief, one: PersonBrief) -> str:
    """Name of the person a part is about, if there are several."""
    return f"{one.who.first_name}: " if len(found.people) > 1 else ""


def _show_person(panel: RowPanel, one: PersonBrief, lead: str) -> None:
    panel.add(
        _headed(lead, "Last time"), sentence(". ".join(filter(None, (one.last_contact, one.introduced))))
    )
    for note in one.notes:
        panel.add_note(note.day, note.words)
    parts: tuple[tuple[str, Sequence[str]], ...] = (
        ("You owe", one.my_promises),
        (f"{one.who.first_name} owes you", one.their_promises),
        ("Loops to close", one.loops),
        ("What fits", [found.words for found in one.offers]),
    )
    for heading, words in parts:
        if words:
            panel.add(_headed(lead, heading), _lines(words))
    for heading, topics in (("Looking for", one.looking_for), ("Can help with", one.can_help_with)):
        if topics:
            panel.add(_headed(lead, heading), Flow(*(Chip(words) for words in topics)))
    if one.in_common:
        panel.add(_headed(lead, "In common"), _lines([", ".join(one.in_common)]))


def _headed(lead: str, heading: str) -> str:
    return f"{lead}{heading[0].lower()}{heading[1:]}" if lead else heading


def _lines(words: Sequence[str]) -> QWidget:
    holder = QWidget()
    holder.setLayout(column(*(sentence(one) for one in words), gap=4))
    return holder
