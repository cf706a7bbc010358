"""Text on the page. Everything here is plain text: Qt would otherwise guess HTML from what users and files wrote."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import (
    QFontInfo,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextLayout,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from crm.text.outside_text import shown
from ui.lazy_qt import PLAIN_TEXT, Qt

if TYPE_CHECKING:
    from PySide6.QtWidgets import QSystemTrayIcon  # made an object of before the first paint otherwise

_WRAP_HINT = 320
_HEIGHTS_KEPT = 12
_UNSIZED = {(100, 30), (640, 480)}  # what Qt gives a widget before anyone does, with a parent and without


class PlainLabel(QLabel):
    """`role` picks font and colour: page, title, section, strong, row, body, quiet, small, caption, error."""

    def __init__(self, text: str = "", role: str = "body", wrap: bool = False, parent: QWidget | None = None):
        super().__init__(parent)
        self._is_centred = False
        self._heights: dict[tuple[int, str, str], int] = {}
        self._painted: tuple[tuple[int, str, str, bool], QTextLayout] | None = None
        self.setProperty("textFormat", PLAIN_TEXT)
        self.setProperty("role", role)
        self.setWordWrap(wrap)
        self.setText(text)
        if wrap:  # as tall as its lines need and no taller
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)

    def setText(self, text: str) -> None:
        """As it can be read: names from outside are isolated, and what nobody sees is marked (`crm.readable`)."""
        super().setText(shown(text))

    def heightForWidth(self, width: int) -> int:
        if not self.wordWrap():
            return super().heightForWidth(width)
        key = (width, self.text(), self.font().key())  # a layout asks for the same again and again
        if key not in self._heights:
            if len(self._heights) > _HEIGHTS_KEPT:
                self._heights.clear()
            self._heights[key] = max(1, len(self._lines(width)[1])) * self._line_height()
        return self._heights[key]

    def sizeHint(self) -> QSize:
        if not self.wordWrap():
            return super().sizeHint()
        widest = min(QFontMetrics(self.font()).horizontalAdvance(self.text()) + 4, _WRAP_HINT)
        return QSize(widest, self.heightForWidth(widest))

    def minimumSizeHint(self) -> QSize:
        if not self.wordWrap():
            return super().minimumSizeHint()
        width = max(self.width(), 1) if (self.width(), self.height()) not in _UNSIZED else _WRAP_HINT
        return QSize(40, min(self.heightForWidth(width), self._line_height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.wordWrap():
            super().paintEvent(event)
            return
        self._laid_out().draw(QPainter(self), QPointF(0, 0))  # a widget's painter begins with its colour

    def _laid_out(self) -> QTextLayout:
        """Kept until something changes: while a thread is busy, each call into Qt may have to wait for it."""
        key = (self.width(), self.text(), self.font().key(), self._is_centred)
        if self._painted is None or self._painted[0] != key:
            layout, lines = self._lines(key[0])
            height = self._line_height()
            for at, line in enumerate(lines):
                left = (key[0] - line.naturalTextWidth()) / 2 if key[3] else 0
                line.setPosition(QPointF(left, at * height + (height - line.height()) / 2))
            self._painted = (key, layout)
        return self._painted[1]

    def setAlignment(self, alignment: "Qt.AlignmentFlag") -> None:
        self._is_centred = bool(alignment & Qt.AlignmentFlag.AlignHCenter)
        super().setAlignment(alignment)

    def _line_height(self) -> int:
        # Qt's own labels set wrapped lines closer than the type scale's 1.45.
        return round(QFontInfo(self.font()).pixelSize() * 1.43)

    def _lines(self, width: int) -> tuple[QTextLayout, list[QTextLine]]:
        """The layout owns the lines, so it must live as long as they are used."""
        layout = QTextLayout(self.text().replace("\n", "\u2028"), self.font())
        layout.setTextOption(_breaking())
        lines = []
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            lines.append(line)
        layout.endLayout()
        return layout, lines

    def set_role(self, role: str) -> None:
        self.setProperty("role", role)
        restyle(self)


class ElidedLabel(PlainLabel):
    """One line that ends in an ellipsis where it does not fit; the whole text is its tooltip and accessible name."""

    def __init__(self, text: str = "", role: str = "body", parent: QWidget | None = None):
        self._whole = text
        super().__init__(text, role, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        self._whole = shown(text)
        self.setAccessibleName(self._whole)
        self._elide()
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._elide()
        super().resizeEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(
            QFontMetrics(self.font()).horizontalAdvance(self._whole) + 2, super().sizeHint().height()
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def _elide(self) -> None:
        metrics, elided = QFontMetrics(self.font()), self._whole
        if metrics.horizontalAdvance(elided) > self.width():
            elided = metrics.elidedText(elided, Qt.TextElideMode.ElideRight, self.width())
        set_tip(self, self._whole if elided != self._whole else "")
        elided = self._shown(elided)
        if elided != self.text():
            QLabel.setText(self, elided)

    def _shown(self, text: str) -> str:
        """As Qt is to be given it."""
        return text


def _breaking() -> QTextOption:
    """Between words, and inside one that is wider than its place: an address is not cut off."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


def section(text: str) -> PlainLabel:
    """The small heading over a list or a card."""
    return PlainLabel(text, "section")


def sentence(text: str) -> PlainLabel:
    """A wrapped sentence in the secondary colour."""
    return PlainLabel(text, "quiet", wrap=True)


def in_scroll(label: PlainLabel) -> PlainLabel:
    """For a column that scrolls: its least height must not be that of one narrow column, or it scrolls for nothing."""
    policy = label.sizePolicy()
    policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)
    label.setSizePolicy(policy)
    return label


def set_tip(widget: "QWidget | QSystemTrayIcon", text: str) -> None:
    """A tooltip that shows exactly these characters."""
    widget.setToolTip(as_tip(text))


def as_tip(text: str) -> str:
    """What a tooltip has to be for these characters to be shown."""
    text = shown(text)
    # Qt takes anything with a tag in it for HTML, so such text is given as HTML that spells it out.
    if "<" not in text:
        return text
    import html  # a list of every named character, seldom needed

    return f"<span>{html.escape(text)}</span>"


def restyle(widget: QWidget) -> None:
    """After a dynamic property changed: the stylesheet is looked up anew."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
