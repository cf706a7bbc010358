"""Buttons: primary (one per view), plain, quiet (no border), and icon buttons with an accessible name."""

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QEnterEvent, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from crm.text.outside_text import shown
from ui.lazy_qt import PLAIN_TEXT, STRONG_FOCUS, Qt
from ui.theme.icons import icon
from ui.theme.look import look
from ui.widgets.labels import restyle, set_tip
from ui.widgets.read_only_controls import mark_reading


def clicked_by_return(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Makes Return click the button. Outside dialogs Qt supports only the space bar."""
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return False
    button.click()
    return True


def show_hand(button: QAbstractButton) -> None:
    """Sets the hand cursor on first hover: before the first paint, Qt's cursor enum would cost time."""
    button.setCursor(Qt.CursorShape.PointingHandCursor)


class KeyHint(QLabel):
    """The button's shortcut in a small frame: "Ctrl L"."""

    def __init__(self, keys: str, on_accent: bool = False, parent: QWidget | None = None):
        super().__init__(keys.replace("+", " "), parent)
        self.setProperty("textFormat", PLAIN_TEXT)
        self.setProperty("key", "accent" if on_accent else "true")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Transparent to the mouse: hovers the button below."""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        event.ignore()


class Button(QPushButton):
    """`kind`: primary, plain, quiet, link (and log, search, toast in the shell). `keys` shows a key hint
    inside."""

    def __init__(
        self,
        text: str,
        kind: str = "plain",
        *,
        clicked: Callable[[], object] | None = None,
        keys: str = "",
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self._hint = KeyHint(keys, kind in ("primary", "log"), self) if keys else None
        self.setProperty("kind", kind)
        self.setProperty("hinted", "true" if keys else "false")
        self.set_text(text)
        if keys:
            set_tip(self, f"{text} ({keys})")
        if clicked is not None:
            self.clicked.connect(lambda _checked=False: clicked())

    def enterEvent(self, event: QEnterEvent) -> None:
        show_hand(self)
        super().enterEvent(event)

    def set_text(self, text: str) -> None:
        """Shown literally: an ampersand in a name is no mnemonic."""
        self.setText(shown(text).replace("&", "&&"))
        self.setAccessibleName(shown(text))

    def set_kind(self, kind: str) -> None:
        self.setProperty("kind", kind)
        restyle(self)
        if self._hint is not None:
            self._hint.setProperty("key", "accent" if kind in ("primary", "log") else "true")
            restyle(self._hint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not clicked_by_return(self, event):
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        if self._hint is not None:
            size.setWidth(size.width() + look.px(8) + self._hint.sizeHint().width())
        return size

    def minimumSizeHint(self) -> QSize:
        """Where space is short, the key hint is hidden; the text stays."""
        return super().sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._hint is not None:
            self._hint.adjustSize()
            self._hint.setVisible(self.width() >= self.sizeHint().width())
            top = (self.height() - self._hint.height()) // 2
            self._hint.move(self.width() - self._hint.width() - look.px(12), top)


class IconButton(QToolButton):
    """A 32-pixel target with an icon only; its name is the accessible name and the tooltip."""

    def __init__(
        self,
        icon_name: str,
        name: str,
        *,
        clicked: Callable[[], object] | None = None,
        keys: str = "",
        role: str = "text2",
        size: int = 32,
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self._icon_name, self._role = icon_name, role
        self.setProperty("kind", "icon")
        self.setAccessibleName(shown(name))
        set_tip(self, f"{name} ({keys})" if keys else name)
        self.setFixedSize(look.px(size), look.px(size))
        self.setIconSize(QSize(look.px(18), look.px(18)))
        self.setProperty("focusPolicy", STRONG_FOCUS)
        look.theme_changed.connect(self._show_icon)
        self._show_icon()
        if clicked is not None:
            self.clicked.connect(lambda _checked=False: clicked())

    def enterEvent(self, event: QEnterEvent) -> None:
        show_hand(self)
        super().enterEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not clicked_by_return(self, event):
            super().keyPressEvent(event)

    def _show_icon(self) -> None:
        self.setIcon(icon(self._icon_name, self._role))


class IconLabel(QLabel):
    """A decorative icon beside text that says the same."""

    def __init__(self, icon_name: str, role: str = "text2", size: int = 18, parent: QWidget | None = None):
        super().__init__(parent)
        self._icon_name, self._role, self._size = icon_name, role, size
        look.theme_changed.connect(self._show_icon)
        self._show_icon()

    def _show_icon(self) -> None:
        length = look.px(self._size)
        self.setFixedSize(length, length)
        self.setPixmap(icon(self._icon_name, self._role, self._size).pixmap(QSize(length, length)))


_SHORT = "Find"


class SearchButton(Button):
    """Looks like a field and opens the one box, where searching happens."""

    def __init__(self, clicked: Callable[[], object], parent: QWidget | None = None):
        super().__init__("Find anyone or anything", "search", clicked=clicked, keys="Ctrl+K", parent=parent)
        mark_reading(self)
        self._words = self.text()
        self.setMaximumWidth(look.px(280))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(look.px(280), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Where space is short, only its key hint is shown."""
        least = self._hint.sizeHint().width() if self._hint is not None else 0
        return QSize(least + look.px(24), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._hint is not None:
            self._hint.show()  # here the text is hidden first
        room = self.width() - self.minimumSizeHint().width() - look.px(8)
        metrics = QFontMetrics(self.font())
        fitting = (words for words in (self._words, _SHORT) if metrics.horizontalAdvance(words) <= room)
        self.setText(next(fitting, ""))
