"""The preview with its overview and its lists. Holds the user's choices until the import."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from crm.importing.card_comparison import both_sides_and_rest
from crm.importing.choice import CardKey, Choice
from crm.importing.found_cards import FoundCard, Preview
from crm.importing.group_members import Member
from crm.importing.preview_lists import ImportCounts, compute_lists, count_results
from crm.matching.differences import FieldChange
from ui.context import Context
from ui.importing.answers import Answers
from ui.importing.import_thread import LoadedPreview
from ui.importing.key_hints import KeyRow
from ui.importing.lists_view import ListsView
from ui.importing.overview import Overview
from ui.theme.look import look
from ui.widgets.layout import column

_NONE = Preview()
_ROOM_FOR_KEYS = 420  # design pixels
_ANSWER, _UNDO_ANSWER = "1, 2, 0", "Ctrl+Z"
_AT_A_GLANCE = (
    (_ANSWER, "one person, two, later"),
    (_UNDO_ANSWER, "take back"),
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
    """`choices` and `standing` are the user's choices so far."""

    changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(parent)
        self._context = context
        self._found, self._lists = _NONE, compute_lists(_NONE)
        self._kept_answers: dict[CardKey, tuple[Choice, tuple[object, ...]]] = {}
        self.answers = Answers(self)
        self.overview = Overview(context, self.answers, self._sides)
        self.browse = ListsView(self.answers, self._sides, self._members)
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
        self._show_widget(self.overview)
        self.overview.list_requested.connect(self._open_list)
        self.overview.standing_changed.connect(self.changed.emit)
        self.browse.left.connect(self._show_overview)
        self.answers.changed.connect(self.changed.emit)
        self.answers.changed.connect(self._update_hints)

    @property
    def choices(self) -> Mapping[CardKey, Choice]:
        return self.answers.choices

    @property
    def standing(self) -> str:
        return str(self.overview.standing_choice.value)

    @property
    def tally(self) -> ImportCounts:
        return count_results(self._found, self._lists, self.choices)

    def compute_style(self) -> None:
        """Called while the file is read: computing styles takes half of the time of the first display."""
        for widget in self.findChildren(QWidget):
            widget.ensurePolished()

    def lay_out(self, size: QSize) -> None:
        """Lays out the hidden widget at its final size, so that painting is a separate slice. Grabbing a
        pixmap does that."""
        self.resize(size)
        self.grab(QRect(0, 0, 1, 1))

    def show_preview(self, loaded: LoadedPreview, charset: str | None = None) -> None:
        """After reading files again, answers are kept for unchanged cards."""
        self._show(loaded)
        self.overview.charset.show_guesses(self._lists, charset)
        cards = self._lists.cards
        self.answers.begin(
            {
                key: one
                for key, (one, what) in self._kept_answers.items()
                if key in cards and _what(cards[key]) == what
            }
        )
        self._kept_answers = {}

    def drop_preview(self, is_reread: bool) -> None:
        """Drops the preview; keeps the answers if the files are read again."""
        cards = self._lists.cards
        self._kept_answers = (
            {key: (one, _what(cards[key])) for key, one in self.choices.items()} if is_reread else {}
        )
        self._show(LoadedPreview(_NONE, compute_lists(_NONE)))
        self.answers.begin({})
        if not is_reread:
            self.overview.verticalScrollBar().setValue(0)

    def answer(self, one_person: bool | None) -> None:
        """Answers for the current card: one person, two, or later (None)."""
        if self._stack.currentWidget() is self.browse:
            self.browse.answer(one_person)
        else:
            self.overview.answer(one_person)

    def undo_answer(self) -> bool:
        """Undoes the last answer and shows its card; returns whether there was one."""
        if not self.answers.can_undo_answer:
            return False
        if self._stack.currentWidget() is self.browse:
            self.browse.undo_answer()
        elif (key := self.answers.undo_answer()) is not None:
            self.overview.possible.show_key(key)
        return True

    def go_back(self) -> bool:
        return self._stack.currentWidget() is self.browse and self.browse.go_back()

    def _show(self, loaded: LoadedPreview) -> None:
        self._found, self._lists = loaded
        self.overview.show_found(self._found, self._lists)
        self.browse.show_lists(self._lists)
        self._show_widget(self.overview)

    def _open_list(self, kind: str, key: object) -> None:
        self._show_widget(self.browse)
        self.browse.open_kind(kind, key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_keys()

    def _show_widget(self, shown: QWidget) -> None:
        self._stack.setCurrentWidget(shown)
        self._show_keys()

    def _show_keys(self) -> None:
        fits = self.height() > look.px(_ROOM_FOR_KEYS)
        for widget, keys in self._keys.items():
            keys.setVisible(fits and widget is self._stack.currentWidget())

    def _update_hints(self) -> None:
        for keys in self._keys.values():
            keys.show_hint(_ANSWER, any(self._lists.by_status[one] for one in ("possible", "updated")))
            keys.show_hint(_UNDO_ANSWER, self.answers.can_undo_answer)

    def _show_overview(self) -> None:
        self._show_widget(self.overview)
        card = self.overview.counts.get(self.browse.kind)
        (card or self.overview.remarks).setFocus()

    def _sides(self, card: FoundCard) -> Sequence[FieldChange]:
        return both_sides_and_rest(self._context.read, self._found, card)

    def _members(self, key: CardKey) -> Sequence[Member]:
        return self._lists.members.get(key, ())


def _what(card: FoundCard) -> tuple[object, ...]:
    return card.status, card.person, card.line
