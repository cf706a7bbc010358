"""The current person, the rhythms to choose from, and the meter of the load they add up to."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from crm.sorting.evidence import PersonEvidence
from crm.sorting.weekly_load import Load
from crm.text.outside_text import shown
from ui.theme.look import look
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import KeyHint, clicked_by_return
from ui.widgets.labels import PlainLabel, restyle
from ui.widgets.layout import Card, column, row

_EVIDENCE_LINES = 3  # reserved height, so that the buttons below do not move from person to person
_LINE = 20
_BY_TAB = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class PersonCard(Card):
    """Has the focus during sorting; its accessible text holds the person and the evidence."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(padding=(28, 28), parent=parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._avatar = Avatar("", "", 64)
        self.name = PlainLabel("", "page", wrap=True)
        self.about = PlainLabel("", "quiet", wrap=True)
        self.evidence = PlainLabel("", "body", wrap=True)
        across = row(self._avatar)
        across.insertStretch(0, 1)
        across.addStretch(1)
        self.body.setSpacing(0)
        self.body.addLayout(across)
        for label, above in ((self.name, 12), (self.about, 2), (self.evidence, 12)):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self.body.addSpacing(look.px(above))
            self.body.addWidget(label)
        self.body.addStretch(1)

    def show_person(self, one: PersonEvidence, about: str, evidence: str, photo: bytes) -> None:
        self._avatar.show_person(one.name, one.uid, photo)
        self.name.setText(one.name)
        self.about.setText(about)
        self.about.setVisible(bool(about))
        self.evidence.setText(evidence)
        lines = _EVIDENCE_LINES if about else _EVIDENCE_LINES + 1
        self.evidence.setMinimumHeight(look.px(_LINE * lines))
        self.setAccessibleName(shown(". ".join(part for part in (one.name, about, evidence) if part)))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_ring(event.reason() in _BY_TAB)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_ring(False)

    def _show_ring(self, shown: bool) -> None:
        """Only after Tab; otherwise the focus is on the card anyway."""
        self.setProperty("ringed", "true" if shown else "false")
        restyle(self)


class ChoiceCard(QPushButton):
    """A rhythm with its interval and key; checked if it is the chosen one."""

    def __init__(self, title: str, words: str, key: str, clicked: Callable[[], object]):
        super().__init__()
        self.setProperty("kind", "choice")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{title}, {words}")
        self.setAccessibleDescription(f"Key {key}")
        inside = column(gap=3, margins=(4, 13, 4, 13))
        for label in (PlainLabel(title, "strong"), PlainLabel(words, "caption")):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            inside.addWidget(label)
        inside.addSpacing(look.px(7))
        inside.addWidget(KeyHint(key), 0, Qt.AlignmentFlag.AlignHCenter)
        self._inside = inside
        self.setLayout(inside)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _checked=False: clicked())

    def sizeHint(self) -> QSize:
        return self._inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._inside.minimumSize()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not clicked_by_return(self, event):
            super().keyPressEvent(event)


class LoadMeter(QWidget):
    """The load of all rhythms, with a mark for the actual meetings of the last three months. The sentence
    above says the same."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._load = Load(0, 0)
        self.setFixedHeight(look.px(10))
        look.theme_changed.connect(self.update)

    def show_load(self, load: Load) -> None:
        self._load = load
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        height, width = look.px(6), self.width()
        bar = QRectF(0, (self.height() - height) / 2, width, height)
        painter.setBrush(look.color("border"))
        painter.drawRoundedRect(bar, height / 2, height / 2)
        bar.setWidth(max(width * self._load.planned_share, height if self._load.planned else 0))
        painter.setBrush(look.color("accent"))
        painter.drawRoundedRect(bar, height / 2, height / 2)
        if self._load.actual:
            painter.setBrush(look.color("text2"))
            painter.drawRect(QRectF(round(width * self._load.actual_share) - 1, 0, look.px(2), self.height()))
