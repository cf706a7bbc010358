"""The two sides of an introduction: each is asked by itself and has an answer of its own."""

from functools import partial

from PySide6.QtWidgets import QWidget

from crm.introductions.introduction_list import IntroductionRecord
from crm.text import days_in_words
from crm.text.outside_text import shown
from ui.context import Context
from ui.introductions.commands import IntroductionCommands
from ui.widgets.chips import ChipButton
from ui.widgets.choice import open_menu
from ui.widgets.labels import ElidedLabel
from ui.widgets.layout import column, row

_ANSWERS = (
    ("not_asked", "not asked"),
    ("asked", "asked"),
    ("yes", "said yes"),
    ("later", "later…"),
    ("no", "would rather not"),
)


class SideAnswers(QWidget):
    def __init__(
        self,
        context: Context,
        commands: IntroductionCommands,
        record: IntroductionRecord,
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self._commands, self._record, self._today = commands, record, context.today
        self.chips = [self._chip(place) for place in range(1, len(record.sides) + 1)]
        lines = column(gap=6)
        for side, chip in zip(record.sides, self.chips, strict=True):
            line = row(ElidedLabel(side.person.name, "small"), gap=8)
            line.setStretch(0, 1)
            line.addWidget(chip)
            lines.addLayout(line)
        self.setLayout(lines)

    def _chip(self, place: int) -> ChipButton:
        side = self._record.sides[place - 1]
        words = dict(_ANSWERS)[side.answer].rstrip("…")
        if side.until is not None:
            words = f"later, {days_in_words.on(side.until, self._today)}"
        chip = ChipButton(words)
        chip.setAccessibleName(shown(f"{side.person.name}: {words}. Change the answer"))
        chip.clicked.connect(
            lambda _checked=False: open_menu(chip, _ANSWERS, partial(self._take, place, chip))
        )
        return chip

    def chip_awaited(self) -> ChipButton:
        """Of the side whose answer is awaited: one asked before one that said "later", then one not asked."""
        answers = [side.answer for side in self._record.sides]
        waiting = [answers.index(one) for one in ("asked", "later", "not_asked") if one in answers]
        return self.chips[waiting[0] if waiting else 0]

    def _take(self, place: int, chip: ChipButton, given: str) -> None:
        if given == "later":
            self._commands.choose_later(self._record, place, chip)
        else:
            self._commands.answer(self._record, place, given)
