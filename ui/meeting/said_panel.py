"""The words of a meeting as they were typed: corrected, read again, and each difference answered by itself."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from crm.errors import GoodturnError
from crm.meetings.reading_again.difference import Comparison, Difference
from crm.meetings.reading_again.of_meeting import Rereading
from crm.meetings.reading_again.wording import staying_sentence
from crm.meetings.whole_meeting import WholeMeeting
from crm.text.days_in_words import number
from ui import use_cases
from ui.context import Context
from ui.field_draft import FieldDraft
from ui.meeting.difference_card import DifferenceCard
from ui.meeting.said_field import SaidField
from ui.widgets.buttons import Button
from ui.widgets.labels import PlainLabel, in_scroll, section
from ui.widgets.layout import Flow, clear, column

_KEYS = 9
_LONG = 2000  # characters; longer words are compared in a pause of typing
_WAIT_MS = 300


class SaidPanel(QWidget):
    """The corrected words stay a draft until everything about them is answered; then they are saved, too."""

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(parent)
        self._context = context
        self._meeting: WholeMeeting | None = None
        self._found: Comparison | None = None
        self._left: list[Difference] = []
        self.cards: list[DifferenceCard] = []
        self._build()
        self._connect()

    @property
    def text(self) -> str:
        return self.field.toPlainText()

    def show_meeting(self, meeting: WholeMeeting) -> None:
        """Open cards are compared anew: undo, or another page, may have changed what they are about."""
        is_same = self._meeting is not None and self._meeting.id == meeting.id
        self._meeting = meeting
        self._heading.setText(_heading(meeting))
        self.draft.show(f"words of meeting {meeting.uid}", meeting.said)
        if not is_same:
            self._forget()
        elif self.cards:
            self._compare()
        self._show_changes()

    def read_again(self) -> None:
        """Without anything to answer, the corrected words are saved at once."""
        self._left = []
        self._compare()
        if self._found is not None and not self._found.differences:
            self._finish([], "Nothing else would change.")

    def take_all(self) -> None:
        if self.cards:
            self._finish([card.difference for card in self.cards])

    def leave_all(self) -> None:
        """The words are kept; nothing else changes."""
        self._finish([])

    def take(self, difference: Difference) -> None:
        others = [card for card in self.cards if card.difference is not difference]
        if not others:
            self._finish([difference])
        elif self._meeting is not None:
            self._save([difference], None)

    def leave(self, difference: Difference) -> None:
        self._left.append(difference)
        self._show_cards()
        if not self.cards:
            self._finish([])

    def _build(self) -> None:
        self._heading = section("The words as you typed them")
        self.field = SaidField()
        self.draft = FieldDraft(
            self.field, self._context.drafts, "“Read it again” or “Keep the words” keeps it, Esc drops it."
        )
        self.read_button = Button("Read it again", keys="Ctrl+R", clicked=self.read_again)
        self.keep_button = Button("Keep the words", "quiet", clicked=self.leave_all)
        self._changes = PlainLabel("", "caption", wrap=True)
        self._would = section("")
        self._cards = column(gap=8)
        self.all_button = Button("Take all", "primary", keys="Ctrl+Enter", clicked=self.take_all)
        self.none_button = Button("Leave all", "quiet", clicked=self.leave_all)
        self._answers = Flow(self.all_button, self.none_button, gap=8)
        self.says = in_scroll(PlainLabel("", "caption", wrap=True))
        inside = column(gap=8)
        for widget in (self._heading, self.field, self.draft.offer):
            inside.addWidget(widget)
        inside.addWidget(Flow(self.read_button, self.keep_button, gap=8))
        inside.addWidget(self._changes)
        inside.addSpacing(8)
        inside.addWidget(self._would)
        inside.addLayout(self._cards)
        inside.addWidget(self._answers)
        inside.addWidget(self.says)
        self.setLayout(inside)

    def _connect(self) -> None:
        self._soon = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._soon.timeout.connect(self._show_changes)
        self.field.textChanged.connect(self._on_text_changed)
        self.field.was_left.connect(self.draft.keep_now)
        for place in range(_KEYS):
            self._shortcut(f"Alt+{place + 1}", partial(self._say_yes, place))
        self._shortcut("Ctrl+Return", self.all_button.click)
        self._shortcut("Ctrl+Enter", self.all_button.click)
        self._show_cards()

    def _shortcut(self, keys: str, do: "partial[None] | object") -> None:
        made = QShortcut(QKeySequence(keys), self)
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.activated.connect(do)

    def _say_yes(self, place: int) -> None:
        if place < len(self.cards):
            self.cards[place].yes.click()

    def _on_text_changed(self) -> None:
        if self._found is not None or not self.says.isHidden():
            self._forget()
        if self.field.document().characterCount() < _LONG:
            self._show_changes()
        else:
            self._soon.start()

    def _show_changes(self) -> None:
        in_book = self._meeting.said if self._meeting is not None else ""
        self.field.compare_with(in_book)
        count = self.field.changes
        places = "one place" if count == 1 else f"{number(count)} places"
        self._changes.setText(f"You changed {places}" if count else "")
        self._changes.setVisible(bool(count))
        self.keep_button.setVisible(bool(count) and not self.cards)

    def _forget(self) -> None:
        self._found, self._left = None, []
        self._show_cards()

    def _compare(self) -> None:
        assert self._meeting is not None
        try:
            rereading = Rereading(self._context.read, self._meeting.id, self._context.today)
            self._found = rereading.compare(self.text)
        except GoodturnError as refused:
            self._forget()
            self.says.setText(str(refused))
            self.says.show()
            return
        self._show_cards()

    def _show_cards(self) -> None:
        found = self._found or Comparison()
        left = [(one.about, one.words) for one in self._left]
        shown = [one for one in found.differences if (one.about, one.words) not in left]
        clear(self._cards)
        self.cards = [
            DifferenceCard(one, at, partial(self.take, one), partial(self.leave, one))
            for at, one in enumerate(shown, 1)
        ]
        for card in self.cards:
            self._cards.addWidget(card)
            card.show()
        self._would.setText(_would_change(len(shown)))
        self._would.setVisible(bool(shown))
        self.all_button.set_text("Take both" if len(shown) == 2 else "Take all")
        self._answers.setVisible(len(shown) > 1)
        self.says.setText(staying_sentence(found))
        self.says.setVisible(bool(found.staying))
        self.keep_button.setVisible(bool(self.field.changes) and not shown)

    def _finish(self, taken: Sequence[Difference], says: str = "") -> None:
        """Saves the words together with what is taken, as one step."""
        stays = staying_sentence(self._found) if self._found is not None else ""
        if self._meeting is not None and (taken or self.text != self._meeting.said):
            self.draft.secure()
            if not self._save(taken, self.text):
                return
            self.draft.settle()
            self.field.settle()
        self._forget()
        self.says.setText(" ".join(part for part in (says, stays) if part))
        self.says.setVisible(bool(says or stays))

    def _save(self, taken: Sequence[Difference], text: str | None) -> bool:
        assert self._meeting is not None
        changes = [one.change for one in taken]
        return bool(
            self._context.do(use_cases.meetings.taking_corrections.take, self._meeting.id, changes, text)
        )


def _heading(meeting: WholeMeeting) -> str:
    if meeting.is_imported:
        return "From your calendar"
    return "The words as you typed them" if meeting.said else "In your own words"


def _would_change(count: int) -> str:
    return "It would change one thing" if count == 1 else f"It would change {number(count)} things"
