"""One entry as a card: where it is from, its words, what would be noted, and the keys."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLayout, QWidget

from crm.inbox.proposal import Detail
from crm.text.outside_text import shown
from ui.theme.avatars import initials
from ui.theme.fonts import make_font
from ui.theme.look import look
from ui.today.came_in.entries import Entry
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import Button, IconLabel, KeyHint
from ui.widgets.chips import Chip
from ui.widgets.labels import ElidedLabel, PlainLabel, in_scroll, restyle
from ui.widgets.layout import Flow, column, row

_AVATAR = 24


class EntryCard(QFrame):
    """Takes the focus; the focused card is the chosen one, and shows its keys as buttons."""

    chosen = Signal()
    yes_requested = Signal()
    edit_requested = Signal()
    no_requested = Signal()
    step_requested = Signal(int)  # -1 up, 1 down

    def __init__(self, entry: Entry, parent: QWidget | None = None):
        super().__init__(parent)
        self.entry = entry
        self._is_chosen = False
        self.setProperty("card", "offer")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(shown(entry.spoken))
        self._buttons: QWidget | None = None  # built when first chosen
        self._hints = self._build_hints()
        self._body = column(gap=6, margins=_margins(False))
        self._fill()
        self.setLayout(self._body)

    def show_chosen(self, is_chosen: bool) -> None:
        if is_chosen == self._is_chosen:
            return
        self._is_chosen = is_chosen
        if self._buttons is None:
            self._buttons = self._build_buttons()
            self._body.addWidget(self._buttons)
        self._body.setContentsMargins(*(look.px(one) for one in _margins(is_chosen)))
        self._buttons.setVisible(is_chosen)
        self._hints.setVisible(not is_chosen)
        self.setProperty("chosen", "true" if is_chosen else "false")
        restyle(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.yes_requested.emit()
        elif plain and key in (Qt.Key.Key_Up, Qt.Key.Key_K):
            self.step_requested.emit(-1)
        elif plain and key in (Qt.Key.Key_Down, Qt.Key.Key_J):
            self.step_requested.emit(1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.chosen.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        event.accept()

    def _fill(self) -> None:
        entry = self.entry
        source = row(
            IconLabel(entry.icon, role="text3", size=14), ElidedLabel(entry.source, "caption"), gap=6
        )
        source.setStretch(1, 1)
        self._body.addLayout(source)
        if entry.quote:
            self._body.addWidget(_quote(entry.quote))
        if entry.title:
            self._body.addWidget(in_scroll(PlainLabel(entry.title, "strong", wrap=True)))
        for detail in entry.details:
            self._body.addLayout(_detail_row(detail))
        if entry.remark:
            self._body.addWidget(in_scroll(PlainLabel(entry.remark, "small", wrap=True)))
        self._body.addSpacing(look.px(2))
        self._body.addWidget(self._hints)

    def _build_buttons(self) -> QWidget:
        entry = self.entry
        wanted = (
            (entry.yes, "primary", "Enter", self.yes_requested.emit),
            (entry.edit, "plain", "E", self.edit_requested.emit),
            (entry.no, "quiet", "X", self.no_requested.emit),
        )
        made = [Button(words, kind, keys=keys, clicked=do) for words, kind, keys, do in wanted if words]
        return Flow(*made, gap=4, parent=self)

    def _build_hints(self) -> QWidget:
        hints = QWidget(self)
        line = row(gap=6)
        entry = self.entry
        for keys, words in (("Enter", entry.yes), ("E", entry.edit), ("X", entry.no)):
            if words:
                line.addWidget(KeyHint(keys))
                line.addWidget(PlainLabel(f"{words[0].lower()}{words[1:]}", "caption"))
                line.addSpacing(look.px(6))
        line.addStretch(1)
        hints.setLayout(line)
        return hints


def _margins(is_chosen: bool) -> tuple[int, int, int, int]:
    side = 14 - is_chosen  # the edge is one pixel wider then
    return side, side - 2, side, side - 2


def _quote(words: str) -> QWidget:
    """The words as typed, behind a bar."""
    holder = QFrame()
    holder.setProperty("quote", "true")
    holder.setLayout(column(in_scroll(PlainLabel(words, "small", wrap=True)), margins=(10, 0, 0, 0)))
    return holder


def _detail_row(detail: Detail) -> QLayout:
    words = in_scroll(PlainLabel(detail.words, "body", wrap=True))
    line = row(gap=10)
    line.addWidget(_mark(detail), 0, Qt.AlignmentFlag.AlignTop)
    line.addLayout(column(words, margins=(0, 2, 0, 2)), 1)  # one line stands at the middle of the avatar
    if detail.chip:
        line.addWidget(Chip(detail.chip), 0, Qt.AlignmentFlag.AlignTop)
    return line


def _mark(detail: Detail) -> QWidget:
    """The person's avatar, else an icon, in a column of equal width."""
    if detail.person is not None and detail.person.id is not None:
        return Avatar(detail.person.name, detail.person.uid, _AVATAR)
    if detail.person is not None:
        return NewcomerAvatar(detail.person.name)
    holder = QWidget()
    holder.setFixedSize(look.px(_AVATAR), look.px(_AVATAR))
    if detail.icon:
        holder.setLayout(row(IconLabel(detail.icon, size=16), gap=0, margins=(4, 2, 4, 2)))
    return holder


class NewcomerAvatar(QWidget):
    """Initials in a dashed ring: this person is not in the book yet."""

    def __init__(self, name: str, parent: QWidget | None = None):
        super().__init__(parent)
        self._initials = initials(name)
        self.setFixedSize(look.px(_AVATAR), look.px(_AVATAR))
        look.theme_changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("border_strong"), 1, Qt.PenStyle.DashLine))
        painter.drawEllipse(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setPen(look.color("text2"))
        painter.setFont(make_font(max(round(self.width() * 0.36), 8), 600, round))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._initials)
