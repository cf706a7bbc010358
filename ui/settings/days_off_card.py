"""Settings card of days off: weekdays, country of holidays, and whether Today suggests people on them."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCompleter

from crm import settings
from crm.storage.reading import Reader
from crm.text.days_in_words import WEEKDAYS
from crm.today import days_off
from ui import use_cases
from ui.context import Context
from ui.settings.saving import SaveSetting
from ui.widgets.chips import ChipButton
from ui.widgets.fields import InlineField
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import Card, Flow, Line, Lines
from ui.widgets.switch import Switch


class DaysOffCard(Card):
    def __init__(self, context: Context, save: SaveSetting):
        super().__init__()
        self._context, self._save = context, save
        self.weekdays = [
            ChipButton(name, partial(self._save_weekdays, place), checkable=True)
            for place, name in enumerate(WEEKDAYS)
        ]
        for chip in self.weekdays:
            chip.setAccessibleDescription("Day off")
        self.country = CountryField()
        self.country.edited_text.connect(self._save_country)
        self.country.taken_back.connect(lambda: self.show_choices(context.read))
        self.quiet = Switch(
            "On days off", partial(save, settings.QUIET_DAYS_OFF), "no suggestions, as there are no reminders"
        )
        self.words = PlainLabel("", "small", wrap=True)
        lines = (
            Line("weekdays", Flow(*self.weekdays)),
            Line("holidays of", self.country),
            Line("on these days", self.quiet),
        )
        self.body.addWidget(Lines(*lines))
        self.body.addWidget(self.words)

    def show_choices(self, read: Reader) -> None:
        off = settings.value(read, settings.DAYS_OFF)
        for place, chip in enumerate(self.weekdays):
            chip.setChecked(place in off)
        self.country.show_text(settings.value(read, settings.HOLIDAYS_NAME))
        self.quiet.show_value(settings.value(read, settings.QUIET_DAYS_OFF))
        self._say(days_off.describe_next_holiday(read, self._context.today))
        self._renew_holidays(read)

    def _save_weekdays(self, _pressed: int) -> None:
        self._save(settings.DAYS_OFF, [place for place, chip in enumerate(self.weekdays) if chip.isChecked()])

    def _save_country(self, words: str) -> None:
        outcome = self._context.attempt_silently(use_cases.today.holiday_calendar.choose, words)
        if outcome:
            self.show_choices(self._context.read)
        else:
            self.country.refuse()
            self._say(str(outcome.refused))

    def _say(self, words: str) -> None:
        self.words.setText(words)
        self.words.setVisible(bool(words))

    def _renew_holidays(self, read: Reader) -> None:
        """Recomputes the holidays once a year: the book stores those of ten years."""
        if days_off.needs_renewal(read, self._context.today):
            self._save_country(settings.value(read, settings.HOLIDAYS_OF))


class CountryField(InlineField):
    """Completes names of countries, which are loaded when the field gets the focus first."""

    def __init__(self) -> None:
        super().__init__("", "none: type a country, or a code such as GB-SCT")

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.completer() is None:
            names = [country.name for country in use_cases.today.holiday_calendar.countries()]
            completer = QCompleter(names, self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
            self.setCompleter(completer)
