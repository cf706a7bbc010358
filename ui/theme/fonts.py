"""Inter in four weights, and the type scale in design pixels."""

from collections.abc import Callable

from PySide6.QtGui import QFont, QFontDatabase

from resources import FOLDER

FAMILY = "Inter"
FONTS: dict[str, tuple[int, int]] = {
    "key": (11, 400),
    "caption": (12, 400),
    "small": (13, 400),
    "medium": (13, 500),
    "section": (13, 600),
    "body": (14, 400),
    "row": (14, 500),
    "strong": (14, 600),
    "brand": (15, 600),
    "input": (17, 400),
    "title": (18, 600),
    "page": (22, 600),
}


def load_fonts() -> None:
    for weight in ("Regular", "Medium", "SemiBold", "Bold"):
        QFontDatabase.addApplicationFont(str(FOLDER / "fonts" / f"Inter-{weight}.otf"))


def make_font(size: float, weight: int, px: Callable[[float], int]) -> QFont:
    font = QFont(FAMILY)
    font.setPixelSize(max(px(size), 1))
    font.setWeight(QFont.Weight(weight))
    if hasattr(font, "setFeature"):  # Qt 6.7 or later: tabular figures for dates and counts
        font.setFeature(QFont.Tag("tnum"), 1)
        font.setFeature(QFont.Tag("cv05"), 1)
    return font


def font_css(role: str, px: Callable[[float], int]) -> str:
    size, weight = FONTS[role]
    return f"font-size: {px(size)}px; font-weight: {weight};"
