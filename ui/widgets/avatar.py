"""Avatars: initials on a tint, or a small photo, painted once into a pixmap that widgets and delegates share."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from crm.people.short_names import PersonRef
from ui.photos.thumbnails import thumbnails
from ui.theme.avatars import initials, tint_index
from ui.theme.fonts import make_font
from ui.theme.look import look

_drawn: dict[tuple[object, ...], QPixmap] = {}
_MAX_CACHED = 2000


def avatar_pixmap(name: str, uid: str, size: int, ratio: float, photo: bytes = b"") -> QPixmap:
    """`size` in logical pixels, already scaled; `ratio` is the device pixel ratio; `photo` the stored bytes."""
    picture = thumbnails.of(photo)
    shown = picture.cacheKey() if picture else 0
    key = (initials(name), tint_index(uid), size, ratio, look.tokens.is_dark, shown)
    if key not in _drawn:
        if len(_drawn) >= _MAX_CACHED:
            _drawn.clear()
        _drawn[key] = _draw(name, uid, size, ratio, picture)
    return _drawn[key]


def paint_avatar(
    painter: QPainter, rect: QRect, name: str, uid: str, *, ring: bool = False, photo: bytes = b""
) -> None:
    """For delegates. `ring` separates it from a selected row, whose background is close to one of the tints."""
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(rect.topLeft(), avatar_pixmap(name, uid, rect.width(), ratio, photo))
    if ring:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("surface"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.restore()


def _draw(name: str, uid: str, size: int, ratio: float, picture: QImage | None) -> QPixmap:
    pixmap = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    whole = QRectF(0, 0, size, size)
    if picture is None or picture.isNull():
        _draw_initials(painter, whole, name, uid)
    else:
        _draw_photo(painter, whole, picture)
    painter.end()
    return pixmap


def _draw_initials(painter: QPainter, whole: QRectF, name: str, uid: str) -> None:
    background, ink = look.tint(tint_index(uid))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(background)
    painter.drawEllipse(whole)
    painter.setPen(ink)
    painter.setFont(make_font(max(round(whole.width() * 0.36), 8), 600, round))
    painter.drawText(whole, Qt.AlignmentFlag.AlignCenter, initials(name))


def _draw_photo(painter: QPainter, whole: QRectF, picture: QImage) -> None:
    side = min(picture.width(), picture.height())
    middle = QRectF((picture.width() - side) / 2, (picture.height() - side) / 2, side, side)
    circle = QPainterPath()
    circle.addEllipse(whole)
    painter.setClipPath(circle)
    painter.drawImage(whole, picture, middle)


class Avatar(QWidget):
    """Size 36 in lists, 64 on the person's page, 24 inline. Decorative: the name is shown beside it, so it
    has no accessible name."""

    def __init__(
        self, name: str, uid: str, size: int = 36, photo: bytes = b"", parent: QWidget | None = None
    ):
        super().__init__(parent)
        self._name, self._uid, self._photo = name, uid, photo
        self.setFixedSize(look.px(size), look.px(size))
        look.theme_changed.connect(self.update)
        thumbnails.loaded.connect(self.update)

    def show_person(self, name: str, uid: str, photo: bytes = b"") -> None:
        self._name, self._uid, self._photo = name, uid, photo
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_avatar(painter, self.rect(), self._name, self._uid, photo=self._photo)


def paint_pair(
    painter: QPainter, left: int, middle: int, first: tuple[str, str], second: tuple[str, str]
) -> int:
    """Paints two overlapping avatars, each a (name, uid). Returns the width."""
    size, step = look.px(28), look.px(23)
    top = middle - look.px(18)
    paint_avatar(painter, QRect(left, top, size, size), *first, ring=True)
    paint_avatar(painter, QRect(left + step, top + look.px(8), size, size), *second, ring=True)
    return step + size


def paint_faces(painter: QPainter, rect: QRect, people: Sequence[PersonRef]) -> int:
    """The first two people of a row, at its left. Returns their width; it is the same for one person and none."""
    if len(people) > 1:
        first, second = ((person.name, person.uid or person.name) for person in people[:2])
        return paint_pair(painter, rect.left(), rect.center().y() + 1, first, second)
    side = look.px(36)
    if people:
        face = QRect(rect.left(), rect.center().y() - side // 2 + 1, side, side)
        paint_avatar(painter, face, people[0].name, people[0].uid or people[0].name, ring=True)
    return side


class AvatarPair(QWidget):
    """Two overlapping avatars beside the sentence that names them."""

    def __init__(self, first: tuple[str, str], second: tuple[str, str], parent: QWidget | None = None):
        super().__init__(parent)
        self._first, self._second = first, second
        self.setFixedSize(look.px(52), look.px(36))
        look.theme_changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_pair(QPainter(self), 0, self.height() // 2, self._first, self._second)
