"""The preview: at a glance, and list by list. What the user says of it is kept here until the import."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from crm.importing.card_comparison import both_sides_and_rest
from crm.importing.choice import Choice
from crm.importing.found_cards import FoundCard, Preview
from crm.importing.group_members import Member
from crm.importing.preview_lists import ImportCounts, Key, compute_lists, count_results
from crm.matching.differences import FieldChange
from ui.context import Context
from ui.importing.answers import Answers
from ui.importing.browse import Browse
from ui.importing.import_thread import Looked
from ui.importing.key_hints import KeyRow
from ui.importing.overview import Overview
from ui.theme.look import look
from ui.widgets.layout import column

_NONE = Preview()
_ROOM_FOR_KEYS = 420  # design pixels
_ANSWER, _TAKE_BACK = "1, 2, 0", "Ctrl+Z"
_AT_A_GLANCE = (
    (_ANSWER, "one person, two, later"),
    (_TAKE_BACK, "take back"),
    ("Ctrl+Enter", "import"),
    ("Esc", "cancel"),
)
_IN_LISTS = (
    ("↑, ↓", "move"),
    ("Space", "in or out"),
    ("Enter", "look closely"),
    *_AT_A_GLANCE[:3],
    ("Esc", "back"),
)


class Review(QWidget):
    """`choices` and `standing` are what the user said so far."""

    changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(parent)
        self._context = context
        self._found, self._lists = _NONE, compute_lists(_NONE)
        self._kept: dict[Key, tuple[Choice, tuple[object, ...]]] = {}
        self.answers = Answers(self)
        self.overview = Overview(context, self.answers, self._sides)
        self.browse = Browse(self.answers, self._sides, self._members)
        self._stack = QStackedWidget()
        self._keys: dict[QWidget, KeyRow] = {
            self.overview: KeyRow(_AT_A_GLANCE),
            self.browse: KeyRow(_IN_LISTS),
        }
        whole = column(self._stack, gap=0)
        whole.setStretch(0, 1)
        for shown, keys in self._keys.items():
            self._stack.addWidget(shown)
            whole.addWidget(keys)
        self.setLayout(whole)
        self._turn_to(self.overview)
        self.overview.asked.connect(self._open_list)
        self.overview.standing_changed.connect(self.changed.emit)
        self.browse.left.connect(self._show_overview)
        self.answers.changed.connect(self.changed.emit)
        self.answers.changed.connect(self._offer_keys)

    @property
    def choices(self) -> Mapping[Key, Choice]:
        return self.answers.choices

    @property
    def standing(self) -> str:
        return str(self.overview.standing_choice.value)

    @property
    def reckoned(self) -> ImportCounts:
        return count_results(self._found, self._lists, self.choices)

    def take_style(self) -> None:
        """While the file is read: half of what the first sight of all this takes is working out its style."""
        for widget in self.findChildren(QWidget):
            widget.ensurePolished()

    def lay_out(self, size: QSize) -> None:
        """Unseen, at the size it will have: painting is a turn of its own then. Asking for a picture does just that."""
        self.resize(size)
        self.grab(QRect(0, 0, 1, 1))

    def show_looked(self, looked: Looked, charset: str | None = None) -> None:
        """Of files read again, answers stay where the card is still what it was."""
        self._show(looked)
        self.overview.charset.show_guesses(self._lists, charset)
        cards = self._lists.cards
        self.answers.begin(
            {
                key: one
                for key, (one, what) in self._kept.items()
                if key in cards and _what(cards[key]) == what
            }
        )
        self._kept = {}

    def let_go(self, comes_again: bool) -> None:
        """Holds nothing of what was found any more; of files that are read again, the answers."""
        cards = self._lists.cards
        self._kept = (
            {key: (one, _what(cards[key])) for key, one in self.choices.items()} if comes_again else {}
        )
        self._show(Looked(_NONE, compute_lists(_NONE)))
        self.answers.begin({})
        if not comes_again:
            self.overview.verticalScrollBar().setValue(0)

    def answer(self, one_person: bool | None) -> None:
        """Who the card shown is: one person with whom it may be, two, or decided later."""
        if self._stack.currentWidget() is self.browse:
            self.browse.answer(one_person)
        else:
            self.overview.answer(one_person)

    def take_back(self) -> bool:
        """The newest answer; what it was about is shown again."""
        if not self.answers.can_take_back:
            return False
        if self._stack.currentWidget() is self.browse:
            self.browse.take_back()
        elif (key := self.answers.take_back()) is not None:
            self.overview.possible.show_key(key)
        return True

    def go_back(self) -> bool:
        return self._stack.currentWidget() is self.browse and self.browse.go_back()

    def _show(self, looked: Looked) -> None:
        self._found, self._lists = looked
        self.overview.show_found(self._found, self._lists)
        self.browse.show_lists(self._lists)
        self._turn_to(self.overview)

    def _open_list(self, kind: str, key: object) -> None:
        self._turn_to(self.browse)
        self.browse.open_kind(kind, key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_keys()

    def _turn_to(self, shown: QWidget) -> None:
        self._stack.setCurrentWidget(shown)
        self._show_keys()

    def _show_keys(self) -> None:
        fits = self.height() > look.px(_ROOM_FOR_KEYS)
        for whose, keys in self._keys.items():
            keys.setVisible(fits and whose is self._stack.currentWidget())

    def _offer_keys(self) -> None:
        for keys in self._keys.values():
            keys.show_hint(_ANSWER, any(self._lists.by_status[one] for one in ("possible", "updated")))
            keys.show_hint(_TAKE_BACK, self.answers.can_take_back)

    def _show_overview(self) -> None:
        self._turn_to(self.overview)
        card = self.overview.counts.get(self.browse.kind)
        (card or self.overview.remarks).setFocus()

    def _sides(self, card: FoundCard) -> Sequence[FieldChange]:
        return both_sides_and_rest(self._context.read, self._found, card)

    def _members(self, key: Key) -> Sequence[Member]:
        return self._lists.members.get(key, ())


def _what(card: FoundCard) -> tuple[object, ...]:
    return card.status, card.person, card.line
