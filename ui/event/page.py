"""The page of one event: before it is prepared, after it the few are chosen; a link switches."""

from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from crm import settings
from crm.briefs import brief
from crm.briefs.brief import Brief
from crm.capture.typed_day import parse_day
from crm.changes import Changes
from crm.errors import NothingFound
from crm.events.offer_ideas import offer_ideas
from crm.events.whole_event import WholeEvent, whole_event
from crm.text import days_in_words
from ui.context import Context
from ui.event.after import AfterColumn, met_words
from ui.event.attendee_sheet import AttendeeSheet
from ui.event.before import BeforeColumn
from ui.event.event_choice import EventChoice
from ui.event.hopes import HopesPanel
from ui.page import Page
from ui.page_target import PageTarget
from ui.planning.same_day import move_meeting
from ui.widgets.buttons import Button
from ui.widgets.day_choice import open_days
from ui.widgets.layout import Scroll, column
from ui.widgets.page_header import PageHeader
from ui.widgets.read_only_controls import mark_reading
from ui.widgets.side_panel import WithPanel

_WIDE = 900


class EventPage(Page):
    """Without a target it asks which event."""

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(context, parent)
        self._event_id: int | None = None
        self._event: WholeEvent | None = None
        self._shows_after = False
        self._build()
        self._add_actions()

    def open_at(self, target: PageTarget) -> None:
        self._show_target(target if isinstance(target, int) else None)

    def _show_target(self, event_id: int | None) -> None:
        self._event_id, self._event = event_id, None

    def reload(self, changes: Changes | None = None) -> None:
        try:
            event = whole_event(self.context.read, self._event_id) if self._event_id is not None else None
        except NothingFound:
            event = self._event_id = None
        if event is None:
            self._event = None
            self._show_choice()
            return
        if self._event is None or self._event.id != event.id or self._event.state != event.state:
            self._shows_after = event.on < self.context.today or event.state == "happened"
        self._event = event
        self._show(event)

    def focus_first(self) -> None:
        """On the page itself: in a field, single keys would be typed."""
        if self._event is None:
            self.choice.field.setFocus()
        else:
            self.setFocus()

    def switch(self) -> None:
        """From before to after, and back."""
        if self._event is not None:
            self._shows_after = not self._shows_after
            self._show(self._event)
            self.focus_first()

    def show_hopes(self) -> None:
        if self._event is not None and not self._shows_after:
            self._body.open_panel()
            self.hopes.new_field.setFocus()
            self._body.show_focus()

    def go_back(self) -> bool:
        if self._body.is_overlay and self._body.panel.isVisible():
            self._body.close_panel()
            self.setFocus()
            return True
        return False

    def ask_day(self) -> None:
        if self._event is not None and not self._shows_after:
            today = self.context.today
            open_days(
                self.move_button,
                self._event.on,
                lambda text: parse_day(text, today, forward=True),
                self._move,
            )

    def open_list(self) -> None:
        if self._event is not None and self._shows_after:
            sheet = AttendeeSheet(self.window(), self.context, self._event.id)
            sheet.closed.connect(sheet.deleteLater)
            sheet.begin()

    def go_to_names(self) -> None:
        """The first name that Enter chooses, or notes as met."""
        if self._event is not None and self._shows_after:
            self.after.focus_names()

    def print_page(self) -> None:
        """What was prepared, on one page."""
        from ui.paper.printing import print_brief  # late: brings what paper needs

        if (prepared := self._prepared()) is not None:
            print_brief(self, prepared)

    def save_as_pdf(self) -> None:
        from ui.paper.printing import save_as_pdf  # late: brings what paper needs

        if (prepared := self._prepared()) is not None:
            save_as_pdf(self, self.context, prepared)

    def _prepared(self) -> Brief | None:
        if self._event is None:
            return None
        return brief.of_meeting(self.context.read, self._event.id, self.context.today)

    def open_notes(self) -> None:
        """The page of the meeting: its note, the words as typed, and what came of it."""
        if self._event is not None:
            self.context.open_page("meeting", self._event.id)

    def finish(self) -> None:
        self.context.go_back()

    def _move(self, day: date) -> None:
        if self._event is not None:
            move_meeting(self.context, self._event.id, day)

    def _choose(self, event_id: int) -> None:
        self._show_target(event_id)
        self.reload()
        self.focus_first()

    def _go_on_writing(self, event_id: int) -> None:
        """Someone who has just typed what the event is goes on with why they go."""
        self._choose(event_id)
        (self.after.names if self._shows_after else self.before.why).setFocus()

    def _focus(self, field: QWidget, is_after: bool = False) -> None:
        if self._event is not None and self._shows_after == is_after:
            field.setFocus()

    def _show_choice(self) -> None:
        self._header.show_text("Which event?", "What you prepare before it, and whom you met afterwards.")
        for button in self._buttons:
            button.hide()
        self.choice.reload()
        self._stack.setCurrentWidget(self._choosing)

    def _show(self, event: WholeEvent) -> None:
        title = event.name or "Event"
        self.switch_button.set_text("Before it" if self._shows_after else "After it")
        self.switch_button.show()
        self.notes_button.show()
        self.move_button.setVisible(not self._shows_after)
        # In a narrow window the keys and the menu do it: the day and place need the room.
        self.paper_button.setVisible(not self._shows_after and not self._body.is_overlay)
        self.hopes_button.setVisible(not self._shows_after and self._body.is_overlay)
        self.done_button.setVisible(self._shows_after)
        if self._shows_after:
            self._header.show_text(
                f"{title}, {days_in_words.plain(event.on, self.context.today)}", met_words(event)
            )
            self.after.show_event(event)
            self._stack.setCurrentWidget(self._after_scroll)
        else:
            self._header.show_text(title, _when(event, self.context.today))
            ideas = offer_ideas(self.context.read, event)
            self.before.show_event(event, ideas, settings.value(self.context.read, settings.OWNER_WANT))
            self.hopes.show_event(event, ideas)
            if self.hopes.new_field.hasFocus():
                QTimer.singleShot(0, self._body.show_focus)  # below one more row
            self._stack.setCurrentWidget(self._body)

    def _build(self) -> None:
        self.switch_button = mark_reading(Button("After it", "link", clicked=self.switch))
        self.move_button = Button("Move", "quiet", clicked=self.ask_day)
        self.hopes_button = mark_reading(Button("Whom I hope to meet", clicked=self.show_hopes))
        self.notes_button = mark_reading(Button("Notes", "quiet", clicked=self.open_notes))
        self.paper_button = mark_reading(Button("Print one page", clicked=self.print_page))
        self.done_button = mark_reading(Button("Done", "primary", clicked=self.finish))
        self._buttons = (
            self.switch_button,
            self.notes_button,
            self.move_button,
            self.hopes_button,
            self.paper_button,
            self.done_button,
        )
        self._header = PageHeader("", "", *self._buttons)
        self.before, self.hopes = BeforeColumn(self.context), HopesPanel(self.context)
        self.after, self.choice = AfterColumn(self.context), EventChoice(self.context)
        self.after.list_wanted.connect(self.open_list)
        self.choice.chosen.connect(self._choose)
        self.choice.begun.connect(self._go_on_writing)
        before_scroll, self._after_scroll, self._choosing = Scroll(720), Scroll(_WIDE), Scroll(560)
        before_scroll.body.addWidget(self.before)
        self._after_scroll.body.addWidget(self.after)
        self._choosing.body.addWidget(self.choice)
        self._body = WithPanel(before_scroll)
        self._body.show_in_panel(self.hopes)
        self._stack = QStackedWidget()
        for part in (self._body, self._after_scroll, self._choosing):
            self._stack.addWidget(part)
        whole = column(self._header, gap=0)
        whole.addWidget(self._stack, 1)
        self.setLayout(whole)

    def _add_actions(self) -> None:
        self.add_action("Before or after the event", "B", self.switch, only_reads=True)
        self.add_action("Whom I hope to meet", "H", self.show_hopes)
        self.add_action("Move to another day", "M", self.ask_day)
        self.add_action("Notes and details", "N", self.open_notes, only_reads=True)
        self.add_action("Save what was prepared as PDF", "Ctrl+P", self.save_as_pdf, only_reads=True)
        self.add_action("Print one page", "Ctrl+Shift+P", self.print_page, only_reads=True)
        self.add_action("Why I go", "E", lambda: self._focus(self.before.why))
        self.add_action("Something to offer", "O", lambda: self._focus(self.before.offers.new.field))
        self.add_action("A question to ask", "Q", lambda: self._focus(self.before.questions.end_field))
        self.add_action("What they can do for me", "F", lambda: self._focus(self.before.want))
        self.add_action("Who else was there", "P", lambda: self._focus(self.after.names, is_after=True))
        self.add_action("Choose someone", "C", self.go_to_names)
        self.add_action("People from a list", "L", self.open_list)


def _when(event: WholeEvent, today: date) -> str:
    """ "Thursday 3 December at 18:00, Custom House. In twelve days." """
    at = f" at {event.at}" if event.at else ""
    place = f", {event.place}" if event.place else ""
    away = (event.on - today).days
    ahead = f" In {days_in_words.length(away)}." if away > 1 else ""
    return f"{days_in_words.heading(event.on)}{at}{place}.{ahead}"
