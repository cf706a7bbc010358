"""A brief on one page A4: the text shrinks, then is shortened with an ellipsis, until everything fits."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QIODevice, QLineF, QMarginsF, QRectF
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

from crm.briefs.sections import Section
from crm.text.outside_text import shown
from ui.theme.fonts import FAMILY

_MARGIN = 16.0  # millimetres
_DPI = 600
_INK, _GREY, _RULE = "#1F1D1A", "#6B665E", "#E3E0D9"  # always on white, whatever the theme
_SIZES = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0)
_LINE_HEIGHT = 135.0  # percent
_MOST = 12_000  # characters: more never fit, even in the smallest size
_LEAST_FOR_NOTES = 36.0  # millimetres
_RULE_GAP = 8.0


class Paper(NamedTuple):
    title: str
    subtitle: str
    sections: tuple[Section, ...]


class _Limits(NamedTuple):
    """How much of a text is printed: characters of a line, lines of a section, and sections."""

    characters: int
    lines: int
    sections: int = 99


_LIMITS = (
    _Limits(4000, 40),
    _Limits(900, 14),
    _Limits(450, 10),
    _Limits(240, 8),
    _Limits(140, 6),
    _Limits(80, 4),
    *(_Limits(60, 2, most) for most in range(11, 0, -1)),
)


def as_pdf(paper: Paper) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(paper.title)
    writer.setCreator("Goodturn")
    writer.setResolution(_DPI)
    draw(paper, writer)
    return bytes(buffer.data().data())


def draw(paper: Paper, device: QPagedPaintDevice) -> None:
    """Paints the page on a PDF or a printer."""
    device.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN),
            QPageLayout.Unit.Millimeter,
        )
    )
    document = fitting(paper, device)
    painter = QPainter(device)
    try:
        document.drawContents(painter)
        _rule_for_notes(painter, device, document.size().height())
    finally:
        painter.end()


def fitting(paper: Paper, device: QPagedPaintDevice) -> QTextDocument:
    """The first of the sizes and limits that fits; the last one always does."""
    for limits in _LIMITS:
        if limits != _LIMITS[-1] and _amount(paper, limits) > _MOST:
            continue  # laying it out would take long
        sizes = _SIZES if limits == _LIMITS[0] else _SIZES[-2:]
        for size in sizes:
            document = _document(paper, device, size, limits)
            if document.size().height() <= device.height():
                return document
    return document


def _amount(paper: Paper, limits: _Limits) -> int:
    """Characters to be printed; a line counts half a line at least."""
    return sum(
        max(min(len(line), limits.characters), 50)
        for section in paper.sections[: limits.sections]
        for line in section.lines[: limits.lines]
    )


def _document(paper: Paper, device: QPagedPaintDevice, size: float, limits: _Limits) -> QTextDocument:
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.documentLayout().setPaintDevice(device)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    document.setTextWidth(device.width())
    _Writing(document, size).write(paper, limits)
    return document


class _Writing:
    """Writes into one document, as plain text: nothing in it is taken for markup."""

    def __init__(self, document: QTextDocument, size: float):
        self._cursor = QTextCursor(document)
        self._size = size
        # Qt takes margins of text in dots of the screen and scales them to the device.
        self._mm = QGuiApplication.primaryScreen().logicalDotsPerInchY() / 25.4
        self._is_empty = True

    def write(self, paper: Paper, limits: _Limits) -> None:
        self._add(_short(paper.title, 120), self._size * 1.7, 600, _INK)
        self._add(_short(paper.subtitle, 160), self._size, 400, _GREY)
        for section in paper.sections[: limits.sections]:
            self._add(section.heading, self._size * 0.85, 600, _GREY, above=4.5)
            for line in _lines(section, limits):
                self._add(line, self._size, 600 if section.heading == "Purpose" else 400, _INK, above=0.8)
        if len(paper.sections) > limits.sections:
            self._add("…", self._size, 400, _GREY, above=3.6)

    def _add(self, text: str, size: float, weight: int, colour: str, above: float = 0.0) -> None:
        block, letters = QTextBlockFormat(), QTextCharFormat()
        block.setTopMargin(above * self._mm)
        block.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        letters.setFont(_font(size, weight))
        letters.setForeground(QColor(colour))
        if self._is_empty:
            self._cursor.setBlockFormat(block)
        else:
            self._cursor.insertBlock(block)
        self._is_empty = False
        self._cursor.insertText(text, letters)


def _font(size: float, weight: int) -> QFont:
    font = QFont(FAMILY)
    font.setPointSizeF(size)
    font.setWeight(QFont.Weight(weight))
    if hasattr(font, "setFeature"):
        # Other shapes of letters, digits and colons have no Unicode value in a PDF: copied text would lack them.
        for feature in ("tnum", "cv05", "calt"):
            font.setFeature(QFont.Tag(feature), 0)
    return font


def _lines(section: Section, limits: _Limits) -> Iterator[str]:
    for number, line in enumerate(section.lines[: limits.lines], 1):
        yield f"{f'{number}.  ' if section.is_numbered else ''}{_short(line, limits.characters)}"
    if len(section.lines) > limits.lines:
        yield f"… and {len(section.lines) - limits.lines} more"


def _short(text: str, longest: int) -> str:
    """On one line, cut after a word."""
    plain = shown(" ".join(text[: 2 * longest].split()))
    if len(plain) <= longest:
        return plain
    return f"{plain[:longest].rsplit(' ', 1)[0].rstrip(',;:.')}…"


def _rule_for_notes(painter: QPainter, device: QPagedPaintDevice, used: float) -> None:
    """Lines to write on, where the page has room left."""
    mm = device.logicalDpiX() / 25.4
    if device.height() - used < _LEAST_FOR_NOTES * mm:
        return
    painter.setPen(QPen(QColor(_RULE), 0.2 * mm))
    top = used + 12 * mm
    painter.drawLines(list(_rules(top, device.height(), device.width(), _RULE_GAP * mm)))
    painter.setFont(_font(_SIZES[0] * 0.85, 600))
    painter.setPen(QColor(_GREY))
    painter.drawText(QRectF(0, used + 4 * mm, device.width(), 6 * mm), 0, "Notes")


def _rules(top: float, bottom: float, width: float, gap: float) -> Iterable[QLineF]:
    while (top := top + gap) < bottom:
        yield QLineF(0, top, width, top)
