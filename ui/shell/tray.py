"""The tray icon: number of due items, and a menu for Log and Today while the window is closed."""

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QFont, QIcon, QPainter
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from crm.reminders.notification_text import NotificationText
from ui.theme.icons import app_icon
from ui.theme.look import look
from ui.widgets.labels import set_tip

_SIZE = 64
_NO_MARKUP = str.maketrans({"<": "‹", ">": "›"})  # some systems read messages as HTML without saying so


def is_there() -> bool:
    return QSystemTrayIcon.isSystemTrayAvailable()


class Tray(QObject):
    log_requested = Signal()
    today_requested = Signal()
    window_requested = Signal()
    quit_requested = Signal()

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self._menu = QMenu()
        for words, asked in (
            ("Log", self.log_requested), ("Today", self.today_requested), ("", None), ("Quit", self.quit_requested),
        ):  # fmt: skip
            if asked is None:
                self._menu.addSeparator()
            else:
                self._menu.addAction(words).triggered.connect(asked)
        self.icon = QSystemTrayIcon(self)
        self.icon.setContextMenu(self._menu)
        self.icon.activated.connect(self._on_activated)
        self.icon.messageClicked.connect(self.today_requested)
        self.show_count(0)
        self.icon.show()

    def show_count(self, count: int) -> None:
        self.icon.setIcon(badged(count))
        set_tip(self.icon, f"Goodturn, {count} due today" if count else "Goodturn")

    def show_notice(self, notice: NotificationText) -> bool:
        if not self.icon.supportsMessages():
            return False
        self.icon.showMessage(notice.title, notice.body.translate(_NO_MARKUP), self.icon.icon())
        return True

    def end(self) -> None:
        self.icon.hide()
        self._menu.deleteLater()

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.window_requested.emit()


def badged(count: int) -> QIcon:
    """The app icon, with the number of due items if there are any."""
    pixmap = app_icon(_SIZE)
    if count:
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        corner = QRect(_SIZE * 3 // 8, _SIZE * 3 // 8, _SIZE * 5 // 8, _SIZE * 5 // 8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("surface"))
        painter.drawEllipse(corner)
        font = QFont(look.font("strong"))
        font.setPixelSize(_SIZE // 2 if count < 10 else _SIZE * 3 // 8)
        painter.setFont(font)
        painter.setPen(look.color("text"))
        painter.drawText(corner, Qt.AlignmentFlag.AlignCenter, str(count) if count < 10 else "9+")
        painter.end()
    return QIcon(pixmap)
