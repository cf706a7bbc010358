"""Settings card of Today: number of rows, and the hours for reminders."""

import re

from crm import settings
from crm.settings import Key
from ui.settings.saving import SaveSetting
from ui.theme.look import look
from ui.widgets.choice import ChipChoice
from ui.widgets.fields import InlineField
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import Card, Line, Lines

_CLOCK = re.compile(r"(\d{1,2})[:.h]?(\d{2})?$")


class TodayCard(Card):
    def __init__(self, save: SaveSetting):
        super().__init__()
        self._save = save
        numbers = [(number, str(number)) for number in (3, 5, 7, 10)]
        self.rows = ChipChoice("Rows at most", numbers, 7, lambda most: save(settings.MOST_ROWS, most))
        self.first, self.last = _hour_field("Reminders from"), _hour_field("Reminders until")
        self.first.edited_text.connect(lambda text: self._save_hour(settings.WAKING_FROM, self.first, text))
        self.last.edited_text.connect(lambda text: self._save_hour(settings.WAKING_UNTIL, self.last, text))
        self._hours = {settings.WAKING_FROM.name: "08:00", settings.WAKING_UNTIL.name: "20:00"}
        hours = Line("reminders", self.first, PlainLabel("until", "quiet"), self.last)
        for place in (0, 2):
            hours.content.setStretch(place, 0)
        self.body.addWidget(Lines(Line("rows at most", self.rows), hours))

    def show_choices(self, most: int, first: str, last: str) -> None:
        self.rows.show_value(most)
        self._hours = {settings.WAKING_FROM.name: first, settings.WAKING_UNTIL.name: last}
        self.first.show_text(first)
        self.last.show_text(last)

    def _save_hour(self, key: Key[str], field: InlineField, text: str) -> None:
        """Accepts "8", "8:30", "08.30"; anything else restores the old hour."""
        hour = clock_time(text)
        if hour is not None:
            self._hours[key.name] = hour
            self._save(key, hour)
        field.setText(self._hours[key.name])
        field.show_text(self._hours[key.name])


def clock_time(text: str) -> str | None:
    """ "08:30" for "8.30"; None if it is no time of day."""
    found = _CLOCK.match(text.strip())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def _hour_field(name: str) -> InlineField:
    field = InlineField()
    field.setAccessibleName(name)
    field.setFixedWidth(look.px(64))
    return field
