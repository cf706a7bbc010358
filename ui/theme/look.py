"""Theme and text size of the window, and all that is derived from them."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication
from PySide6.QtWidgets import QApplication

from ui.lazy_qt import Qt
from ui.theme.avatars import AVATARS_DARK, AVATARS_LIGHT
from ui.theme.fonts import FONTS, load_fonts, make_font
from ui.theme.palette import palette
from ui.theme.stylesheet import stylesheet
from ui.theme.tokens import DARK, LIGHT, Tokens

THEMES = ("system", "light", "dark")
# Fusion everywhere: native styles break under a stylesheet. Given as an argument of the application, because
# setStyle returns a QStyle, and creating its 600 enum members takes a tenth of the time to first paint.
STYLE = ("-style", "fusion")
SMALLEST, LARGEST = 80, 200
_HALF_LIGHT = 128


class Look(QObject):
    """`theme_changed`: colours changed. `size_changed`: all lengths changed, so fixed sizes must be set anew."""

    theme_changed = Signal()
    size_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.theme = "system"
        self.percent = 100
        self.tokens: Tokens = LIGHT
        self._fonts: dict[str, QFont] = {}
        self._system_is_dark = False

    def px(self, length: float) -> int:
        """Design pixels as logical pixels at the current text size. Hairlines (0 < length < 2) stay 1."""
        if 0 < length < 2:
            return 1
        return round(length * self.percent / 100)

    def color(self, role: str) -> QColor:
        return QColor(getattr(self.tokens, role))

    def font(self, role: str) -> QFont:
        """For painting; widgets get theirs from the stylesheet by their `role` property."""
        if role not in self._fonts:
            self._fonts[role] = make_font(*FONTS[role], self.px)
        return self._fonts[role]

    def tint(self, index: int) -> tuple[QColor, QColor]:
        """Background and text colour of an avatar."""
        background, ink = (AVATARS_DARK if self.tokens.is_dark else AVATARS_LIGHT)[index]
        return QColor(background), QColor(ink)

    def start(self, app: QApplication, theme: str = "system", percent: int = 100) -> None:
        """To be called before any window is created; `app` was created with STYLE among its arguments."""
        load_fonts()
        self.theme = theme if theme in THEMES else "system"
        self.percent = min(max(percent, SMALLEST), LARGEST)
        self._system_is_dark = app.palette().window().color().lightness() < _HALF_LIGHT
        self._apply(app)

    def follow_system(self) -> None:
        """To be called after the first paint. Until then the system palette tells whether it is dark: Qt's
        colour scheme is an enum and slow to load."""
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_scheme_changed)
        self._on_system_scheme_changed()

    def set_theme(self, theme: str) -> None:
        if theme in THEMES and theme != self.theme:
            self.theme = theme
            self._apply(_app())

    def set_percent(self, percent: int) -> None:
        percent = min(max(percent, SMALLEST), LARGEST)
        if percent != self.percent:
            self.percent = percent
            self._apply(_app())
            self.size_changed.emit()

    def _on_system_scheme_changed(self) -> None:
        before = self._is_dark()
        scheme = QGuiApplication.styleHints().colorScheme()
        if scheme != Qt.ColorScheme.Unknown:
            self._system_is_dark = scheme == Qt.ColorScheme.Dark
        if self._is_dark() != before:
            self._apply(_app())

    def _apply(self, app: QApplication) -> None:
        self.tokens = DARK if self._is_dark() else LIGHT
        self._fonts.clear()
        app.setFont(self.font("body"))
        app.setPalette(palette(self.tokens))
        app.setStyleSheet(stylesheet(self.tokens, self.px))
        self.theme_changed.emit()

    def _is_dark(self) -> bool:
        return self._system_is_dark if self.theme == "system" else self.theme == "dark"


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


look = Look()
