"""The sidebar: app name, Log, the pages, settings, and the status of the book."""

from collections.abc import Mapping

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QEnterEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from ui.lazy_qt import ICON_ONLY, TAB_FOCUS, TEXT_BESIDE_ICON
from ui.shell.actions import keys_in_words
from ui.shell.pages import AT_BOTTOM, BY_NAME, IN_SIDEBAR, PageEntry
from ui.shell.saved_state import StatusLink
from ui.theme.icons import app_icon, icon, sharpest
from ui.theme.look import look
from ui.widgets.buttons import Button, IconButton, clicked_by_return, show_hand
from ui.widgets.labels import PlainLabel, restyle, set_tip
from ui.widgets.layout import column, paint_background, row
from ui.widgets.read_only_controls import mark_reading

WIDE, NARROW = 216, 60
_ICONS_ONLY_BELOW = 760  # window width in design pixels


class AppIcon(QLabel):
    """The app icon beside its name."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setFixedSize(look.px(20), look.px(20))
        look.theme_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        self.setPixmap(app_icon(look.px(20), sharpest()))


class NavButton(QToolButton):
    """One page in the sidebar, with a count of due items."""

    def __init__(self, entry: PageEntry, action: QAction, parent: QWidget | None = None):
        super().__init__(parent)
        self.entry = entry
        self.setProperty("kind", "nav")
        mark_reading(self)
        self.setText("  " + entry.title)
        self.setAccessibleName(entry.title)
        set_tip(self, f"{entry.title} ({keys_in_words(action)})")
        self.setFixedHeight(look.px(34))
        self.setIconSize(QSize(look.px(18), look.px(18)))
        self.setProperty("focusPolicy", TAB_FOCUS)
        _follow(self, action)
        self._count = PlainLabel("", "caption", parent=self)
        look.theme_changed.connect(self._show_icon)
        self.setProperty("lit", "false")
        self._show_icon()

    def highlight(self, on: bool) -> None:
        """Highlights it while its page is open. Not `checked`: a screen reader would announce a check box."""
        if on == (self.property("lit") == "true"):
            return
        self.setProperty("lit", "true" if on else "false")
        self.setAccessibleDescription("open now" if on else "")
        restyle(self)
        self._show_icon()

    def show_count(self, count: int) -> None:
        self._count.setText(str(count) if count else "")
        self.setAccessibleName(f"{self.entry.title}, {count} due" if count else self.entry.title)
        self._place_count()

    def enterEvent(self, event: QEnterEvent) -> None:
        show_hand(self)
        super().enterEvent(event)

    def set_narrow(self, narrow: bool) -> None:
        self.setProperty("toolButtonStyle", ICON_ONLY if narrow else TEXT_BESIDE_ICON)
        self.setFixedWidth(look.px(NARROW - 20 if narrow else WIDE - 25))
        self._count.setVisible(not narrow)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not clicked_by_return(self, event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_count()

    def _place_count(self) -> None:
        self._count.adjustSize()
        top = (self.height() - self._count.height()) // 2
        self._count.move(self.width() - self._count.width() - look.px(10), top)

    def _show_icon(self) -> None:
        self.setIcon(icon(self.entry.icon, "text" if self.property("lit") == "true" else "text2"))


class Sidebar(QFrame):
    """`actions` are the shell's; the sidebar has no behaviour of its own."""

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None):
        super().__init__(parent)
        paint_background(self, "sidebar")
        self.setAccessibleName("Sidebar")
        self._nav: dict[str, NavButton] = {}
        self._inside = column(gap=2, margins=(12, 16, 12, 12))
        self.setLayout(self._inside)
        self._build_top(actions)
        for entry in IN_SIDEBAR:
            self._add_nav(entry, actions[f"go_{entry.name}"], self._inside)
        self._inside.addStretch(1)
        for entry in AT_BOTTOM:
            self._add_nav(entry, actions[entry.name], self._inside)
        self._build_status()
        self.set_narrow(False)

    def _build_status(self) -> None:
        self._state = PlainLabel("", "caption", wrap=True)
        self.own_book = mark_reading(Button("Open your own book", "link"))
        self.own_book.hide()
        self.way = Button("", "link", clicked=self._go)
        self.way.setProperty("reads", True)  # usable for a read-only book, too: it leads to the reason
        self.way.hide()
        self._way: StatusLink | None = None
        self.status_action = mark_reading(QAction(self))  # the same link as an action, for the one box
        self.status_action.setVisible(False)
        self.status_action.triggered.connect(lambda _checked=False: self._go())
        self._status = QWidget()
        inside = column(self._state, gap=4, margins=(10, 8, 10, 4))
        beside = row(self.own_book, self.way, gap=0)
        beside.addStretch(1)
        inside.addLayout(beside)
        self._status.setLayout(inside)
        self._inside.addWidget(self._status)

    def highlight(self, page_name: str) -> None:
        """Highlights the entry of the open page, or the one it belongs to."""
        entry = BY_NAME[page_name]
        for name, button in self._nav.items():
            button.highlight(name == (entry.under or entry.name))

    def show_count(self, page_name: str, count: int) -> None:
        if page_name in self._nav:
            self._nav[page_name].show_count(count)

    def show_state(self, words: str, way: StatusLink | None = None) -> None:
        """`way` is a link below the text."""
        self._way = way
        self.way.setVisible(way is not None)
        self.way.set_text(way.words if way is not None else "")
        self.status_action.setText(way.words if way is not None else "")
        self.status_action.setVisible(way is not None)
        for widget in (self._state, self.way):
            set_tip(widget, way.tip if way is not None else "")
        self.way.setAccessibleDescription(f"{words}. {way.tip}" if way is not None else "")
        self._state.setText(words)
        self._state.ensurePolished()
        inside = look.px(WIDE) - 2 * look.px(12) - 2 * look.px(10)
        self._state.setMinimumHeight(self._state.heightForWidth(inside))  # whole lines only

    def _go(self) -> None:
        if self._way is not None:
            self._way.go()

    def fit(self, width: int) -> None:
        """Shows icons only in a narrow window."""
        self.set_narrow(width < look.px(_ICONS_ONLY_BELOW))

    def set_narrow(self, narrow: bool) -> None:
        self.setFixedWidth(look.px(NARROW if narrow else WIDE))
        margin = look.px(10 if narrow else 12)
        self._inside.setContentsMargins(margin, look.px(16), margin, look.px(12))
        for widget in (self._name, self._menu, self._log, self._status):
            widget.setVisible(not narrow)
        for widget in (self._log_icon, self._menu_narrow):
            widget.setVisible(narrow)
        for button in self._nav.values():
            button.set_narrow(narrow)

    def _build_top(self, actions: Mapping[str, QAction]) -> None:
        self._name = PlainLabel("Goodturn", "brand")
        self._menu = _menu_button(actions["menu"])
        self._menu_narrow = _menu_button(actions["menu"])
        brand = row(AppIcon(), self._name, gap=8, margins=(8, 0, 0, 6))
        brand.addStretch(1)
        brand.addWidget(self._menu)
        self._inside.addLayout(brand)
        self._inside.addLayout(_centred(self._menu_narrow))
        log, keys = actions["log"], keys_in_words(actions["log"])
        self._log = Button("Log", "log", keys=keys)
        self._log_icon = IconButton("plus", "Log", keys=keys, role="accent")
        for button in (self._log, self._log_icon):
            _follow(button, log)
        self._inside.addWidget(self._log)
        self._inside.addLayout(_centred(self._log_icon))
        self._inside.addSpacing(look.px(10))

    def _add_nav(self, entry: PageEntry, action: QAction, into: QVBoxLayout) -> None:
        self._nav[entry.name] = button = NavButton(entry, action)
        into.addWidget(button)


def _centred(widget: QWidget) -> QHBoxLayout:
    line = row(widget, gap=0)
    line.insertStretch(0, 1)
    line.addStretch(1)
    return line


def _follow(button: QAbstractButton, action: QAction) -> None:
    """The button triggers the action, and is enabled when the action is."""
    button.setEnabled(action.isEnabled())
    action.enabledChanged.connect(button.setEnabled)
    button.clicked.connect(lambda _checked=False: action.trigger())


def _menu_button(action: QAction) -> IconButton:
    return mark_reading(IconButton("menu", "Menu", clicked=action.trigger, keys=keys_in_words(action)))
