"""Table of an examination: per kind of content, what is damaged by name, and how many of how many."""

import re
from collections.abc import Callable

from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from crm.trouble.damaged_kinds import Group
from ui.lazy_qt import Qt
from ui.theme.look import look
from ui.trouble.sentences import describe_group, share
from ui.widgets.buttons import Button
from ui.widgets.labels import PlainLabel, in_scroll, section
from ui.widgets.layout import Card, Hairline, column, row
from ui.widgets.responsive_row import ResponsiveRow

_NAME = 150  # design pixels
_NARROW_FROM = 150  # per cent of text size


class Dot(QWidget):
    """Filled if everything is sound, else a ring; the text beside it says the same."""

    def __init__(self, is_sound: bool, parent: QWidget | None = None):
        super().__init__(parent)
        self._is_sound = is_sound
        self.setFixedSize(look.px(9), look.px(9))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(look.tokens.accent if self._is_sound else look.tokens.border_strong)
        width = look.px(2)
        painter.setPen(QPen(colour, width))
        if self._is_sound:
            painter.setBrush(colour)
        half = width // 2 + 1
        painter.drawEllipse(self.rect().adjusted(half, half, -half, -half))


class FindingsTable(QWidget):
    """`accept` opens the choice of damaged rows to accept as they are, `copy` copies the page's text."""

    def __init__(
        self,
        groups: tuple[Group, ...],
        copy: Callable[[], object],
        accept: Callable[[], object] | None,
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self.copy = Button("Copy as a report", "link", clicked=copy)
        self.accept = Button("Keep as it is", "link", clicked=accept) if accept is not None else None
        links = QWidget()
        links.setLayout(row(*([self.accept] if self.accept is not None else []), self.copy, gap=6))
        head = ResponsiveRow(self._heading(), links)
        card = Card(padding=(14, 2))
        card.body.setSpacing(0)
        for at, group in enumerate(groups):
            if at:
                card.body.addWidget(Hairline())
            card.body.addWidget(self._line(group))
        whole = column(gap=4, margins=(0, 6, 0, 0))
        whole.addWidget(head)
        whole.addWidget(card)
        self.setLayout(whole)

    def _heading(self) -> QWidget:
        heading = QWidget()
        line = row(section("What was found"), gap=8)
        if look.percent < _NARROW_FROM:
            line.addWidget(PlainLabel("compared row by row with what was written", "caption"))
        line.addStretch(1)
        heading.setLayout(line)
        return heading

    def _line(self, group: Group) -> QWidget:
        line = QWidget()
        name = in_scroll(PlainLabel(group.title, "medium", wrap=True))
        name.setFixedWidth(look.px(_NAME if look.percent < _NARROW_FROM else _NAME * 0.6))
        words = in_scroll(PlainLabel(_unbroken_days(describe_group(group)), "small", wrap=True))
        inside = row(gap=12, margins=(0, 8, 0, 8))
        for widget in (Dot(not group.damaged), name, words, PlainLabel(share(group), "caption")):
            inside.addWidget(widget, 1 if widget is words else 0, Qt.AlignmentFlag.AlignVCenter)
        line.setLayout(inside)
        line.setAccessibleName(f"{group.title}: {describe_group(group)}, {share(group)}")
        line.setMinimumHeight(look.px(36))
        return line


def _unbroken_days(words: str) -> str:
    """Uses no-break spaces between a day and its month."""
    return re.sub(r"(\d) (?=[A-Z])", "\\1\N{NO-BREAK SPACE}", words)
