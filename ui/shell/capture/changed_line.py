"""The user's corrections of a draft, each with a button to change it and one to revert it."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from ui.shell.capture.correction import Correction
from ui.widgets.chips import RemovableChip
from ui.widgets.layout import Flow, Line


class ChangedLine(Line):
    """`open_chooser` shows the menu or field to choose again."""

    def __init__(
        self,
        made: Sequence[Correction],
        today: date,
        open_chooser: Callable[[Correction], object],
        take_back: Callable[[Correction], object],
    ):
        chips = [
            RemovableChip(
                one.words(today),
                partial(open_chooser, one),
                partial(take_back, one),
                remove_words="As the text says",
            )
            for one in made
        ]
        super().__init__("you changed", Flow(*chips))
