"""The chip "+ filter": a menu of further filters; a chosen one appears in the filter field, where it can be
edited."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from crm import rhythm
from crm.people.filters import STANDINGS, filter_term
from crm.people.list_queries import FilterValues
from crm.text.outside_text import shown
from ui.widgets.chips import ChipButton
from ui.widgets.menu import Menu


class FilterChip(ChipButton):
    """`on_pick` gets a filter term such as `tag:"fine food"`; `offered` is called whenever the menu opens."""

    def __init__(
        self,
        offered: Callable[[], FilterValues],
        on_pick: Callable[[str], object],
        parent: QWidget | None = None,
    ):
        super().__init__("+ filter", self.open_menu, parent=parent)
        self.setAccessibleName("Add a filter")
        self._offered, self._on_pick = offered, on_pick

    def open_menu(self) -> Menu:
        menu = Menu(self)
        now = self._offered()
        parts = (
            ("Standing", _STANDING),
            ("Rhythm", _RHYTHM),
            ("Tag", _named("tag", now.tags)),
            ("Topic", _named("topic", now.topics)),
            ("Organisation", _named("organisation", now.organisations)),
            ("City", _named("city", now.cities)),
        )
        for title, options in parts:
            part = menu.add_part(title)
            part.setEnabled(bool(options))
            for words, wanted in options:
                action = part.addAction(shown(words).replace("&", "&&"))
                action.triggered.connect(partial(self._on_picked, wanted))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        return menu

    def _on_picked(self, wanted: str, _checked: bool = False) -> None:
        self._on_pick(wanted)


def _named(what: str, names: Sequence[str]) -> list[tuple[str, str]]:
    return [(name, filter_term(what, name)) for name in names]


_STANDING = [(one.capitalize(), f"standing:{one}") for one in STANDINGS]
_RHYTHM = [
    *(
        (f"{title}: {rhythm.describe(days)}", f"rhythm:{rhythm.name(days)}")
        for days, title in rhythm.LABELS.items()
    ),
    ("No rhythm", "rhythm:none"),
]
