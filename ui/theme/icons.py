"""Lucide icons in theme colours, rendered for their size and screen."""

import math
from functools import cache

from PySide6.QtCore import QBuffer, QByteArray, QSize
from PySide6.QtGui import QGuiApplication, QIcon, QImage, QImageReader, QPixmap

from resources import FOLDER
from ui.theme.look import look

_SIGN = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20">
<path fill="{given}" d="M10 10V0a10 10 0 1 1-10 10z"/><path fill="{to_come}" d="M10 10V0A10 10 0 0 0 0 10z"/></svg>"""
_pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}


def icon_pixmap(name: str, role: str = "text2", size: int = 18, ratio: float = 1.0) -> QPixmap:
    """`role` is a token's name; `size` in design pixels; `ratio` is the device pixel ratio."""
    color, pixels = getattr(look.tokens, role), look.px(size)
    key = (name, color, pixels, ratio)
    if key not in _pixmaps:
        pixmap = QPixmap.fromImage(_draw(name, color, round(pixels * ratio)))
        pixmap.setDevicePixelRatio(ratio)
        _pixmaps[key] = pixmap
    return _pixmaps[key]


def icon(name: str, role: str = "text2", size: int = 18) -> QIcon:
    """For buttons: rendered for the highest device pixel ratio."""
    return QIcon(icon_pixmap(name, role, size, sharpest()))


def app_icon(pixels: int, ratio: float = 1.0) -> QPixmap:
    """The application's icon."""
    source = _SIGN.format(given=look.tokens.accent, to_come=look.tokens.warn)
    pixmap = QPixmap.fromImage(_drawn(source.encode(), round(pixels * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def sharpest() -> int:
    """The highest device pixel ratio of all screens."""
    app = QGuiApplication.instance()
    return math.ceil(app.devicePixelRatio()) if isinstance(app, QGuiApplication) else 1


def _draw(name: str, color: str, pixels: int) -> QImage:
    return _drawn(_source(name).replace(b"currentColor", color.encode()), pixels)


def _drawn(source: bytes, pixels: int) -> QImage:
    # QImageReader's SVG plug-in renders at any size without the QtSvg bindings.
    buffer = QBuffer()
    buffer.setData(QByteArray(source))
    reader = QImageReader(buffer, QByteArray(b"svg"))
    reader.setScaledSize(QSize(pixels, pixels))
    return reader.read()


@cache
def _source(name: str) -> bytes:
    return (FOLDER / "icons" / f"{name}.svg").read_bytes()
