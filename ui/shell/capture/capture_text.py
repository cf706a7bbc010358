"""The text field of the capture sheet: plain text with findings underlined."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextLine,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from crm.capture.draft import Span
from ui.shell.capture.edits import Edit, code_points
from ui.theme.look import look

_WAVY = {"new", "assumed", "ambiguous"}
_PROMISED = {"promise", "topic", "advice"}
_LINE_HEIGHT = 26
_SMALLEST, _TALLEST = 80, 240


class CaptureText(QTextEdit):
    """Enter emits `enter_pressed`; Shift+Enter starts a new line. `edited` is emitted with an Edit before
    `textChanged`."""

    enter_pressed = Signal()
    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._spans: list[Span] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._wide_letters: list[int] = []  # positions of letters that take two UTF-16 units
        self.setProperty("kind", "capture")
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName("What happened?")
        self.setPlaceholderText("Coffee with Ana Ruiz yesterday. Intro her to Ben by Friday.")
        self.document().setDocumentMargin(look.px(4))
        self._before = ""
        self.document().contentsChange.connect(self._on_contents_change)
        self.textChanged.connect(self._fit)
        self.set_text("")

    def set_text(self, text: str) -> None:
        self.setPlainText(text)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        spaced = QTextBlockFormat()
        spaced.setLineHeight(look.px(_LINE_HEIGHT), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor.mergeBlockFormat(spaced)
        self.document().clearUndoRedoStacks()
        self.moveCursor(QTextCursor.MoveOperation.End)

    def text(self) -> str:
        return self.toPlainText()

    def insert(self, words: str) -> None:
        """Appends text, after a blank if one is needed."""
        self.moveCursor(QTextCursor.MoveOperation.End)
        before = self.text()
        self.insertPlainText(words if not before or before[-1].isspace() else f" {words}")
        self.setFocus()

    def append_words(self, words: str) -> None:
        """Inserts right behind the last word and keeps any whitespace after it."""
        blanks = len(self.text()) - len(self.text().rstrip())
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, blanks)
        cursor.insertText(words)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.setFocus()

    def underline(self, spans: Sequence[Span]) -> None:
        self._spans = sorted(spans, key=lambda span: span.start)
        text = self.text() if spans else ""
        self._wide_letters = [] if text.isascii() else [at for at, char in enumerate(text) if char > "\uffff"]
        self._starts = [self._unit(span.start) for span in self._spans]
        # Running maximum of the ends: spans may overlap (vague words within an ask).
        self._ends = list(accumulate((self._unit(span.end) for span in self._spans), max))
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.textCursor().insertBlock()
                self.ensureCursorVisible()
            else:
                self.enter_pressed.emit()
        elif event.key() == Qt.Key.Key_Escape or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        for span in self._in_view():
            wavy, color = span.kind in _WAVY, look.color(_color_of(span.kind))
            for start, end in self._strokes(span):
                _draw_stroke(painter, start, end, color, wavy)

    def _in_view(self) -> Sequence[Span]:
        """The spans in the visible lines: a few out of thousands for a pasted page."""
        view = self.viewport().rect()
        cursor = self.cursorForPosition(view.topLeft())
        cursor.movePosition(QTextCursor.MoveOperation.StartOfLine)
        first = cursor.position()
        cursor = self.cursorForPosition(view.bottomRight())
        cursor.movePosition(QTextCursor.MoveOperation.EndOfLine)
        begin = bisect_right(self._ends, first)
        return self._spans[begin : bisect_left(self._starts, cursor.position())]

    def _strokes(self, span: Span) -> Iterator[tuple[QPointF, QPointF]]:
        """The underlines of a span, one per line of text it covers."""
        start, end = self._unit(span.start), self._unit(span.end)
        block = self.document().findBlock(start)
        while block.isValid() and block.position() < end:
            yield from self._strokes_in(block, start, end)
            block = block.next()

    def _unit(self, at: int) -> int:
        """A code-point position as a UTF-16 position: letters outside the BMP take two units."""
        return at + bisect_left(self._wide_letters, at)

    def _strokes_in(self, block: QTextBlock, start: int, end: int) -> Iterator[tuple[QPointF, QPointF]]:
        layout, corner = block.layout(), self.document().documentLayout().blockBoundingRect(block).topLeft()
        begins = layout.lineForTextPosition(max(0, start - block.position()))
        for number in range(begins.lineNumber() if begins.isValid() else 0, layout.lineCount()):
            line = layout.lineAt(number)
            if line.textStart() + block.position() >= end:
                break
            first = max(start - block.position(), line.textStart())
            last = min(end - block.position(), line.textStart() + line.textLength())
            if first < last:
                left, right = _x(line, first), _x(line, last)
                y = corner.y() + line.y() + line.ascent() + look.px(5)
                yield QPointF(corner.x() + left, y), QPointF(corner.x() + right, y)

    def _on_contents_change(self, at: int, removed: int, added: int) -> None:
        """Qt counts UTF-16 units, and includes the final paragraph separator after setPlainText; a format
        change is no edit."""
        before, self._before = self._before, self.text()
        if before != self._before:
            start = code_points(before, at)
            out = code_points(before, at + removed) - start
            self.edited.emit(Edit(start, out, code_points(self._before, at + added) - start))

    def _fit(self) -> None:
        wanted = math.ceil(self.document().size().height()) + look.px(20)
        self.setFixedHeight(min(max(wanted, look.px(_SMALLEST)), look.px(_TALLEST)))


def _x(line: QTextLine, at: int) -> float:
    found: Any = line.cursorToX(at)  # PySide returns (x, cursor) where C++ returns x
    return float(found[0])


def _color_of(kind: str) -> str:
    return "warn" if kind in _WAVY else "info" if kind in _PROMISED else "accent"


def _draw_stroke(painter: QPainter, start: QPointF, end: QPointF, color: QColor, wavy: bool) -> None:
    painter.setPen(QPen(color, look.px(2)))
    if not wavy:
        painter.drawLine(start, end)
        return
    step, path, up = look.px(3), QPainterPath(start), True
    x = start.x()
    while x < end.x():
        middle = QPointF(x + step / 2, start.y() + (step if up else -step) * 0.7)
        x = min(x + step, end.x())
        path.quadTo(middle, QPointF(x, start.y()))
        up = not up
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
