"""The settings page: owner, days off, appearance, reminders, book. Changes are saved at once."""

from PySide6.QtWidgets import QWidget

from crm import settings
from crm.changes import Changes
from crm.settings import Key
from ui.context import Context
from ui.event_loop_slices import run_in_next_slice
from ui.page import Page
from ui.page_target import PageTarget
from ui.settings.book_card import BookCard
from ui.settings.calendar_card import CalendarCard
from ui.settings.days_off_card import DaysOffCard
from ui.settings.inbox_card import InboxCard
from ui.settings.look_card import LookCard
from ui.settings.reminders_card import RemindersCard
from ui.settings.rules_card import RulesCard
from ui.settings.saving import Value
from ui.settings.templates_card import TemplatesCard
from ui.settings.today_card import TodayCard
from ui.settings.you_card import YouCard
from ui.widgets.labels import section
from ui.widgets.layout import TEXT_WIDTH, Scroll, column
from ui.widgets.page_header import PageHeader


class SettingsPage(Page):
    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(context, parent)
        self._you = YouCard(context)
        self._today = TodayCard(self.save_setting)
        self._days_off = DaysOffCard(context, self.save_setting)
        self._rules = RulesCard(context)
        self._reminders = RemindersCard(self.save_setting, context.show_message)
        self._calendar = CalendarCard(self.save_setting)
        self._inbox = InboxCard(self.save_setting, context.book.folder)
        self._templates = TemplatesCard(context)
        self._look = LookCard(self.save_setting)
        self._book = BookCard(context)
        self._scroll = scroll = Scroll(width=TEXT_WIDTH)
        self._begins_at: QWidget | None = None
        text = (
            "Changes are kept at once." if context.read_only_reason is None else "Nothing can be changed now."
        )
        parts = (
            ("You", self._you),
            ("Today", self._today),
            ("Days off", self._days_off),
            ("What Today shows", self._rules),
            ("Reaching you", self._reminders),
            ("Calendar file read at every start", self._calendar),
            ("From your phone", self._inbox),
            ("Words of your mails", self._templates),
            ("Look", self._look),
            ("Your book", self._book),
        )
        for title, card in parts:
            scroll.body.addWidget(section(title))
            scroll.body.addWidget(card)
            scroll.body.addSpacing(10)
        self.setLayout(column(PageHeader("Settings", text), scroll, gap=0))

    def reload(self, changes: Changes | None = None) -> None:
        read = self.context.read
        self._you.show_owner(
            settings.value(read, settings.OWNER_NAME),
            settings.value(read, settings.OWNER_EMAILS),
            settings.value(read, settings.OWNER_WANT),
        )
        self._today.show_choices(
            settings.value(read, settings.MOST_ROWS),
            settings.value(read, settings.WAKING_FROM),
            settings.value(read, settings.WAKING_UNTIL),
        )
        self._days_off.show_choices(read)
        self._rules.show_choices(read)
        self._reminders.show_choices(read, self.context.book.folder)
        self._calendar.show_choices(read)
        self._inbox.show_choices(read)
        self._templates.show_choices()
        self._look.show_choices(
            settings.value(read, settings.THEME), settings.value(read, settings.TEXT_SIZE)
        )
        self._book.show_book()

    def open_at(self, target: PageTarget) -> None:
        """ "book": scrolls to the backups, as one has failed. "mails": to the words of the mails."""
        self._begins_at = {"book": self._book, "mails": self._templates}.get(str(target))

    def focus_first(self) -> None:
        begins_at, self._begins_at = self._begins_at, None
        if begins_at is None:
            self._you.name.setFocus()
            return
        (self._book.focus if begins_at is self._book else self._templates.choose.setFocus)()
        # After the layout, as the page may have been created just now.
        run_in_next_slice(self, lambda: self._scroll.ensureWidgetVisible(begins_at))

    def save_setting(self, key: Key[Value], value: Value) -> bool:
        return bool(self.context.do_silently(settings.change, key, value))
