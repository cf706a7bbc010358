"""The two sides of an introduction: each is asked separately and has an answer of its own."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm import settings
from crm.drafts.introduction_mail import draft_introduction_question
from crm.text.outside_text import shown
from crm.today.introduction_story import IntroductionStory
from crm.today.row_details import Side
from crm.today.snooze_until import parse_until
from ui import use_cases
from ui.context import Context
from ui.widgets import mail
from ui.widgets.buttons import Button
from ui.widgets.chips import ChipButton
from ui.widgets.choice import open_menu
from ui.widgets.labels import ElidedLabel
from ui.widgets.layout import column, row

_ANSWERS = (
    ("not_asked", "not asked"),
    ("asked", "asked"),
    ("yes", "said yes"),
    ("later", "later"),
    ("no", "no"),
)
_LATER = "in a month"  # for "later" without a day


class Sides(QWidget):
    def __init__(self, context: Context, story: IntroductionStory, parent: QWidget | None = None):
        super().__init__(parent)
        self._context, self._story = context, story
        inside = column(gap=4)
        for place, side in enumerate(story.sides, 1):
            inside.addLayout(self._line(place, side))
        self.setLayout(inside)

    def _line(self, place: int, side: Side) -> QHBoxLayout:
        chip = ChipButton(dict(_ANSWERS)[side.answer])
        chip.setAccessibleName(shown(f"{side.person.name}: {dict(_ANSWERS)[side.answer]}"))
        chip.clicked.connect(lambda _checked=False: self._open_answers(chip, place))
        line = row(ElidedLabel(side.person.name, "small"), gap=8)
        line.setStretch(0, 1)
        if side.answer == "not_asked":
            line.addWidget(Button("Ask first", "link", clicked=partial(self.ask, place)))
        line.addWidget(chip)
        return line

    def ask(self, place: int) -> None:
        """Opens the mail draft to one side; it never mentions the other side's answer."""
        owner = settings.value(self._context.read, settings.OWNER_NAME)
        draft = draft_introduction_question(self._context.read, self._story.promise_id, place, owner)
        message = mail.open_mail(draft.to, draft.subject, draft.body)
        self.answer(place, "asked")
        if message:
            self._context.show_message(message)

    def answer(self, place: int, given: str) -> None:
        until = parse_until(_LATER, self._context.today) if given == "later" else None
        self._context.do(
            use_cases.introductions.side_answers.answer_promise, self._story.promise_id, place, given, until
        )

    def _open_answers(self, chip: ChipButton, place: int) -> None:
        open_menu(chip, _ANSWERS, lambda given: self.answer(place, given))
