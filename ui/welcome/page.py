"""The welcome page: import contacts, log a meeting, or look around; or answer three questions."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from crm.changes import Changes
from crm.people import list_queries
from ui.context import Context
from ui.page import Page
from ui.theme.look import look
from ui.welcome.questions import Questions
from ui.widgets.buttons import Button, IconLabel
from ui.widgets.labels import PlainLabel, section, sentence
from ui.widgets.layout import Card, Scroll, column, row
from ui.widgets.page_header import PageHeader

CARDS_WIDTH = 860
_NARROW = 760


class _CardText(NamedTuple):
    icon: str
    title: str
    words: str


_IMPORT = _CardText(
    "users",
    "Bring in your contacts",
    "From your phone, Google, Outlook, LinkedIn or a calendar. You see everything before it comes in.",
)
_LOG = _CardText(
    "coffee",
    "Log your first meeting",
    "“Coffee with Ana Ruiz yesterday. Intro her to Ben by Friday.” That is all it takes.",
)
_SAMPLE = _CardText(
    "library",
    "Look around first",
    "A sample book with forty invented people and a year of stories. It never touches yours.",
)


class WelcomePage(Page):
    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(context, parent)
        self.questions = Questions(context)
        choose_file = Button("Choose a file", "primary", clicked=context.import_file)
        self._first = choose_file
        self._cards = [
            _choice_card(*_IMPORT, choose_file),
            _choice_card(*_LOG, Button("Log a meeting", clicked=context.capture)),
            _choice_card(*_SAMPLE, Button("Open the sample book", clicked=self._asking_for_sample())),
        ]
        scroll = Scroll(width=CARDS_WIDTH)
        self._grid = QGridLayout()
        self._grid.setSpacing(look.px(16))
        scroll.body.addLayout(self._grid)
        self._arrange(3)  # before the questions, for the Tab order
        scroll.body.addSpacing(look.px(20))
        scroll.body.addWidget(section("Or answer three questions"))
        scroll.body.addWidget(self.questions)
        words = "Goodturn keeps everything in one file on this machine. Nothing is sent anywhere."
        whole = column(PageHeader("Welcome", words), scroll, gap=0)
        self.setLayout(whole)

    @property
    def is_passed(self) -> bool:
        return list_queries.counts(self.context.read).people > 0

    def reload(self, changes: Changes | None = None) -> None:
        written = changes is not None and changes.touches("person", "meeting", "promise")
        if written and not self.questions.just_answered:
            self.context.open_page("today")

    def focus_first(self) -> None:
        self._first.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(3 if self.width() >= look.px(_NARROW) else 1)

    def _arrange(self, across: int) -> None:
        for place, door in enumerate(self._cards):
            self._grid.addWidget(door, place // across, place % across)

    def _asking_for_sample(self) -> Callable[[], object]:
        return lambda: self.context.book_requested.emit("sample")


def _choice_card(icon: str, title: str, words: str, button: Button) -> Card:
    door = Card(padding=(20, 20))
    door.body.addWidget(IconLabel(icon, "accent"))
    door.body.addSpacing(look.px(2))
    door.body.addWidget(PlainLabel(title, "strong"))
    door.body.addWidget(sentence(words))
    door.body.addSpacing(look.px(6))
    line = row(button)
    line.addStretch(1)
    door.body.addLayout(line)
    door.body.addStretch(1)
    return door
