"""Settings card of theme and text size; the window follows the stored settings."""

from crm import settings
from ui.settings.saving import SaveSetting
from ui.theme.look import look
from ui.widgets.choice import ChipChoice
from ui.widgets.layout import Card, Line, Lines

_THEMES = [("system", "as the system"), ("light", "light"), ("dark", "dark")]
_SIZES = [(percent, f"{percent} %") for percent in (80, 90, 100, 110, 125, 150, 175, 200)]


class LookCard(Card):
    def __init__(self, save: SaveSetting):
        super().__init__()
        self._save = save
        self.theme = ChipChoice("Theme", _THEMES, look.theme, self._save_theme)
        self.text_size = ChipChoice("Text size", _SIZES, look.percent, self._save_size)
        lines = (Line("theme", self.theme), Line("text size", self.text_size))
        self.body.addWidget(Lines(*lines))

    def show_choices(self, theme: str, percent: int) -> None:
        self.theme.show_value(theme)
        self.text_size.show_value(percent)

    def _save_theme(self, theme: str) -> None:
        self._save(settings.THEME, theme)

    def _save_size(self, percent: int) -> None:
        self._save(settings.TEXT_SIZE, percent)
