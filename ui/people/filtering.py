"""The chip "+ filter": the narrower filters as a menu; what is picked stands in the filter field, to see and to take away."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from crm import rhythm
from crm.people.filters import STANDINGS
from ui.widgets.chips import ChipButton


class FilterChip(ChipButton):
    """`picked` takes a part of a filter such as `tag:"fine food"`; `tags` is asked whenever the menu opens."""

    def __init__(
        self,
        tags: Callable[[], Sequence[str]],
        picked: Callable[[str], object],
        parent: QWidget | None = None,
    ):
        super().__init__("+ filter", self.open_menu, parent=parent)
        self.setAccessibleName("Add a filter")
        self._tags, self._picked = tags, picked

    def open_menu(self) -> QMenu:
        menu = QMenu(self)
        tags = [(name, f'tag:"{name.replace(chr(34), "")}"') for name in self._tags()]
        for title, options in (("Standing", _STANDING), ("Rhythm", _RHYTHM), ("Tag", tags)):
            part = menu.addMenu(title)
            part.setEnabled(bool(options))
            for words, wanted in options:
                action = part.addAction(words.replace("&", "&&"))
                action.triggered.connect(partial(self._on_picked, wanted))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        return menu

    def _on_picked(self, wanted: str, _checked: bool = False) -> None:
        self._picked(wanted)


_STANDING = [(one.capitalize(), f"standing:{one}") for one in STANDINGS]
_RHYTHM = [
    *(
        (f"{title}: {rhythm.words(days)}", f"rhythm:{rhythm.name(days)}")
        for days, title in rhythm.TITLES.items()
    ),
    ("No rhythm", "rhythm:none"),
]
