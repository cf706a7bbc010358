"""Labels and tooltips for plain text: Qt would otherwise interpret text of users and files as HTML."""

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
    # late: creating the class costs time before the first paint
    from PySide6.QtWidgets import QSystemTrayIcon

_WRAP_HINT = 320
_MAX_CACHED_HEIGHTS = 12
_UNSIZED = {(100, 30), (640, 480)}  # Qt's default size of a new widget, with a parent and without


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
        if wrap:  # exactly as high as its lines
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)

    def setText(self, text: str) -> None:
        """Shows a readable form: foreign names in bidi isolates, invisible characters marked (`crm.text`)."""
        super().setText(shown(text))

    def heightForWidth(self, width: int) -> int:
        if not self.wordWrap():
            return super().heightForWidth(width)
        key = (width, self.text(), self.font().key())  # layouts ask for the same width repeatedly
        if key not in self._heights:
            if len(self._heights) > _MAX_CACHED_HEIGHTS:
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
        self._laid_out().draw(QPainter(self), QPointF(0, 0))  # a widget's painter starts with its colour

    def _laid_out(self) -> QTextLayout:
        """Cached until something changes: while a thread is busy, each call into Qt may wait for the
        interpreter lock."""
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
        """The layout owns the lines and must live as long as they are used."""
        layout = QTextLayout(self.text().replace("\n", "\u2028"), self.font())
        layout.setTextOption(_word_wrap())
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
    """One elided line; the whole text is its tooltip and accessible name."""

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
        """The text as given to Qt."""
        return text


def _word_wrap() -> QTextOption:
    """Breaks between words, and inside a word wider than the label (long addresses)."""
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
    """For labels in a scrolling column: without a minimum height, which would be that of a very narrow
    column."""
    policy = label.sizePolicy()
    policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)
    label.setSizePolicy(policy)
    return label


def set_tip(widget: "QWidget | QSystemTrayIcon", text: str) -> None:
    """Sets a tooltip that shows exactly these characters."""
    widget.setToolTip(as_tip(text))


def as_tip(text: str) -> str:
    """The tooltip text that makes Qt show exactly these characters."""
    text = shown(text)
    # Qt takes text with a tag for HTML, so such text is escaped and marked as HTML.
    if "<" not in text:
        return text
    import html  # late: brings a table of all named characters, seldom needed

    return f"<span>{html.escape(text)}</span>"


def restyle(widget: QWidget) -> None:
    """Reapplies the stylesheet after a dynamic property changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
